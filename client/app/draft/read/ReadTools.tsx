import { Button } from '@mantine/core'
import { IconPencil, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import css from './read.module.css'
import { useReadingKey } from './useReadingKey.ts'

/** The way back to where one writes and comments, and to paper. */
export function ReadTools({ draftId }: { draftId: string }) {
  const { t } = useTranslation()
  const draft = `/drafts/${draftId}`
  useReadingKey(draft)
  return (
    <div className={css.tools} role="region" aria-label={t('reading.tools')}>
      <span className={css.name}>{t('reading.name')}</span>
      <Button size="xs" variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>{t('reading.print')}</Button>
      <Button component={Link} to={draft} size="xs" variant="default" aria-keyshortcuts="Control+Alt+R" leftSection={<IconPencil size={16} aria-hidden />}>{t('reading.leave')}</Button>
    </div>
  )
}
