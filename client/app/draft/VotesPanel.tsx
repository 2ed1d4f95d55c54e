import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import css from './draft.module.css'

interface VotesPanelProps {
  readonly proposals: readonly ProposalSummary[]
  readonly subject: Subject
  readonly clause: { readonly id: string; readonly label: string } | null
}

/** Proposals on this draft, open ones first; from here to the page where one votes. */
export function VotesPanel({ proposals, subject, clause }: VotesPanelProps) {
  const { t } = useTranslation()
  const may = useCan('proposal.open', subject)
  const why = useReason()
  const ordered = [...proposals].sort((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.number - a.number)
  const [, navigate] = useLocation()
  return (
    <>
      {ordered.length === 0 && <div className={css.empty}><p>{t('drafts.votesEmpty')}</p><p>{t('drafts.votesEmptyHow')}</p></div>}
      <ul className={css.votes}>{ordered.map((proposal) => <Vote key={proposal.id} proposal={proposal} />)}</ul>
      <div className={css.voteFoot}>
        <ReasonedButton size="xs" variant="default" reason={why(may, 'proposal.open')} onClick={() => navigate(`/drafts/${subject.draftId}/proposals/new${clause ? `?clause=${clause.id}` : ''}`)}>
          {t('drafts.newVote')}{clause ? `: ${clause.label}` : ''}
        </ReasonedButton>
      </div>
    </>
  )
}

function Vote({ proposal }: { proposal: ProposalSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const outcomes = { adopted: t('drafts.outcomeAdopted'), rejected: t('drafts.outcomeRejected'), invalid: t('drafts.outcomeInvalid') }
  const { closedAt, result, cast, electors } = proposal
  return (
    <li className={css.vote}>
      <div className={css.voteHead}>
        <Link to={`/proposals/${proposal.id}`}>{t('drafts.proposal', { number: proposal.number })}{proposal.clauseLabel ? `, ${proposal.clauseLabel}` : ''}</Link>
        {result ? <StateTag tone={result.outcome === 'adopted' ? 'ok' : 'neutral'}>{outcomes[result.outcome]}</StateTag> : null}
      </div>
      <p className={css.question}>{proposal.question}</p>
      <p>{closedAt ? t('drafts.voteClosed', { when: format.date(closedAt) }) : t('drafts.voteOpen', { when: format.deadline(proposal.closesAt) })}</p>
      <p>{cast === null ? t('drafts.voteSecret', { electors }) : t('drafts.voteCast', { cast, electors })}{proposal.onRoll && !closedAt ? `. ${t(proposal.voted ? 'drafts.votedAlready' : 'drafts.votedNot')}` : ''}</p>
    </li>
  )
}
