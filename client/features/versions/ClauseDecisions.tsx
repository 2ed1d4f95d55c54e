import { digest } from 'lib0/hash/sha256'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Marked } from '#client/ui/Marked.tsx'
import type { ClauseDecisionKind } from '#domain/clauseDecisions.ts'
import type { ClauseDecisionsView } from '#domain/contract/history.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { hexOf } from '#domain/verify/chain.ts'
import { Dissents } from './Dissents.tsx'
import css from './law.module.css'
import type { ClauseAt } from './shownClauses.ts'
import { useClauseDecisions } from './versions.api.ts'

const keys: Record<ClauseDecisionKind, string> = {
  adopted: 'versions.decision.adopted', rejected: 'versions.decision.rejected', invalid: 'versions.decision.invalid',
  restored: 'versions.decision.restored', draftRestored: 'versions.decision.draftRestored', consolidated: 'versions.decision.consolidated',
  accepted: 'versions.decision.accepted', corrected: 'versions.decision.corrected',
}

/** Which votes and acts of the record decided on the words of a clause, the latest first, and whether the words shown are those voted on. */
export default function ClauseDecisions({ draftId, clause, name }: { draftId: string; clause: ClauseAt; name: string }) {
  const { t } = useTranslation()
  const query = useClauseDecisions(draftId, clause.id)
  const shown = useMemo(() => hexOf(digest(new TextEncoder().encode(canonicalClause(clause.kind, clause.content)))), [clause])
  return (
    <section className={css.decisions} aria-label={t('versions.decisionsOf', { clause: name })}>
      <h3>{t('versions.decisionsTitle', { clause: name })}</h3>
      {query.error && <ErrorNotice error={query.error} title={t('versions.decisionsFailed')} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingBars label={t('ui.loading')} lines={2} />}
      {query.data?.decisions.length === 0 && <p>{t('versions.noDecisions')}</p>}
      {query.data && <ol>{query.data.decisions.map((decision) => <Decision key={decision.seq} decision={decision} isOrigin={decision.seq === query.data.origin} isVotedOn={decision.hash === shown} />)}</ol>}
    </section>
  )
}

function Decision({ decision: { kind, seq, at, by, proposal, amendment, correction, reason, restoredSeq }, isOrigin, isVotedOn }: { decision: ClauseDecisionsView['decisions'][number]; isOrigin: boolean; isVotedOn: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = amendment ? <Link to={`/amendments/${amendment.id}`} /> : proposal ? <Link to={`/proposals/${proposal.id}`} /> : <span />
  const sponsors = format.list(amendment?.sponsors.map(({ name }) => name || t('versions.somebody')) ?? [])
  const notes = [t('versions.decisionFoot', { when: format.dateTime(at), seq }), ...(isOrigin ? [t('versions.isOrigin')] : []), ...(isVotedOn ? [t('versions.isVotedOn')] : [])]
  return (
    <li>
      <Marked text={t(amendment?.isInPart ? 'versions.decision.acceptedInPart' : keys[kind], { ...proposal, ...correction, ...(amendment && { number: amendment.number }), sponsors, restoredSeq, who: by?.name || t('versions.somebody') })} parts={{ place }} />
      {reason && <p>{t('versions.decisionReason', { reason })}</p>}
      <small>{notes.join(' · ')}</small>
      {proposal && (kind === 'adopted' || kind === 'consolidated') && <Dissents proposalId={proposal.id} />}
    </li>
  )
}
