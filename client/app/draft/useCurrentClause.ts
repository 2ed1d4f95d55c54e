import { useCallback, useEffect, useRef, useState } from 'react'

/** The clause that is being read: the last one whose top has passed the upper third of the window, or the one just gone to or written in. */
export function useCurrentClause(): { current: string | null; go: (id: string) => void; see: (id: string) => void } {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    let frame = 0
    const look = () => {
      frame = 0
      // What is in a band that is far from the screen is not laid out: it is never asked where it is.
      const band = lastAbove(window.innerHeight / 3, document.querySelectorAll<HTMLElement>('[data-band]'))
      const id = lastAbove(window.innerHeight / 3, (band ?? document).querySelectorAll<HTMLElement>('[data-clause]'))?.dataset.clause
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2
      if (id && !(atEnd && window.scrollY > 0 && document.activeElement?.closest('[data-clause]'))) setCurrent(id)
    }
    const later = () => { frame ||= requestAnimationFrame(look) }
    look()
    window.addEventListener('scroll', later, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', later)
    }
  }, [])
  const asked = useRef('')
  const see = useCallback((id: string) => {
    asked.current = id
    setCurrent(id)
    // The page may be scrolled for it, and scrolling has its own opinion; what was asked for stands.
    requestAnimationFrame(() => requestAnimationFrame(() => { if (asked.current === id) setCurrent(id) }))
  }, [])
  const go = useCallback((id: string) => {
    see(id)
    const section = document.getElementById(`clause-${id}`)
    section?.scrollIntoView({ block: 'start' })
    section?.focus({ preventScroll: true })
  }, [see])
  // A link from another page names its clause after the #; the browser looks for it before the words are there.
  useEffect(() => {
    const follow = () => {
      const [, id] = /^#clause-(.+)$/.exec(location.hash) ?? []
      if (id) go(id)
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [go])
  return { current, go, see }
}

function lastAbove(line: number, places: Iterable<HTMLElement>): HTMLElement | undefined {
  let last: HTMLElement | undefined
  for (const place of places) {
    if (place.getBoundingClientRect().top > line) break
    last = place
  }
  return last
}
