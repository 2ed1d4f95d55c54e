import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import css from './versions.module.css'
import { useNameVersion } from './versions.api.ts'

interface NameVersionProps { readonly draftId: string; readonly seq: number; readonly when: string; readonly opened: boolean; readonly onClose: () => void }

/** Gives the moment that is shown a name, so that everybody can come back to it. */
export default function NameVersion({ draftId, seq, when, opened, onClose }: NameVersionProps) {
  const { t } = useTranslation()
  const name = useNameVersion(draftId)
  const [words, setWords] = useState('')
  const close = () => { name.reset(); setWords(''); onClose() }
  const keep = (event: FormEvent) => {
    event.preventDefault()
    name.mutate({ name: words.trim(), seq }, { onSuccess: close })
  }
  return (
    <Dialog opened={opened} title={t('versions.nameTitle')} onClose={close}>
      <form className={css.nameForm} onSubmit={keep}>
        <p>{t('versions.nameMeans', { when })}</p>
        <TextInput label={t('versions.nameLabel')} placeholder={t('versions.namePlaceholder')} value={words} onChange={(event) => setWords(event.currentTarget.value)} required maxLength={120} autoComplete="off" data-autofocus />
        <RefusalNote error={name.error} />
        <div className={css.dialogActs}>
          <Button variant="default" onClick={close}>{t('ui.cancel')}</Button>
          <Button type="submit" loading={name.isPending} disabled={words.trim() === ''}>{t('versions.nameIt')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
