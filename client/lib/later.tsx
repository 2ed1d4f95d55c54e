import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

interface When {
  /** It is the page itself: nothing can stand in its place, so that it did not come has to be said. */
  readonly isPage?: boolean
  /** Drawn once the browser has nothing better to do. */
  readonly isPatient?: boolean
  /** Fetched even if it is never drawn, some time after the page: whoever loses the line has everything that the page can do. */
  readonly isForAll?: boolean
}

// A browser that cannot tell when it has nothing to do has a moment later.
const whenIdle = (act: () => void) => ('requestIdleCallback' in globalThis ? void requestIdleCallback(act, { timeout: 3000 }) : void setTimeout(act, 1000))
const longAfterMs = 4000

/**
 * A component whose script is fetched when it is first drawn, or before by `fetch`; `until` stands in its place, also when the
 * script does not come: then it is asked for again when the line is back.
 * Not React.lazy: that suspends even when the script is here, and React holds each such reveal back by 300 ms.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>, { isPage = false, isPatient = false, isForAll = !isPage }: When = {}) {
  let Here: ComponentType<P> | null = null
  let coming: Promise<unknown> | null = null
  const fetch = () => {
    coming ??= load().then((script) => { Here = script.default }, (error: unknown) => { coming = null; throw error })
    return coming
  }
  if (isForAll && typeof window !== 'undefined') setTimeout(() => whenIdle(() => void fetch().catch(() => undefined)), longAfterMs)

  function Later({ until = null, ...props }: P & { until?: ReactNode }) {
    const [failure, setFailure] = useState<unknown>(null)
    const [, drawAgain] = useState(Here !== null)
    useEffect(() => {
      const draw = () => void fetch().then(() => drawAgain(true), (error: unknown) => { if (isPage) setFailure(() => error) })
      if (isPatient) whenIdle(draw)
      else if (isPage) draw()
      // Thirty scripts asked for with a page keep its first letters waiting for a tenth of a second.
      else requestAnimationFrame(() => setTimeout(draw))
      window.addEventListener('online', draw)
      return () => window.removeEventListener('online', draw)
    }, [])
    // To whoever stands in for a broken page.
    if (failure) throw failure
    return Here ? <Here {...(props as unknown as P)} /> : until
  }
  return Object.assign(Later, { fetch })
}
