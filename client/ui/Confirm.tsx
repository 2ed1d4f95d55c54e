import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
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

/** Asks before an act of authority; the button says the act. The browser's own dialog: focus stays inside, Escape leaves. */
export function Confirm({ opened, title, action, busy = false, danger = false, onConfirm, onClose, children }: ConfirmProps) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (opened) dialog.current?.showModal()
    else dialog.current?.close()
  }, [opened])
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby={titleId} onClose={() => { if (opened) onClose() }}>
      {opened && (
        <div className={css.confirm}>
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className={css.actions}>
            <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
            <Button loading={busy} onClick={onConfirm} {...(danger && { variant: 'outline', color: 'var(--pl-error)' })}>{action}</Button>
          </div>
        </div>
      )}
    </dialog>
  )
}
