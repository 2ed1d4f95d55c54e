import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { draftQuery } from './queries.ts'

/** What the clauses of a draft are called: "Article 4", "recital (2)"; null until known, or where the clause has gone. */
export function useClauseNames(draftId: string | null): (clauseId: string) => string | null {
  const { t } = useTranslation()
  const clauses = useQuery({ ...draftQuery(draftId ?? ''), enabled: draftId !== null }).data?.clauses
  return (clauseId) => {
    const clause = clauses?.find(({ id }) => id === clauseId)
    if (!clause) return null
    const { kind, number } = clause
    if (kind === 'title') return t('drafts.title')
    if (kind === 'citation') return t('drafts.citation')
    const names = { article: t('proposals.article', { number }), recital: t('proposals.recital', { number }), chapter: t('workspaces.chapter', { number }), annex: t('workspaces.annex', { number }) }
    return names[kind]
  }
}
