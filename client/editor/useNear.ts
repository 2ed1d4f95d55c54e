import { type RefObject, useEffect, useState } from 'react'

/** Whether an element is on the screen or within a screen of it. Outside of a browser that can tell, everything is near. */
export function useNear(element: RefObject<HTMLElement | null>, margin = '100%'): boolean {
  const [near, setNear] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), { rootMargin: `${margin} 0px` })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, margin])
  return near
}
