import { Button } from '@mantine/core'
import { IconPencil, IconPrinter } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { ariaShortcut, isPressed } from '#client/lib/shortcuts.ts'
import css from './read.module.css'

/** The way back to where one writes and comments, and to paper. */
export function ReadTools({ draftId }: { draftId: string }) {
  const { t } = useTranslation()
  const draft = `/drafts/${draftId}`
  useLeavingKey(draft)
  return (
    <div className={css.tools} role="region" aria-label={t('reading.tools')}>
      <span className={css.name}>{t('reading.name')}</span>
      <Button size="xs" variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>{t('reading.print')}</Button>
      <Button component={Link} to={draft} size="xs" variant="default" aria-keyshortcuts={ariaShortcut(leavingKey)} leftSection={<IconPencil size={16} aria-hidden />}>{t('reading.leave')}</Button>
    </div>
  )
}

// The same as leads here.
const leavingKey = 'Mod-Alt-r'

function useLeavingKey(to: string) {
  const [, navigate] = useLocation()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isPressed(leavingKey, event)) return
      event.preventDefault()
      navigate(to)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [to, navigate])
}
