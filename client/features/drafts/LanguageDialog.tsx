import { Button, NativeSelect } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { isLawLanguage, type LabelLanguage, lawLanguages } from '#domain/text/languages.ts'
import { useChangeDraft } from './drafts.api.ts'
import css from './language.module.css'

interface LanguageProps { readonly draftId: string; readonly language: LabelLanguage; readonly onClose: () => void }

/** In which language the draft is written, for whoever may say so, and what follows from it. */
export default function LanguageDialog({ opened, ...props }: LanguageProps & { opened: boolean }) {
  const { t } = useTranslation()
  return <Dialog opened={opened} title={t('drafts.languageTitle')} onClose={props.onClose}>{opened && <Language {...props} />}</Dialog>
}

function Language({ draftId, language, onClose }: LanguageProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const announce = useAnnounce()
  const change = useChangeDraft(draftId)
  const [chosen, setChosen] = useState(language)
  const send = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ language: chosen }, {
      onSuccess() {
        onClose()
        announce(t('drafts.languageChanged', { language: format.language(chosen) }))
      },
    })
  }
  return (
    <form onSubmit={send} className={css.form}>
      <NativeSelect
        label={t('drafts.language')} value={chosen} data={lawLanguages.map((tag) => ({ value: tag, label: format.language(tag) }))}
        onChange={({ currentTarget: { value } }) => { if (isLawLanguage(value)) setChosen(value) }}
      />
      <p>{t('drafts.languageMeans')}</p>
      <RefusalNote error={change.error} />
      <div className={css.acts}>
        <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit" loading={change.isPending} disabled={chosen === language}>{t('drafts.changeLanguage')}</Button>
      </div>
    </form>
  )
}
