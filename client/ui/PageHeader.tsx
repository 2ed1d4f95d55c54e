import type { ReactNode } from 'react'
import css from './parts.module.css'

/** The head of a page: where it belongs, its title, one sentence, and what can be done. */
export function PageHeader({ above, title, lead, actions }: { above?: ReactNode; title: string; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <header className={css.pageHeader}>
      <div>{above && <p className={css.above}>{above}</p>}<h1 tabIndex={-1}>{title}</h1>{lead && <p className={css.lead}>{lead}</p>}</div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}
