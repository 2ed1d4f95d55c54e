import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#client/lib/format.ts'
import { DateTile } from '#client/ui/DateTile.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { useProposals } from './workspaces.api.ts'
import css from './workspaces.module.css'

/** Open votes on whose roll I am, with my ballot missing; the nearest deadline first. */
export function AskedOfYou({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const proposals = useProposals(workspaceId)
  if (!proposals.data) return <LoadingBars label={t('ui.loading')} lines={2} />
  const asked = proposals.data.filter(({ closedAt, onRoll, myBallot }) => !closedAt && onRoll && !myBallot).sort((a, b) => a.closesAt.localeCompare(b.closesAt))
  if (asked.length === 0) return <EmptyState title={t('workspaces.nothingAsked')}>{t('workspaces.nothingAskedMeans')}</EmptyState>
  return (
    <ul className={css.asked}>
      {asked.map(({ id, number, question, closesAt }) => (
        <li key={id}>
          <DateTile at={closesAt} soon />
          <div><h3>{t('workspaces.voteOn', { number })}</h3><p className={css.question}>{question}</p><p className={css.small}>{t('workspaces.until', { when: format.deadline(closesAt) })}</p></div>
          <Button component={Link} to={`/proposals/${id}`} variant="default" size="xs" aria-label={t('workspaces.voteOn', { number })}>{t('workspaces.vote')}</Button>
        </li>
      ))}
    </ul>
  )
}
