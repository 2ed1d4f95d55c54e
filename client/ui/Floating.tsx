import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import css from './parts.module.css'

const id = 'floating'

/**
 * Something at the foot of the screen, wherever on the page one is. All of them stand in one place, one above the other; what goes with the
 * next click (`isFleeting`) stands on top: the others would move down under the pointer.
 */
export function Floating({ label, isFleeting = false, children }: { label: string; isFleeting?: boolean; children: ReactNode }) {
  const [place] = useState(placeOfAll)
  return createPortal(<div className={isFleeting ? `${css.floating} ${css.fleeting}` : css.floating} role="group" aria-label={label}>{children}</div>, place)
}

function placeOfAll(): HTMLElement {
  const there = document.getElementById(id)
  if (there) return there
  const place = Object.assign(document.createElement('div'), { id, className: css.floatingPlace })
  document.body.append(place)
  return place
}
