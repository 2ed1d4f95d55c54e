import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import css from './versions.module.css'

interface Point { readonly old: string; readonly new: string; readonly reason: string }
interface CorrectionDialogProps { readonly draftId: string; readonly clause: { readonly id: string; readonly name: string }; readonly opened: boolean; readonly onClose: () => void }

/** An obvious error in adopted words, corrected without a vote: what stands there, what should, and why. */
export default function CorrectionDialog({ draftId, clause, opened, onClose }: CorrectionDialogProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const correct = useMutation({
    mutationFn: (point: Point) => post<unknown>(`/drafts/${draftId}/clauses/${clause.id}/corrections`, point),
    onSuccess: () => { void queryClient.invalidateQueries({ queryKey: keys.history(draftId) }) },
  })
  const close = () => { correct.reset(); onClose() }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '')
    correct.mutate({ old: text('old'), new: text('new'), reason: text('reason') }, { onSuccess: () => { announce(t('versions.corrected', { clause: clause.name })); close() } })
  }
  return (
    <Dialog opened={opened} title={t('versions.correctTitle', { clause: clause.name })} onClose={close}>
      {opened && <form onSubmit={submit} className={css.correction}>
        <p>{t('versions.correctMeans')}</p>
        <TextInput name="old" label={t('versions.correctOld')} description={t('versions.correctOldHint')} required maxLength={200} autoComplete="off" />
        <TextInput name="new" label={t('versions.correctNew')} required maxLength={200} autoComplete="off" />
        <Textarea name="reason" label={t('versions.correctReason')} required minLength={3} maxLength={4000} autosize minRows={2} />
        <RefusalNote error={correct.error} />
        <div className={css.dialogActs}>
          <Button variant="default" onClick={close}>{t('ui.cancel')}</Button>
          <Button type="submit" loading={correct.isPending}>{t('versions.correctAct')}</Button>
        </div>
      </form>}
    </Dialog>
  )
}
