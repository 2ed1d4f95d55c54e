import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Drop, dropAt, type OutlineLine, type OutlineMoves } from './outlineDrag.ts'
import css from './outlineDrag.module.css'

const edgePx = 48
const stepPx = 12

/** The line that shows where a provision would go that is dragged by its handle, with a mouse, a pen or a finger. Escape lets go. */
export default function OutlineDrag({ moves: { mayDrop, onDrop } }: { moves: OutlineMoves }) {
  const mark = useRef<HTMLDivElement>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const dragged = useRef<HTMLElement | null>(null)

  const hold = (line: HTMLElement | null) => {
    dragged.current?.removeAttribute('data-dragged')
    line?.setAttribute('data-dragged', '')
    dragged.current = line
    setDrop(null)
  }
  const down = useEffectEvent((event: PointerEvent) => {
    const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-grip]') : null
    if (!grip || event.button !== 0) return
    event.preventDefault()
    grip.setPointerCapture(event.pointerId)
    hold(grip.closest<HTMLElement>('[data-line]'))
  })
  const move = useEffectEvent(({ clientY }: PointerEvent) => {
    const list = mark.current?.parentElement
    const id = dragged.current?.dataset.line
    if (!list || id === undefined) return
    scrollAtEdge(list, clientY)
    const next = dropAt(linesOf(list), id, clientY)
    setDrop(next && mayDrop(id, next.over, next.side) ? { ...next, at: next.at - list.getBoundingClientRect().top } : null)
  })
  const up = useEffectEvent(() => {
    const id = dragged.current?.dataset.line
    hold(null)
    if (id !== undefined && drop) onDrop(id, drop.over, drop.side)
  })
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !dragged.current) return
    event.stopPropagation()
    hold(null)
  })
  const cancel = useEffectEvent(() => hold(null))
  useEffect(() => {
    const ears = new AbortController()
    const { signal } = ears
    const list = mark.current?.parentElement
    list?.addEventListener('pointerdown', (event) => down(event), { signal })
    list?.addEventListener('pointermove', (event) => move(event), { signal })
    list?.addEventListener('pointerup', () => up(), { signal })
    list?.addEventListener('pointercancel', () => cancel(), { signal })
    document.addEventListener('keydown', (event) => press(event), { signal, capture: true })
    return () => ears.abort()
  }, [])
  return <div ref={mark} className={css.drop} style={drop ? { insetBlockStart: drop.at } : { display: 'none' }} aria-hidden />
}

const linesOf = (list: Element) => [...list.querySelectorAll('ol')].flatMap((group) => {
  const box = group.getBoundingClientRect()
  const lines = [...group.querySelectorAll<HTMLElement>('[data-line]')]
  // What is out of sight is not laid out: nobody points there, and to ask would have it done.
  const isSeen = box.bottom > 0 && box.top < window.innerHeight
  const share = box.height / lines.length
  return lines.map((line, index): OutlineLine => {
    const { top, bottom } = isSeen ? line.getBoundingClientRect() : { top: box.top + index * share, bottom: box.top + (index + 1) * share }
    return { id: line.dataset.line ?? '', kind: line.dataset.kind ?? '', parent: line.dataset.parent ?? null, top, bottom }
  })
})

function scrollAtEdge(list: HTMLElement, y: number) {
  let box = list.parentElement
  while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement
  const { top = 0, bottom = 0 } = box?.getBoundingClientRect() ?? {}
  if (y < top + edgePx) box?.scrollBy(0, -stepPx)
  else if (y > bottom - edgePx) box?.scrollBy(0, stepPx)
}
