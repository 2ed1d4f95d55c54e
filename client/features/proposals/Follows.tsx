import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { draftQuery } from '#client/lib/queries.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'
import { useSentences } from './sentences.ts'

/** What follows from a decided vote on words or on a charter. */
export function Follows({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const sentences = useSentences()
  const { result, kind, draftId } = proposal
  if (!result || kind === 'question' || kind === 'clause') return null
  return (
    <p className={css.follows}>
      <b>{t('proposals.followsLabel')}</b> {sentences.follows(proposal)}{' '}
      {kind === 'draft' && draftId !== null && result.outcome === 'adopted' && <Since proposalId={proposal.id} draftId={draftId} />}
    </p>
  )
}

/** What is not any more as the draft was adopted. */
function Since({ proposalId, draftId }: { proposalId: string; draftId: string }) {
  const { t } = useTranslation()
  const adoption = useQuery(draftQuery(draftId)).data?.adoption
  if (!adoption) return null
  if (adoption.proposalId !== proposalId) return <>{t('proposals.adoptedAgain')} <Link to={`/proposals/${adoption.proposalId}`}>{t('proposals.number', { number: adoption.number })}</Link></>
  if (adoption.changed.length === 0) return <>{t('proposals.unchangedSince')}</>
  return <>{t('proposals.changedSince', { count: adoption.changed.length })} <Link to={`/drafts/${draftId}/history?from=${adoption.seq}`}>{t('proposals.whatChanged')}</Link></>
}
