import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { DateTile } from '#client/ui/DateTile.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { useClose, useProposal } from './proposals.api.ts'
import css from './proposals.module.css'
import { Reasons } from './Reasons.tsx'
import { SealedWords } from './SealedWords.tsx'
import { outcomeTone, useSentences } from './sentences.ts'
import { TallyTable } from './TallyTable.tsx'

// The words are read first; the paper to vote on comes right after them.
const BallotForm = later(async () => ({ default: (await import('./BallotForm.tsx')).BallotForm }))

export function ProposalPage() {
  const { proposalId = '' } = useParams()
  const { t } = useTranslation()
  const proposal = useProposal(proposalId)
  usePageTitle(proposal.data ? t('proposals.number', { number: proposal.data.number }) : t('proposals.title'))
  if (proposal.error) return <Page><ErrorNotice error={proposal.error} title={t('proposals.failed')} onRetry={() => void proposal.refetch()} /></Page>
  if (!proposal.data) return <Page><LoadingBars label={t('ui.loading')} lines={8} /></Page>
  return <Shown proposal={proposal.data} />
}

function Shown({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const sentences = useSentences()
  const { result, closedAt } = proposal
  return (
    <Page>
      <PageHeader
        above={<><Link to={`/drafts/${proposal.draftId}`}>{localized(proposal.draftTitle)}</Link>{proposal.clauseLabel && <>, <Link to={`/drafts/${proposal.draftId}#clause-${proposal.clauseId}`}>{proposal.clauseLabel}</Link></>}{proposal.amendmentId && <>, <Link to={`/amendments/${proposal.amendmentId}`}>{t('proposals.theAmendment')}</Link></>}</>}
        title={t('proposals.number', { number: proposal.number })} lead={proposal.question}
      />
      <p className={css.tags}>
        {result ? <StateTag tone={outcomeTone[result.outcome]}>{sentences.outcome(result.outcome)}</StateTag> : <StateTag tone="info">{t('proposals.votingOpen')}</StateTag>}
        <span>{t('proposals.openedBy', { name: proposal.openedBy.name, when: format.dateTime(proposal.openedAt) })}</span>
      </p>
      <div className={css.columns}>
        <div className={css.words}>
          {proposal.words && <SealedWords words={proposal.words} isAmendment={proposal.amendmentId !== null} label={proposal.clauseLabel} proposalId={proposal.id} draftId={proposal.draftId} />}
          <section aria-labelledby="standing">
            <h2 id="standing" className={css.section}>{closedAt ? t('proposals.result') : t('proposals.howItStands')}</h2>
            {result && <p className={css.result}>{sentences.result(proposal)}</p>}
            <p className={css.rule}><b>{t('proposals.ruleLabel')}</b> {sentences.rule(proposal)}</p>
            <TallyTable proposal={proposal} />
          </section>
          <Reasons ballots={proposal.ballots} />
        </div>
        <aside className={css.aside} aria-label={t('proposals.yourBallot')}>
          <div className={css.deadline}>
            <DateTile at={closedAt ?? proposal.closesAt} soon={!closedAt} />
            <p>{closedAt ? t('proposals.closedOn', { when: format.dateTime(closedAt) }) : <><b>{t('proposals.closesOn', { when: format.deadline(proposal.closesAt) })}</b><br />{format.inDays(proposal.closesAt)}</>}</p>
          </div>
          <BallotForm key={proposal.myBallot?.castAt ?? 'none'} proposal={proposal} />
          {!closedAt && <Closing proposal={proposal} />}
        </aside>
      </div>
    </Page>
  )
}

/** Closing by hand, for who may; with the reason for who may not. */
function Closing({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const why = useReason()
  const close = useClose(proposal.id)
  const [asking, setAsking] = useState(false)
  const may = useCan('proposal.close', { workspaceId: proposal.workspaceId, draftId: proposal.draftId, proposal: { id: proposal.id, open: true, closesAt: new Date(proposal.closesAt), onRoll: proposal.onRoll } })
  if (!may.allowed) return <p className={css.note}>{t('proposals.closeWhyNot', { why: why(may, 'proposal.close') })}</p>
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('proposals.closeNow')}</Button>
      <Confirm opened={asking} title={t('proposals.closeTitle', { number: proposal.number })} action={t('proposals.closeNow')} busy={close.isPending} onClose={() => setAsking(false)} onConfirm={() => close.mutate(undefined, { onSuccess: () => setAsking(false) })}>
        <p>{t('proposals.closeMeans', { cast: proposal.tally.cast, electors: proposal.tally.electors })}</p>
        <RefusalNote error={close.error} />
      </Confirm>
    </>
  )
}
