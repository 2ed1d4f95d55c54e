import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { fieldValue } from './fieldValue.ts'
import { useClose, useExtend } from './proposals.api.ts'
import css from './proposals.module.css'
import { subjectOf } from './subject.ts'

/** Closing by hand, where the rules of the proposal let anybody; with the reason for who may not. */
export function Closing({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const why = useReason()
  const close = useClose(proposal.id)
  const [asking, setAsking] = useState(false)
  const may = useCan('proposal.close', subjectOf(proposal))
  const due = new Date(proposal.closesAt) <= new Date()
  const allCast = proposal.cast === proposal.electors
  if (!due && (proposal.earlyClose === 'never' || (proposal.earlyClose === 'allCast' && !allCast))) return <p className={css.note}>{t(`proposals.early.${proposal.earlyClose}`)}</p>
  if (!may.allowed) return <p className={css.note}>{t('proposals.closeWhyNot', { why: why(may, 'proposal.close') })}</p>
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('proposals.closeNow')}</Button>
      <Confirm opened={asking} title={t('proposals.closeTitle', { number: proposal.number })} action={t('proposals.closeNow')} busy={close.isPending} onClose={() => setAsking(false)} onConfirm={() => close.mutate(undefined, { onSuccess: () => setAsking(false) })}>
        <p>{proposal.cast === null ? t('proposals.closeMeansSecret') : t('proposals.closeMeans', { cast: proposal.cast, electors: proposal.electors })}</p>
        <RefusalNote error={close.error} />
      </Confirm>
    </>
  )
}

/** Putting the deadline off, for who may; and every time that it was. */
export function Extending({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const extend = useExtend(proposal.id)
  const [asking, setAsking] = useState(false)
  const may = useCan('proposal.extend', subjectOf(proposal))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    extend.mutate({ closesAt: new Date(String(data.get('closesAt'))).toISOString(), reason: String(data.get('reason') ?? '').trim() }, { onSuccess: () => setAsking(false) })
  }
  return (
    <>
      {proposal.extensions.map(({ at, from, reason, by }) => <p key={at} className={css.note}>{t('proposals.extended', { from: format.dateTime(from), name: by.name, reason })}</p>)}
      {may.allowed && !proposal.closedAt && <Button variant="default" onClick={() => setAsking(true)}>{t('proposals.extend')}</Button>}
      <Dialog opened={asking} title={t('proposals.extendTitle')} onClose={() => setAsking(false)}>
        <form onSubmit={submit} className={css.ballotForm}>
          <TextInput name="closesAt" type="datetime-local" required label={t('proposals.closesAt')} defaultValue={fieldValue(new Date(new Date(proposal.closesAt).getTime() + 7 * 86_400_000))} min={fieldValue(new Date(proposal.closesAt))} />
          <Textarea name="reason" required label={t('proposals.extendReason')} maxLength={2000} />
          <RefusalNote error={extend.error} />
          <Button type="submit" loading={extend.isPending}>{t('proposals.extend')}</Button>
        </form>
      </Dialog>
    </>
  )
}
