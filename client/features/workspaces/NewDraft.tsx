import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import css from './home.module.css'
import { useCreateDraft } from './workspaces.api.ts'

/** Begins a draft where the charter lets one; otherwise says why not. */
export function NewDraft({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const why = useReason()
  const may = useCan('draft.create', { workspaceId })
  const create = useCreateDraft(workspaceId)
  const [asking, setAsking] = useState(false)
  const [title, setTitle] = useState('')
  const begin = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(title.trim(), { onSuccess: ({ id }) => navigate(`/drafts/${id}`) })
  }
  if (!may.allowed) return <p className={css.whyNot}>{t('workspaces.newDraftWhyNot', { why: why(may, 'draft.create') })}</p>
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('workspaces.newDraft')}</Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('workspaces.newDraft')}>
        <form className={css.form} onSubmit={begin}>
          <TextInput label={t('workspaces.draftTitle')} description={t('workspaces.draftTitleHint')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} required minLength={3} maxLength={200} data-autofocus />
          <RefusalNote error={create.error} />
          <Button variant="default" onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
          <Button type="submit" loading={create.isPending} disabled={title.trim().length < 3}>{t('workspaces.beginDraft')}</Button>
        </form>
      </Dialog>
    </>
  )
}
