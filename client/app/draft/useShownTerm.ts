import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type FoundTerm, termAtCaret, termOf } from './termMeaning.ts'

/** Why a definition is shown: the pointer rests on a term, a link to it has the focus, the caret rests in it, or somebody asked. */
export type Why = 'hover' | 'focus' | 'caret' | 'asked'
export interface ShownTerm { readonly term: FoundTerm; readonly why: Why }

const hoverMs = 300
const leaveMs = 250
// Whoever is writing is not to have a box over the next line at every pause.
const restMs = 1200

const inBox = (target: EventTarget | null) => target instanceof Element && target.closest('[data-definition]') !== null
const termAt = (target: EventTarget | null) => (target instanceof Element ? termOf(target) : null)

/** Which defined term is being asked about, by pointer, by focus, by caret or by Mod-Alt-d, in the editor and on the reader's page. */
export function useShownTerm(follow: (term: FoundTerm) => void) {
  const [shown, setShown] = useState<ShownTerm | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wait = (ms: number, next: () => void) => { clearTimeout(timer.current); timer.current = setTimeout(next, ms) }
  const show = (term: FoundTerm, why: Why) => setShown({ term, why })
  const hide = () => { clearTimeout(timer.current); setShown(null) }

  const over = useEffectEvent(({ target, pointerType }: PointerEvent) => {
    if (pointerType !== 'mouse') return
    const term = termAt(target)
    if (term && term.element !== shown?.term.element) wait(hoverMs, () => show(term, 'hover'))
    else if (!term && !inBox(target) && shown?.why === 'hover') wait(leaveMs, hide)
    else clearTimeout(timer.current)
  })
  const focused = useEffectEvent(({ target }: FocusEvent) => {
    const term = target instanceof Element && target.matches('a[data-term]:focus-visible') ? termOf(target) : null
    if (term) show(term, 'focus')
    else if (shown?.why === 'focus' && !inBox(target)) hide()
  })
  const caretMoved = useEffectEvent(() => {
    if (shown && shown.why !== 'caret') return
    if (shown) hide()
    if (!document.activeElement?.matches('.ProseMirror') || document.getSelection()?.isCollapsed !== true) return
    wait(restMs, () => {
      const term = termAtCaret()
      if (term) show(term, 'caret')
    })
  })
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const asks = event.code === 'KeyD' && event.altKey && (event.ctrlKey || event.metaKey)
    const term = asks ? termAtCaret() : null
    if (term) { event.preventDefault(); show(term, 'asked') }
    else if (shown && shown.why !== 'asked' && (event.key === 'Escape' || shown.why !== 'focus')) hide()
  })
  // A link that shows what it means is followed; a touched one shows it first.
  const clicked = useEffectEvent((event: MouseEvent) => {
    const term = event.target instanceof Element && event.target.closest('a[data-term]') ? termOf(event.target) : null
    if (!term) return
    event.preventDefault()
    if (shown?.term.element === term.element) follow(term)
    else show(term, 'asked')
  })
  const away = useEffectEvent(({ target }: PointerEvent) => { if (shown && !inBox(target) && !termAt(target)) hide() })
  // What has the focus scrolls to be seen, and words that come above move all others: the box goes along with its term.
  const scrolled = useEffectEvent(() => {
    if (!shown) return
    const { term: { element }, why } = shown
    if (element.isConnected && (why !== 'hover' || element.matches(':hover'))) setShown({ ...shown })
    else hide()
  })

  // The pointer may have come to rest on a term before this was listening.
  const begun = useEffectEvent(() => {
    const term = termAt(document.querySelector('.law [data-term]:hover'))
    if (term) wait(hoverMs, () => show(term, 'hover'))
  })

  useEffect(() => {
    begun()
    const ears = new AbortController()
    const { signal } = ears
    document.addEventListener('pointerover', over, { signal })
    document.addEventListener('focusin', focused, { signal })
    document.addEventListener('selectionchange', caretMoved, { signal })
    document.addEventListener('keydown', pressed, { signal })
    document.addEventListener('click', clicked, { signal })
    document.addEventListener('pointerdown', away, { signal })
    window.addEventListener('scroll', scrolled, { signal, passive: true })
    return () => {
      ears.abort()
      clearTimeout(timer.current)
    }
  }, [])
  return { shown, hide }
}
