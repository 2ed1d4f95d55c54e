import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { get } from '#client/lib/api.ts'
import { useFormat } from '#client/lib/format.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './shell.module.css'

/** That a vote ends soon in which I, or whoever I vote for, have a ballot to cast. Goes when it is cast, or is put off. */
export default function Reminder({ proposalId }: { proposalId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery({ queryKey: keys.proposal(proposalId), queryFn: () => get<ProposalView>(`/proposals/${proposalId}`) })
  if (!data || data.closedAt !== null || !hasBallot(data)) return null
  return (
    <div className={css.reminder}>
      <Notice tone="info" action={<Button variant="default" size="xs" onClick={() => queryClient.setQueryData(keys.reminded, null)}>{t('app.reminderLater')}</Button>}>
        {t('app.reminder', { number: data.number, when: format.deadline(data.closesAt) })} <Link to={`/proposals/${proposalId}`}>{t('app.reminderGo')}</Link>
      </Notice>
    </div>
  )
}

const hasBallot = ({ onRoll, voted, proxy }: ProposalView) => (onRoll && !voted && !proxy?.givenTo) || Boolean(proxy?.heldFor && !proxy.isUsed)
