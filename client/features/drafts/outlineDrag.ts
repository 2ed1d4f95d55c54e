import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useState } from 'react'

export type DropSide = 'before' | 'after'
/** A line of the outline as it stands on the screen. */
export interface OutlineLine { readonly id: string; readonly kind: string; readonly parent: string | null; readonly top: number; readonly bottom: number }
/** Where what is dragged would go, and at what height the line is drawn. */
export interface Drop { readonly over: string; readonly side: DropSide; readonly at: number }

/**
 * Where something that is dragged would go at a height of the pointer: beside the line under it, by its nearer edge. A chapter goes
 * before or after a whole chapter. Null over itself and where there is nothing.
 */
export function dropAt(lines: readonly OutlineLine[], dragged: string, y: number): Drop | null {
  const under = lines.find(({ bottom }) => y < bottom) ?? lines.at(-1)
  if (!under) return null
  const isChapter = lines.find(({ id }) => id === dragged)?.kind === 'chapter'
  const head = isChapter && under.parent !== null ? lines.find(({ id }) => id === under.parent) ?? under : under
  if (head.id === dragged) return null
  const foot = isChapter ? lines.findLast(({ parent }) => parent === head.id) ?? head : head
  const side = y < (head.top + foot.bottom) / 2 ? 'before' : 'after'
  return { over: head.id, side, at: side === 'before' ? head.top : foot.bottom }
}

export interface OutlineMoves {
  readonly mayDrop: (id: string, over: string, side: DropSide) => boolean
  readonly onDrop: (id: string, over: string, side: DropSide) => void
}

const edgePx = 48
const stepPx = 12

/** Dragging in the outline by its handles, with a mouse, a pen or a finger. Escape lets go. */
export function useOutlineDrag(list: RefObject<HTMLElement | null>, moves: OutlineMoves | null) {
  const [dragged, setDragged] = useState<string | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const stop = () => { setDragged(null); setDrop(null) }
  useEffect(() => {
    if (dragged === null) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setDragged(null)
      setDrop(null)
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [dragged])
  const linesOf = () => [...list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? []].map((line): OutlineLine => {
    const { top, bottom } = line.getBoundingClientRect()
    return { id: line.dataset.line ?? '', kind: line.dataset.kind ?? '', parent: line.dataset.parent ?? null, top, bottom }
  })
  const handle = (id: string) => ({
    onPointerDown(event: ReactPointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDragged(id)
    },
    onPointerMove({ clientY }: ReactPointerEvent<HTMLElement>) {
      if (dragged !== id) return
      scrollAtEdge(list.current, clientY)
      const next = dropAt(linesOf(), id, clientY)
      const from = list.current?.getBoundingClientRect().top ?? 0
      setDrop(next && moves?.mayDrop(id, next.over, next.side) ? { ...next, at: next.at - from } : null)
    },
    onPointerUp() {
      if (dragged === id && drop) moves?.onDrop(id, drop.over, drop.side)
      stop()
    },
    onPointerCancel: stop,
  })
  return { dragged, drop, handle }
}

function scrollAtEdge(list: HTMLElement | null, y: number) {
  let box = list?.parentElement ?? null
  while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement
  const { top = 0, bottom = 0 } = box?.getBoundingClientRect() ?? {}
  if (y < top + edgePx) box?.scrollBy(0, -stepPx)
  else if (y > bottom - edgePx) box?.scrollBy(0, stepPx)
}
