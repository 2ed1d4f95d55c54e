import { useEffect } from 'react'

/** Listens for what others do, while somebody is signed in. The channel is fetched and opened after the first paint. */
export function useLive(userId: string | null) {
  useEffect(() => {
    if (userId === null) return
    let close: () => void = () => undefined
    let gone = false
    void import('./live.ts').then(({ openLive }) => { if (!gone) close = openLive() })
    return () => { gone = true; close() }
  }, [userId])
}
