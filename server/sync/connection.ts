import type { WebSocket } from 'ws'
import { Refusal } from '#domain/errors.ts'
import type { Limits } from '#server/limits.ts'
import { syncRefusals } from '#server/texts/metrics.ts'
import type { Member, Room } from '#server/texts/room.ts'
import { Budget } from './budget.ts'
import { authorityChanged, closeCodeOf, failedHere, tooLarge, tryLater } from './closeCodes.ts'
import { ackFrame, answerFrame, askFrame, awarenessFrame, type Frame, readFrame, updateFrame } from './frames.ts'
import { type Presence, type Present, readAwareness } from './presence.ts'

export interface Person { readonly userId: string | null; readonly sessionId: string | null; readonly present: Present; readonly mayWrite: boolean }
interface Place { readonly room: Room; readonly presence: Presence }

/** One person with one text open. Holds what they may do until somebody changes it: then it ends and they are asked again. */
export class Connection implements Member {
  readonly userId: string | null
  readonly mayWrite: boolean
  private readonly budget: Budget
  private unintegrated = 0
  private acknowledged = 0
  private isOver = false

  constructor(private readonly socket: WebSocket, readonly person: Person, private readonly place: Place, private readonly limits: Limits) {
    this.userId = person.userId
    this.mayWrite = person.mayWrite
    this.budget = new Budget(limits)
    place.room.members.add(this)
    this.send(askFrame(place.room.doc))
    place.presence.join(this)
  }

  /** Takes one message. Whatever is wrong with it ends this connection with its code and changes nothing for the others. */
  async receive(bytes: Uint8Array): Promise<void> {
    // Between our closing and theirs, up to 30 s, messages still come; the right to them may be what was lost.
    if (this.isOver) return
    try {
      await this.handle(readFrame(bytes), bytes.length)
    } catch (error) {
      if (error instanceof Refusal) this.refuse(error)
      else this.close(failedHere, 'failed')
    }
  }

  private async handle(frame: Frame, size: number) {
    const { room, presence } = this.place
    switch (frame.kind) {
      case 'ask': {
        // Read now, sent when all of it is durable: a joiner is answered from committed state only, also in a busy text.
        const answer = answerFrame(room.doc, frame.vector)
        await room.durable()
        return this.send(answer)
      }
      case 'awareness': return presence.say(this, this.person.present, awarenessOf(frame.update, this.limits.awarenessBytes))
      case 'askAwareness': return presence.join(this)
      default: {
        if (frame.update.length > (frame.kind === 'answer' ? this.limits.syncStep2Bytes : this.limits.updateBytes)) return this.close(tooLarge, 'too large')
        if (this.budget.isSpent(size)) return this.close(tryLater, 'too many')
        if (room.receive(frame.update, this, frame.kind === 'answer') === 'pending') this.askAgain()
        else this.unintegrated = 0
      }
    }
  }

  // It builds on something that is not here: asked for again, not for ever (R5).
  private askAgain() {
    this.unintegrated += 1
    if (this.unintegrated > this.limits.pendingMessages) throw new Refusal('invalid', 'Changes that build on nothing')
    this.send(askFrame(this.place.room.doc))
  }

  tell(update: Uint8Array) { this.send(updateFrame(update)) }
  acknowledge(count: number, seq: number) {
    this.acknowledged += count
    this.send(ackFrame(this.acknowledged, seq))
  }
  dismiss() { this.close(tryLater, 'not saved, come back') }
  show(update: Uint8Array) { if (this.socket.bufferedAmount < this.limits.bufferedBytesForAwareness) this.send(awarenessFrame(update)) }
  revoke() { this.close(authorityChanged, 'authority changed') }

  /** The reason travels with the code, as far as a close frame can carry it (123 bytes). */
  refuse({ code, details }: Refusal) {
    const subject = details['clauseId'] ?? details['because']
    this.close(closeCodeOf[code], subject === undefined ? code : `${code}:${String(subject)}`.slice(0, 120))
  }

  close(code: number, reason: string) {
    if (code >= 4400 && code < 4500) syncRefusals.inc({ code: String(code) })
    this.leave()
    this.socket.close(code, reason)
  }

  leave() {
    this.isOver = true
    this.place.room.members.delete(this)
    this.place.presence.leave(this)
  }

  private send(frame: Uint8Array) {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > this.limits.bufferedBytes) return this.close(tryLater, 'too slow')
    this.socket.send(frame)
  }
}

function awarenessOf(update: Uint8Array, longest: number) {
  try {
    return readAwareness(update, longest)
  } catch {
    throw new Refusal('invalid', 'This is no awareness update')
  }
}
