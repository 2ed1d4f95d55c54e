/**
 * Which of my changes the server has said are durable, on one text. The wire says "the first n document messages of this
 * connection are kept"; a change that was cut off goes again in the first answer (sync step 2) of the next connection.
 */
export interface Ledger<C> {
  /** A document message left on this connection. An answer (step 2) carries everything that the server lacked. */
  sent(message: 'answer' | 'update'): void
  /** I changed the text; `onTheWire` when the message for it has just been sent. */
  changed(onTheWire: boolean, change: C): void
  /** Gives the changes that are kept by it. */
  acknowledged(count: number): C[]
  disconnected(): void
  waiting(): number
  changes(): C[]
}

const unsent = Number.POSITIVE_INFINITY

export function makeLedger<C = void>(): Ledger<C> {
  let sentCount = 0
  let pending: { readonly index: number; readonly change: C }[] = []
  return {
    sent(message) {
      sentCount += 1
      if (message === 'answer') pending = pending.map(({ index, change }) => ({ index: Math.min(index, sentCount), change }))
    },
    changed(onTheWire, change) {
      pending.push({ index: onTheWire ? sentCount : unsent, change })
    },
    acknowledged(count) {
      const kept = pending.filter(({ index }) => index <= count)
      pending = pending.filter(({ index }) => index > count)
      return kept.map(({ change }) => change)
    },
    disconnected() {
      sentCount = 0
      pending = pending.map(({ change }) => ({ index: unsent, change }))
    },
    waiting: () => pending.length,
    changes: () => pending.map(({ change }) => change),
  }
}

/** Tells the two document messages of the y-protocols wire apart by their first two bytes; everything else is not counted. */
export function documentMessage(frame: unknown): 'answer' | 'update' | null {
  if (!(frame instanceof Uint8Array) || frame[0] !== 0) return null
  if (frame[1] === 1) return 'answer'
  return frame[1] === 2 ? 'update' : null
}
