import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconWifiOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './parts.module.css'

const icons = { info: IconInfoCircle, ok: IconCircleCheck, warn: IconWifiOff, error: IconAlertTriangle }

/** Something to know, in the flow of the page: never a toast. Errors are said at once, the rest when there is a pause. */
export function Notice({ tone, title, action, children }: { tone: keyof typeof icons; title?: string; action?: ReactNode; children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={`${css.notice} ${css[tone]}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <div className={css.noticeBody}>{title && <b>{title} </b>}{children}</div>
      {action}
    </div>
  )
}
