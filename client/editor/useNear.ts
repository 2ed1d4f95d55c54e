import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

const settlesAfterMs = 500

/**
 * Whether an element, once it is drawn, is on the screen or within a screen of it; `isSeen`: it is known to be, in advance.
 * Outside of a browser that can tell, everything is near.
 */
export function useNear(element: RefObject<HTMLElement | null>, isDrawn: boolean, isSeen: boolean): boolean {
  const [near, setNear] = useState(isSeen || typeof IntersectionObserver === 'undefined')
  // What is on the screen, in the same breath as it is drawn: an observer would tell a frame later.
  useLayoutEffect(() => {
    // To ask where it is, the whole page is laid out.
    if (isSeen) return
    const { top = 0, bottom = 0 } = (isDrawn && element.current?.getBoundingClientRect()) || {}
    if (bottom > 0 && top < window.innerHeight) setNear(true)
  }, [element, isDrawn, isSeen])
  useEffect(() => {
    if (!isDrawn || !element.current || typeof IntersectionObserver === 'undefined') return
    const place = element.current
    // What is around the screen, once the page has nothing better to do.
    const later = setTimeout(() => observe(place, setNear), settlesAfterMs)
    return () => {
      clearTimeout(later)
      forget(place)
    }
  }, [element, isDrawn])
  return near
}

// One observer for all: each costs time in every frame.
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
