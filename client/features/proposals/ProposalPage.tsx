import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useFormat } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { DateTile } from '#client/ui/DateTile.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { Closing, Extending } from './Deadline.tsx'
import { Follows } from './Follows.tsx'
import { useProposal } from './proposals.api.ts'
import css from './proposals.module.css'
import { Objections } from './Objections.tsx'
import { Reasons } from './Reasons.tsx'
import { SealedAmendments } from './SealedAmendments.tsx'
import { SecretBallots } from './SecretBallots.tsx'
import { SealedWords } from './SealedWords.tsx'
import { outcomeTone, useSentences } from './sentences.ts'
import { TallyTable } from './TallyTable.tsx'

const AlternativesCount = later(async () => ({ default: (await import('./AlternativesCount.tsx')).AlternativesCount }))
// The words are read first; the paper to vote on comes right after them.
const BallotForm = later(async () => ({ default: (await import('./BallotForm.tsx')).BallotForm }))
const Proxies = later(async () => ({ default: (await import('./Proxies.tsx')).Proxies }))

/** `charterWords`: how the charter of a proposal on it is shown, joined to it by the app. */
export function ProposalPage({ charterWords }: { charterWords: ComponentType<{ proposal: ProposalView }> }) {
  const { proposalId = '' } = useParams()
  const { t } = useTranslation()
  const proposal = useProposal(proposalId)
  usePageTitle(proposal.data ? t('proposals.number', { number: proposal.data.number }) : t('proposals.title'))
  if (proposal.error) return <Page><ErrorNotice error={proposal.error} title={t('proposals.failed')} onRetry={() => void proposal.refetch()} /></Page>
  if (!proposal.data) return <Page><LoadingBars label={t('ui.loading')} lines={8} /></Page>
  return <LawLanguage value={proposal.data.draftLanguage}><Shown proposal={proposal.data} charterWords={charterWords} /></LawLanguage>
}

function Shown({ proposal, charterWords: CharterWords }: { proposal: ProposalView; charterWords: ComponentType<{ proposal: ProposalView }> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sentences = useSentences()
  const { result, closedAt, alternatives } = proposal
  // Whoever gave a proxy has no paper of their own, also once it is over if the proxy voted.
  const isByProxy = proposal.proxy?.givenTo != null && (proposal.proxy.isUsed || !closedAt)
  const isAmongAmendments = alternatives.some(({ amendmentId }) => amendmentId !== null)
  return (
    <Page>
      <PageHeader
        above={<><Link to={proposal.draftId === null ? `/workspaces/${proposal.workspaceId}/charter` : `/drafts/${proposal.draftId}`}>{sentences.place(proposal)}</Link>{proposal.clauseLabel && <>, <Link to={`/drafts/${proposal.draftId}#clause-${proposal.clauseId}`}>{proposal.clauseLabel}</Link></>}{proposal.amendmentId && <>, <Link to={`/amendments/${proposal.amendmentId}`}>{t('proposals.theAmendment')}</Link></>}</>}
        title={t('proposals.number', { number: proposal.number })} lead={proposal.question}
      />
      <p className={css.tags}>
        {result ? <StateTag tone={outcomeTone[result.outcome]}>{sentences.outcome(result.outcome)}</StateTag> : <StateTag tone={proposal.suspended ? 'warn' : 'info'}>{t(proposal.suspended ? 'proposals.waitsForAnswer' : 'proposals.votingOpen')}</StateTag>}
        <StateTag>{t(`proposals.secrecy.${proposal.secrecy}`)}</StateTag>
        <span>{t('proposals.openedBy', { name: proposal.openedBy.name, when: format.dateTime(proposal.openedAt) })}</span>
      </p>
      <div className={css.columns}>
        <div className={css.words}>
          {isAmongAmendments && <SealedAmendments proposal={proposal} />}
          <SealedWords proposal={proposal} charter={<CharterWords proposal={proposal} />} />
          <section aria-labelledby="standing">
            <h2 id="standing" className={css.section}>{closedAt ? t('proposals.result') : t('proposals.howItStands')}</h2>
            {result && <p className={css.result}>{sentences.result(proposal)}</p>}
            {proposal.castByProxy !== null && proposal.castByProxy > 0 && <p className={css.follows}>{t('proposals.byProxy', { count: proposal.castByProxy })}</p>}
            <Follows proposal={proposal} />
            <p className={css.rule}><b>{t('proposals.ruleLabel')}</b> {sentences.rule(proposal)} {proposal.proxies && t('proposals.proxiesAdmitted')}</p>
            {proposal.alternatives.length > 0 && !isAmongAmendments && <Alternatives proposal={proposal} />}
            <TallyTable proposal={proposal} />
            {result && proposal.alternatives.length > 0 && <AlternativesCount proposal={proposal} />}
            {proposal.secretBallots && <SecretBallots proposalId={proposal.id} published={proposal.secretBallots} cast={proposal.cast ?? 0} />}
          </section>
          <Objections proposal={proposal} />
          <Reasons proposal={proposal} />
        </div>
        <aside className={css.aside} aria-label={t('proposals.yourBallot')}>
          <div className={css.deadline}>
            <DateTile at={closedAt ?? proposal.closesAt} soon={!closedAt} />
            <p>{closedAt ? t('proposals.closedOn', { when: format.dateTime(closedAt) }) : <><b>{t('proposals.closesOn', { when: format.deadline(proposal.closesAt) })}</b><br />{format.inDays(proposal.closesAt)}</>}</p>
          </div>
          {!isByProxy && (proposal.onRoll || !closedAt) && <BallotForm key={proposal.myBallot?.castAt ?? 'none'} proposal={proposal} />}
          {proposal.proxy && (isByProxy || !closedAt) && <Proxies proposal={proposal} proxy={proposal.proxy} />}
          <Extending proposal={proposal} />
          {!closedAt && <Closing proposal={proposal} />}
        </aside>
      </div>
    </Page>
  )
}

/** What there is to choose among, with the words that each would write. */
function Alternatives({ proposal: { alternatives } }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const sentences = useSentences()
  return (
    <>
      <h3 className={css.minor}>{t('proposals.alternatives')}</h3>
      <ul className={css.alternatives}>{alternatives.map(({ id, words }) => <li key={id}><b>{sentences.alternative(id, alternatives)}</b>{words && <p className={css.reason}>{words}</p>}</li>)}</ul>
    </>
  )
}
