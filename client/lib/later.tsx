import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

/**
 * A component whose script is fetched when it is first drawn, or before by `fetch`; `until` stands in its place.
 * Not React.lazy: that suspends even when the script is here, and React holds each such reveal back by 300 ms.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let Here: ComponentType<P> | null = null
  let coming: Promise<unknown> | null = null
  const fetch = () => { coming ??= load().then((script) => { Here = script.default }); return coming }

  function Later({ until = null, ...props }: P & { until?: ReactNode }) {
    const [failure, setFailure] = useState<unknown>(null)
    const [, drawAgain] = useState(Here !== null)
    useEffect(() => { fetch().then(() => drawAgain(true), (error: unknown) => setFailure(() => error)) }, [])
    // To whoever stands in for a broken page.
    if (failure) throw failure
    return Here ? <Here {...(props as unknown as P)} /> : until
  }
  return Object.assign(Later, { fetch })
}
