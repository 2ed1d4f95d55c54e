import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'
import css from './parts.module.css'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  readonly action: string
  readonly busy?: boolean
  readonly danger?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks before an act of authority; the button says the act. */
export function Confirm({ opened, title, action, busy = false, danger = false, onConfirm, onClose, children }: ConfirmProps) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} title={title} onClose={onClose}>
      {children}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
        <Button loading={busy} onClick={onConfirm} {...(danger && { variant: 'outline', color: 'var(--pl-error)' })}>{action}</Button>
      </div>
    </Dialog>
  )
}
