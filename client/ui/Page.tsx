import type { ReactNode } from 'react'
import css from './page.module.css'

/** The frame of a page that is not the draft: its main landmark, as wide as what it shows needs. */
export const Page = ({ width = 'normal', children }: { width?: 'normal' | 'wide' | 'narrow'; children: ReactNode }) =>
  <main id="main" tabIndex={-1} className={`${css.page} ${width === 'normal' ? '' : css[width]}`}>{children}</main>
