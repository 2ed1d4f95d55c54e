import { inSlices } from '#client/lib/slices.ts'

type Listener = () => void

const farAfterMs = 500

/** Who is to be told of changes: at once what is near the screen, everything else half a second later, in slices while the browser has nothing better to do. */
export interface ClauseListeners {
  readonly add: (clauseId: string, listener: Listener, isNear: boolean) => () => void
  readonly tell: (clauseIds: Iterable<string>) => void
  readonly close: () => void
}

export function clauseListeners(): ClauseListeners {
  const [near, far] = [new Map<string, Set<Listener>>(), new Map<string, Set<Listener>>()]
  const waiting = new Set<string>()
  let giveUp: (() => void) | null = null

  const tellOf = (listeners: ReadonlyMap<string, ReadonlySet<Listener>>, clauseId: string) => { for (const listener of listeners.get(clauseId) ?? []) listener() }
  // What comes to wait meanwhile is reached too.
  function* tellInTime() {
    for (const clauseId of waiting) {
      waiting.delete(clauseId)
      tellOf(far, clauseId)
      yield
    }
  }
  return {
    add(clauseId, listener, isNear) {
      const listeners = isNear ? near : far
      listeners.set(clauseId, (listeners.get(clauseId) ?? new Set()).add(listener))
      return () => {
        listeners.get(clauseId)?.delete(listener)
        if (listeners.get(clauseId)?.size === 0) listeners.delete(clauseId)
      }
    },
    tell(clauseIds) {
      for (const clauseId of clauseIds) {
        tellOf(near, clauseId)
        if (far.has(clauseId)) waiting.add(clauseId)
      }
      if (waiting.size === 0 || giveUp) return
      const timer = setTimeout(() => { giveUp = inSlices(tellInTime(), () => { giveUp = null }) }, farAfterMs)
      giveUp = () => clearTimeout(timer)
    },
    close() {
      giveUp?.()
      near.clear()
      far.clear()
    },
  }
}
