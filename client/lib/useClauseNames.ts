import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { draftQuery } from './queries.ts'

const alone = { title: 'drafts.title', citation: 'drafts.citation', recital: 'proposals.recital', chapter: 'workspaces.chapter', article: 'proposals.article', annex: 'workspaces.annex' }
const inSentence = {
  title: 'workspaces.inSentence.title', citation: 'workspaces.inSentence.citation', recital: 'workspaces.inSentence.recital', chapter: 'workspaces.inSentence.chapter',
  article: 'workspaces.inSentence.article', annex: 'workspaces.inSentence.annex',
}

/** What the clauses of a draft are called, alone or in a sentence: "Article 4", « l’article 4 »; null until known, or where the clause has gone. */
export function useClauseNames(draftId: string | null, where: 'alone' | 'inSentence' = 'alone'): (clauseId: string) => string | null {
  const { t } = useTranslation()
  const clauses = useQuery({ ...draftQuery(draftId ?? ''), enabled: draftId !== null }).data?.clauses
  return (clauseId) => {
    const clause = clauses?.find(({ id }) => id === clauseId)
    return clause ? t((where === 'alone' ? alone : inSentence)[clause.kind], { number: clause.number }) : null
  }
}
