/** One edit of a simulated client, and what the server said of it. */
export interface Act {
  readonly kind: 'insert' | 'delete' | 'format'
  readonly token: string
  readonly sentAt: number
  /** Which document message of the present connection carried it; null while none has. */
  message: number | null
  ackedAt: number | null
  /** The row of the text's journal up to which the server said it was durable. */
  seq: number | null
}

/**
 * What one client did and what was acknowledged to it, kept outside the server: a promise is compared with what became of it.
 * The wire says "the first n document messages of this connection are durable"; what was cut off goes again in the next answer.
 */
export class AckJournal {
  readonly acts: Act[] = []
  private waiting: Act[] = []

  begin(kind: Act['kind'], token: string): Act {
    const act: Act = { kind, token, sentAt: Date.now(), message: null, ackedAt: null, seq: null }
    this.acts.push(act)
    this.waiting.push(act)
    return act
  }

  /** An answer (sync step 2) carries everything that the server lacked: also what was sent before and not acknowledged. */
  answered(message: number) { for (const act of this.waiting) act.message = Math.min(act.message ?? message, message) }

  acknowledged(count: number, seq: number) {
    const now = Date.now()
    for (const act of this.waiting) if (act.message !== null && act.message <= count) Object.assign(act, { ackedAt: now, seq })
    this.waiting = this.waiting.filter(({ ackedAt }) => ackedAt === null)
  }

  disconnected() { for (const act of this.waiting) act.message = null }

  get unacknowledged(): readonly Act[] { return this.waiting }

  /** How often each token must be in the text: exactly (both bounds equal), or either way while an act on it is unanswered. */
  expectations(): Map<string, { readonly least: number; readonly most: number }> {
    const expected = new Map<string, { least: number; most: number }>()
    for (const { kind, token, ackedAt } of this.acts) {
      const isSure = ackedAt !== null
      if (kind === 'insert') expected.set(token, { least: isSure ? 1 : 0, most: 1 })
      if (kind === 'delete') expected.set(token, { least: 0, most: isSure ? 0 : 1 })
    }
    return expected
  }
}
