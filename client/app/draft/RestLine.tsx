import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import css from './draft.module.css'

export type RestingProposal = Pick<ProposalSummary, 'id' | 'number' | 'closesAt'>

/** That words may not be written while they are voted on, until when, and where the vote is. `whole`: all of the draft. */
export function RestLine({ proposal: { id, number, closesAt }, whole = false }: { proposal: RestingProposal; whole?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className={css.restLine}>
      <span><IconLock size={18} stroke={1.6} aria-hidden /> <b>{t(whole ? 'drafts.wholeAtRest' : 'drafts.atRest', { number })}</b>, {t('drafts.atRestUntil', { when: format.deadline(closesAt) })}</span>
      <Link to={`/proposals/${id}`}>{t('drafts.readProposal')}</Link>
    </p>
  )
}
