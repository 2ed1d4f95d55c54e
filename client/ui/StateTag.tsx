import type { ReactNode } from 'react'
import css from './parts.module.css'

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'error' | 'seal'

/** A state of a thing: soft fill, word, and where it helps an icon. */
export function StateTag({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return <span className={`${css.state} ${css[tone]}`}>{icon}{children}</span>
}
