import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '#client/ui/Confirm.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import { useAmendmentActs } from './amendments.api.ts'

const shortest = 3

const keysFor = (isAnswer: boolean) => isAnswer
  ? { acceptTitle: 'amendments.takeInTitle', acceptMeans: 'amendments.takeInMeans', rejectMeans: 'amendments.turnDownMeans' }
  : { acceptTitle: 'amendments.acceptTitle', acceptMeans: 'amendments.acceptMeans', rejectMeans: 'amendments.rejectMeans' }

/** For whoever may settle it: its words are taken in, or it is closed, without a vote and with a reason. */
export function Settling({ amendment: { id, amends }, onAcceptSome }: { amendment: AmendmentView; onAcceptSome: () => void }) {
  const { t } = useTranslation()
  const { settle } = useAmendmentActs(id, amends)
  const [asking, setAsking] = useState<'accept' | 'reject' | null>(null)
  const [reason, setReason] = useState('')
  const accepted = asking === 'accept'
  const keys = keysFor(amends !== null)
  const to = amends?.number
  const isGiven = reason.trim().length >= shortest
  return (
    <>
      <Button variant="default" onClick={() => setAsking('accept')}>{t('amendments.accept')}</Button>
      <Button variant="default" onClick={onAcceptSome}>{t('pieces.acceptSome')}</Button>
      <Button variant="default" onClick={() => setAsking('reject')}>{t('amendments.reject')}</Button>
      <Confirm
        opened={asking !== null} title={t(accepted ? keys.acceptTitle : 'amendments.rejectTitle', { to })} action={t(accepted ? 'amendments.accept' : 'amendments.reject')} busy={settle.isPending}
        onClose={() => setAsking(null)} onConfirm={() => { if (isGiven) settle.mutate({ accepted, reason }, { onSuccess: () => setAsking(null) }) }}
      >
        <p>{t(accepted ? keys.acceptMeans : keys.rejectMeans, { to })}</p>
        <Textarea label={t('amendments.whyLabel')} required autosize minRows={2} minLength={shortest} maxLength={4000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <RefusalNote error={settle.error} />
      </Confirm>
    </>
  )
}
