import type { OpenDraft } from './openDraft.ts'
import type { SyncState } from '#client/lib/sync.ts'

/** How saving stands, as a person is told of it. */
export interface SettledSync { readonly state: () => SyncState; readonly subscribe: (listener: () => void) => () => void }

/** A save that takes 20 ms is no news. */
const newsAfterMs = 1000

const minute = (at: Date | null) => at && Math.floor(at.getTime() / 60_000)
const isSame = (a: SyncState, b: SyncState) =>
  a.connection === b.connection && a.synced === b.synced && a.waiting === b.waiting && a.lasts === b.lasts && a.ending === b.ending && minute(a.savedAt) === minute(b.savedAt)

/**
 * Every letter waits and is saved a moment later: while the line is up, words count as waiting only after a second, and when they were
 * saved is known by the minute. So whoever types does not have the page drawn for it twice a letter.
 */
export function settledSync({ state, subscribe }: Pick<OpenDraft, 'state' | 'subscribe'>): SettledSync {
  const listeners = new Set<() => void>()
  let isNews = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = state()
  let stop: (() => void) | null = null
  const look = () => {
    const now = state()
    if (now.waiting === 0) {
      clearTimeout(timer)
      timer = undefined
      isNews = false
    } else timer ??= setTimeout(() => { isNews = true; look() }, newsAfterMs)
    const next = now.connection === 'online' && !now.ending && !isNews ? { ...now, waiting: 0 } : now
    if (isSame(next, shown)) return
    shown = next
    for (const listener of listeners) listener()
  }
  look()
  return {
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      stop ??= subscribe(look)
      look()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        timer = undefined
        stop?.()
        stop = null
      }
    },
  }
}
