import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '#client/ui/Confirm.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { useAmendmentActs } from './amendments.api.ts'

const shortest = 3

/** For whoever may write in the draft: its words are taken in, or it is closed, without a vote and with a reason. */
export function Settling({ amendmentId, onAcceptSome }: { amendmentId: string; onAcceptSome: () => void }) {
  const { t } = useTranslation()
  const { settle } = useAmendmentActs(amendmentId)
  const [asking, setAsking] = useState<'accept' | 'reject' | null>(null)
  const [reason, setReason] = useState('')
  const accepted = asking === 'accept'
  const isGiven = reason.trim().length >= shortest
  return (
    <>
      <Button variant="default" onClick={() => setAsking('accept')}>{t('amendments.accept')}</Button>
      <Button variant="default" onClick={onAcceptSome}>{t('pieces.acceptSome')}</Button>
      <Button variant="default" onClick={() => setAsking('reject')}>{t('amendments.reject')}</Button>
      <Confirm
        opened={asking !== null} title={t(accepted ? 'amendments.acceptTitle' : 'amendments.rejectTitle')} action={t(accepted ? 'amendments.accept' : 'amendments.reject')} busy={settle.isPending}
        onClose={() => setAsking(null)} onConfirm={() => { if (isGiven) settle.mutate({ accepted, reason }, { onSuccess: () => setAsking(null) }) }}
      >
        <p>{t(accepted ? 'amendments.acceptMeans' : 'amendments.rejectMeans')}</p>
        <Textarea label={t('amendments.whyLabel')} required autosize minRows={2} minLength={shortest} maxLength={4000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <RefusalNote error={settle.error} />
      </Confirm>
    </>
  )
}
