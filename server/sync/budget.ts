import type { Limits } from '#server/limits.ts'

/** How much one connection may send: a bucket of messages and one of bytes, refilled by time, twice a second's worth deep. */
export class Budget {
  private messages: number
  private bytes: number
  private last = performance.now()

  constructor(private readonly limits: Limits) {
    this.messages = limits.messagesPerSecond * limits.burstFactor
    this.bytes = Math.max(limits.bytesPerSecond * limits.burstFactor, limits.syncStep2Bytes)
  }

  /** Takes one message out; true when there was not enough. */
  isSpent(size: number): boolean {
    const now = performance.now()
    const seconds = (now - this.last) / 1000
    this.last = now
    const { messagesPerSecond, bytesPerSecond, burstFactor, syncStep2Bytes } = this.limits
    this.messages = Math.min(messagesPerSecond * burstFactor, this.messages + seconds * messagesPerSecond) - 1
    this.bytes = Math.min(Math.max(bytesPerSecond * burstFactor, syncStep2Bytes), this.bytes + seconds * bytesPerSecond) - size
    return this.messages < 0 || this.bytes < 0
  }
}

/** Whether a connection speaks of itself more often than anyone can move: a few such seconds are forgiven. */
export class Flood {
  private second = 0
  private said = 0
  private warnings = 0

  constructor(private readonly limits: Limits) {}

  /** Counts one message; true when the patience is over. */
  isOne(): boolean {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) { this.second = second; this.said = 0 }
    this.said += 1
    if (this.said === this.limits.awarenessPerSecond + 1) this.warnings += 1
    return this.warnings > this.limits.awarenessWarnings
  }
}
