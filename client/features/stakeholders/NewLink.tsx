import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Notice } from '#client/ui/Notice.tsx'
import css from './stakeholders.module.css'

/** The link of a new invitation. Only its hash is kept by the server, so it cannot be shown again. */
export function NewLink({ token }: { token: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 4000 })
  const link = `${window.location.origin}/invitations/${token}`
  return (
    <Notice tone="ok" title={t('stakeholders.linkMade')}>
      <p>{t('stakeholders.linkOnce')}</p>
      <div className={css.link}>
        <TextInput aria-label={t('stakeholders.linkLabel')} value={link} readOnly onFocus={(event) => event.currentTarget.select()} />
        <Button variant="default" onClick={() => clipboard.copy(link)}>{clipboard.copied ? t('stakeholders.copied') : t('stakeholders.copy')}</Button>
      </div>
    </Notice>
  )
}
