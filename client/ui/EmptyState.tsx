import type { ReactNode } from 'react'
import css from './parts.module.css'

/** What is absent, how to start, and one way to. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return <div className={css.empty}><p className={css.emptyTitle}>{title}</p>{children && <p>{children}</p>}{action}</div>
}
