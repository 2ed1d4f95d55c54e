import { type ReactNode, useEffect, useId, useRef } from 'react'
import css from './parts.module.css'

/** The browser's own dialog: focus stays inside, Escape leaves, the page behind is inert; nothing is loaded for it. */
export function Dialog({ opened, title, isWide = false, onClose, children }: { opened: boolean; title: string; isWide?: boolean; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (opened) dialog.current?.showModal()
    else dialog.current?.close()
  }, [opened])
  return (
    <dialog ref={dialog} className={isWide ? `${css.dialog} ${css.dialogWide}` : css.dialog} aria-labelledby={titleId} onClose={() => { if (opened) onClose() }}>
      {opened && <div className={css.confirm}><h2 id={titleId}>{title}</h2>{children}</div>}
    </dialog>
  )
}
