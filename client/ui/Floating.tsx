import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import css from './parts.module.css'

const id = 'floating'

/** Something at the foot of the screen, wherever on the page one is. All of them stand in one place, one above the other. */
export function Floating({ label, children }: { label: string; children: ReactNode }) {
  const [place] = useState(placeOfAll)
  return createPortal(<div className={css.floating} role="group" aria-label={label}>{children}</div>, place)
}

function placeOfAll(): HTMLElement {
  const there = document.getElementById(id)
  if (there) return there
  const place = Object.assign(document.createElement('div'), { id, className: css.floatingPlace })
  document.body.append(place)
  return place
}
