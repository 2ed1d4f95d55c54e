/**
 * Which of my changes the server has said are durable, on one text. The wire says "the first n document messages of this
 * connection are kept"; a change that was cut off goes again in the first answer (sync step 2) of the next connection.
 */
export interface Ledger {
  /** A document message left on this connection. An answer (step 2) carries everything that the server lacked. */
  sent(message: 'answer' | 'update'): void
  /** I changed the text; `onTheWire` when the message for it has just been sent. */
  changed(onTheWire: boolean): void
  acknowledged(count: number): void
  disconnected(): void
  waiting(): number
}

const unsent = Number.POSITIVE_INFINITY

export function makeLedger(): Ledger {
  let sentCount = 0
  let pending: number[] = []
  return {
    sent(message) {
      sentCount += 1
      if (message === 'answer') pending = pending.map((index) => Math.min(index, sentCount))
    },
    changed(onTheWire) {
      pending.push(onTheWire ? sentCount : unsent)
    },
    acknowledged(count) {
      pending = pending.filter((index) => index > count)
    },
    disconnected() {
      sentCount = 0
      pending = pending.map(() => unsent)
    },
    waiting: () => pending.length,
  }
}

/** Tells the two document messages of the y-protocols wire apart by their first two bytes; everything else is not counted. */
export function documentMessage(frame: unknown): 'answer' | 'update' | null {
  if (!(frame instanceof Uint8Array) || frame[0] !== 0) return null
  if (frame[1] === 1) return 'answer'
  return frame[1] === 2 ? 'update' : null
}
