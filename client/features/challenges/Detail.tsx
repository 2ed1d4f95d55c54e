import { Button, CloseButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { get } from '#client/lib/api.ts'
import { useLocalized } from '#client/lib/format.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { keys } from '#client/lib/query.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { ChallengesView } from '#domain/contract/challenges.ts'
import css from './challenges.module.css'
import type { Clause, Row } from './coverage.ts'
import { useCoverageWords } from './useCoverageWords.ts'

interface DetailProps { readonly draftId: string; readonly row: Row; readonly clause: Clause; readonly onClose: () => void }

/** One cell in full: what the challenge asks, and what the clause says to it. */
export function Detail({ draftId, row, clause, onClose }: DetailProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const words = useCoverageWords()
  const draft = useQuery(draftQuery(draftId))
  const workspaceId = draft.data?.workspaceId ?? ''
  const member = useMembership(workspaceId) !== null
  // The questions belong to the workspace: whoever only reads a published draft is shown the clause alone.
  const source = useQuery({ queryKey: keys.challenges(workspaceId), queryFn: () => get<ChallengesView>(`/workspaces/${workspaceId}/challenges`), enabled: member })
  const question = source.data?.challenges.find(({ id }) => id === row.id)?.question
  const full = draft.data?.clauses.find(({ id }) => id === clause.id)
  return (
    <section className={css.detail} aria-label={t('challenges.detail')} aria-live="polite">
      <div className={css.detailHead}><p className={css.kind}><i className={css.covered} aria-hidden />{row.kind === 'measure' ? t('challenges.takes') : t('challenges.answers')}</p><CloseButton aria-label={t('ui.close')} onClick={onClose} /></div>
      <h2>{localized(row.label)}</h2>
      <p className={css.in}>{t('challenges.in')} <Link to={`/drafts/${draftId}#clause-${clause.id}`}>{words.full(clause)}</Link></p>
      {question && <p className={css.question}>{localized(question)}</p>}
      {draft.isPending && <LoadingBars label={t('ui.loading')} />}
      {full?.summary && <blockquote className={css.summary}>{localized(full.summary)}</blockquote>}
      {full && (
        <details className={css.words}>
          <summary>{t('challenges.words')}</summary>
          <div lang={draft.data?.language}>{full.text.split('\n').map((line, index) => <p key={`${index}:${line}`}>{line}</p>)}</div>
        </details>
      )}
      <Button component={Link} to={`/drafts/${draftId}#clause-${clause.id}`} variant="default">{t('challenges.open')}</Button>
    </section>
  )
}
