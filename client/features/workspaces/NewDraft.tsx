import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { isLawLanguage, type LabelLanguage, lawLanguages } from '#domain/text/languages.ts'
import css from './home.module.css'
import { useCreateDraft } from './workspaces.api.ts'

/** Begins a draft where the charter lets one; otherwise says why not. */
export function NewDraft({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const why = useReason()
  const format = useFormat()
  const may = useCan('draft.create', { workspaceId })
  const create = useCreateDraft(workspaceId)
  const [asking, setAsking] = useState(false)
  const [title, setTitle] = useState('')
  const pageLanguage = useLabelLanguage()
  const [language, setLanguage] = useState<LabelLanguage | null>(null)
  const begin = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ title: title.trim(), language: language ?? pageLanguage }, { onSuccess: ({ id }) => navigate(`/drafts/${id}`) })
  }
  if (!may.allowed) return <p className={css.whyNot}>{t('workspaces.newDraftWhyNot', { why: why(may, 'draft.create') })}</p>
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('workspaces.newDraft')}</Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('workspaces.newDraft')}>
        <form className={css.form} onSubmit={begin}>
          <TextInput label={t('workspaces.draftTitle')} description={t('workspaces.draftTitleHint')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} required minLength={3} maxLength={200} data-autofocus />
          <NativeSelect
            className={css.wide ?? ''} label={t('workspaces.draftLanguage')} description={t('workspaces.draftLanguageHint')} value={language ?? pageLanguage} data={lawLanguages.map((tag) => ({ value: tag, label: format.language(tag) }))}
            onChange={({ currentTarget: { value } }) => { if (isLawLanguage(value)) setLanguage(value) }}
          />
          <RefusalNote error={create.error} />
          <div className={css.acts}>
            <Button variant="default" onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button type="submit" loading={create.isPending} disabled={title.trim().length < 3}>{t('workspaces.beginDraft')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
