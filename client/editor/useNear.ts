import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

const settlesAfterMs = 500

interface Placed {
  readonly id: string
  /** The id of what stands right before it. */
  readonly after: string | null
  readonly isDrawn: boolean
  /** Whether it is known in advance to be on the screen. */
  readonly isSeen: boolean
}

/** What is near now, by its id. */
const nearNow = new Set<string>()

/**
 * Whether an element, once it is drawn, is on the screen or within a screen of it. What comes right behind something that is near is taken
 * to be so too, until it is looked at. Outside of a browser that can tell, everything is near.
 */
export function useNear(element: RefObject<HTMLElement | null>, { id, after, isDrawn, isSeen: isKnown }: Placed): boolean {
  const [isSeen] = useState(() => isKnown || nearNow.has(id) || (after !== null && nearNow.has(after)))
  const [near, setNear] = useState(isSeen || typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (!near) return
    nearNow.add(id)
    return () => { nearNow.delete(id) }
  }, [near, id])
  // What is on the screen, in the same breath as it is drawn: an observer would tell a frame later.
  useLayoutEffect(() => {
    // To ask where it is, the whole page is laid out, but for what the browser skips: that is why what it is in is asked first.
    if (isSeen || !isDrawn || !element.current) return
    const { parentElement } = element.current
    if (parentElement && isOnScreen(parentElement) && isOnScreen(element.current)) setNear(true)
  }, [element, isDrawn, isSeen])
  useEffect(() => {
    if (!isDrawn || !element.current || typeof IntersectionObserver === 'undefined') return
    const place = element.current
    // What the browser does not lay out is far: only the few others are looked at, which costs time in every frame.
    const look = () => {
      if (!isSkipped(place)) return observe(place, setNear)
      forget(place)
      setNear(false)
    }
    // Whoever is taken to it may go on into its words with the next key, before the browser has told that it is on the screen.
    const entered = () => setNear(true)
    place.addEventListener('focus', entered)
    // What is around the screen, once the page has nothing better to do.
    const later = setTimeout(() => {
      looks.set(place, look)
      look()
    }, settlesAfterMs)
    return () => {
      clearTimeout(later)
      place.removeEventListener('focus', entered)
      looks.delete(place)
      forget(place)
    }
  }, [element, isDrawn])
  return near
}

const isOnScreen = (place: Element) => {
  const { top, bottom } = place.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}

// What the browser skips now; it says so when that changes, and nothing of what is within.
const skipped = new WeakSet<Element>()
const looks = new Map<Element, () => void>()
const isSkipped = (place: Element) => skipped.has(place) || (place.parentElement !== null && skipped.has(place.parentElement))
const told = (event: Event) => {
  const { target } = event
  if (!(target instanceof Element) || !('skipped' in event)) return
  if (event.skipped === true) skipped.add(target)
  else skipped.delete(target)
  for (const place of [target, ...target.children]) looks.get(place)?.()
}
if (typeof document !== 'undefined') document.addEventListener('contentvisibilityautostatechange', told, true)

// One observer for all, for the same reason.
let observer: IntersectionObserver | undefined
const tellers = new Map<Element, (isNear: boolean) => void>()

function observe(place: Element, tell: (isNear: boolean) => void) {
  tellers.set(place, tell)
  observer ??= new IntersectionObserver((entries) => { for (const { target, isIntersecting } of entries) tellers.get(target)?.(isIntersecting) }, { rootMargin: '100% 0px' })
  observer.observe(place)
}

function forget(place: Element) {
  if (tellers.delete(place)) observer?.unobserve(place)
}
