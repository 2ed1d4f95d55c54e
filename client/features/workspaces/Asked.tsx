import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { DateTile } from '#client/ui/DateTile.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import css from './home.module.css'

const soon = 3 * 86_400_000

/** Open proposals on whose roll I am and in which I have not voted, the nearest deadline first. */
export const askedOf = (proposals: readonly ProposalSummary[], now: Date) => proposals
  .filter(({ closedAt, closesAt, onRoll, voted }) => !closedAt && new Date(closesAt) > now && onRoll && !voted).sort((a, b) => a.closesAt.localeCompare(b.closesAt))

/** What waits for me; where nothing does, the open proposals whose course I may follow. */
export function Asked({ proposals }: { proposals: readonly ProposalSummary[] }) {
  const { t } = useTranslation()
  const now = new Date()
  const asked = askedOf(proposals, now)
  const others = proposals.filter((proposal) => !proposal.closedAt && !asked.includes(proposal))
  return (
    <>
      {asked.length === 0 && <EmptyState title={t('workspaces.nothingAsked')}>{t('workspaces.nothingAskedHow')}</EmptyState>}
      <ol className={css.asked}>{asked.map((proposal) => <Item key={proposal.id} proposal={proposal} now={now} action={t('workspaces.vote')} />)}</ol>
      {others.length > 0 && (
        <>
          <h3 className={css.minor}>{t('workspaces.alsoOpen')}</h3>
          <ol className={css.asked}>{others.map((proposal) => <Item key={proposal.id} proposal={proposal} now={now} action={t('workspaces.follow')} />)}</ol>
        </>
      )}
    </>
  )
}

function Item({ proposal, now, action }: { proposal: ProposalSummary; now: Date; action: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const { id, number, question, clauseLabel, closesAt, draftTitle, cast, electors, voted } = proposal
  const near = new Date(closesAt).getTime() - now.getTime() < soon
  const due = t('workspaces.closes', { when: format.deadline(closesAt) })
  const name = t('workspaces.proposal', { number })
  return (
    <li>
      <DateTile at={closesAt} soon={near} />
      <div>
        <Link className={css.askedTitle} to={`/proposals/${id}`}>{[name, clauseLabel].filter(Boolean).join(', ')}</Link>
        <p>{question}</p>
        <p className={css.due}>{near ? <StateTag tone="warn">{due}</StateTag> : due}</p>
        <p className={css.due}>{draftTitle ? localized(draftTitle) : t('workspaces.theCharter')} · {cast === null ? t('workspaces.votedSecret', { electors }) : t('workspaces.voted', { count: cast, electors })}{voted && ` · ${t('workspaces.iVoted')}`}</p>
      </div>
      <Button component={Link} to={`/proposals/${id}`} size="xs" variant="default" aria-label={`${action}: ${name}`}>{action}</Button>
    </li>
  )
}
