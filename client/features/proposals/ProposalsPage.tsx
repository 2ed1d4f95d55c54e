import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { DateTile } from '#client/ui/DateTile.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import { TallyBar } from '#client/ui/TallyBar.tsx'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { useProposals } from './proposals.api.ts'
import { neededOf } from '#domain/decisions/method.ts'
import css from './proposals.module.css'
import { outcomeTone, useSentences } from './sentences.ts'

export function ProposalsPage() {
  const { workspaceId = '' } = useParams()
  const { t } = useTranslation()
  const proposals = useProposals(workspaceId)
  usePageTitle(t('proposals.title'))
  const open = proposals.data?.filter(({ closedAt }) => !closedAt) ?? []
  const closed = proposals.data?.filter(({ closedAt }) => closedAt) ?? []
  return (
    <Page>
      <PageHeader title={t('proposals.title')} lead={t('proposals.lead')} />
      {proposals.error && <ErrorNotice error={proposals.error} title={t('proposals.failed')} onRetry={() => void proposals.refetch()} />}
      {proposals.isPending && <LoadingBars label={t('ui.loading')} />}
      {proposals.data && (
        <>
          <h2 className={css.section}>{t('proposals.open')}</h2>
          {open.length === 0 ? <EmptyState title={t('proposals.noneOpen')}>{t('proposals.noneOpenHow')}</EmptyState> : <List proposals={open} />}
          {closed.length > 0 && <><h2 className={css.section}>{t('proposals.closed')}</h2><List proposals={closed} /></>}
        </>
      )}
    </Page>
  )
}

const List = ({ proposals }: { proposals: readonly ProposalSummary[] }) => <ul className={css.list}>{proposals.map((proposal) => <Item key={proposal.id} proposal={proposal} />)}</ul>

function Item({ proposal }: { proposal: ProposalSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sentences = useSentences()
  const { result, closedAt, closesAt, tally, quorum } = proposal
  return (
    <li className={css.item}>
      <DateTile at={closedAt ?? closesAt} />
      <div className={css.itemBody}>
        <p className={css.above}>{t('proposals.number', { number: proposal.number })} · {sentences.place(proposal)}{proposal.clauseLabel && `, ${proposal.clauseLabel}`}</p>
        <h3><Link to={`/proposals/${proposal.id}`}>{proposal.question}</Link></h3>
        <p className={css.tags}>
          {result ? <StateTag tone={outcomeTone[result.outcome]}>{sentences.outcome(result.outcome)}</StateTag> : <StateTag tone="info">{t('proposals.votingOpen')}</StateTag>}
          {!closedAt && proposal.onRoll && (proposal.voted ? <StateTag>{proposal.myBallot ? t('proposals.youVoted', { choice: sentences.content(proposal.myBallot.content, proposal.alternatives) }) : t('proposals.youHaveVoted')}</StateTag> : <StateTag tone="warn">{t('proposals.yourVoteIsAsked')}</StateTag>)}
          <span>{closedAt ? t('proposals.closedOn', { when: format.dateTime(closedAt) }) : t('proposals.closesOn', { when: format.deadline(closesAt) })}</span>
        </p>
        <p className={css.standing}>{result ? sentences.result(proposal) : sentences.soFar(proposal)}</p>
        {tally?.kind === 'count' && <TallyBar tally={tally} mark={quorum.all ? neededOf(quorum.all, tally.electors) : 0} />}
      </div>
    </li>
  )
}
