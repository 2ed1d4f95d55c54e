import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { Refusal } from '#domain/errors.ts'
import type { Limits } from '#server/limits.ts'
import { ackSeconds, syncRefusals } from '#server/texts/metrics.ts'
import type { Kept, Member, Room } from '#server/texts/room.ts'
import { Budget, Flood } from './budget.ts'
import { authorityChanged, closeOf, failedHere, tryLater } from './closeCodes.ts'
import { ackFrame, answerFrame, askFrame, type Frame, readFrame } from './frames.ts'
import type { Presence, Present } from './presence.ts'
import { framesFor, webSocketFrame } from './wire.ts'

export interface Person { readonly userId: string | null; readonly sessionId: string | null; readonly expiresAt: Date | null; readonly present: Present; readonly mayWrite: boolean }
interface Place { readonly room: Room; readonly presence: Presence }
/** The WebSocket, and the stream below it, on which what many are told is put as it is. */
interface Line { readonly socket: WebSocket; readonly stream: Duplex }

/** One person with one text open. Holds what they may do until somebody changes it: then it ends and they are asked again. */
export class Connection implements Member {
  readonly userId: string | null
  readonly mayWrite: boolean
  private readonly budget: Budget
  private readonly flood: Flood
  private readonly openedAt = performance.now()
  /** Document messages so far, and when the last of them came. */
  private documents = 0
  private documentAt = 0
  private acknowledged = 0
  private hasChanged = false
  private hasAsked = false
  private unintegrated = 0
  private pendingSince: number | null = null
  private isOver = false

  get textId() { return this.place.room.textId }
  get draftId() { return this.place.room.draftId }

  constructor(private readonly line: Line, readonly person: Person, private readonly place: Place, private readonly limits: Limits, private readonly log: Logger) {
    this.userId = person.userId
    this.mayWrite = person.mayWrite && place.room.fault === null
    this.budget = new Budget(limits)
    this.flood = new Flood(limits)
    place.room.members.add(this)
    // A text that is not read yet is read behind the answer to whoever comes, not before it.
    if (place.room.isRead) this.ask()
    place.presence.join(this)
  }

  /** Takes one message. Whatever is wrong with it ends this connection with its code and changes nothing for the others. */
  receive(bytes: Uint8Array, isBinary: boolean) {
    // Between our closing and theirs, up to 30 s, messages still come; the right to them may be what was lost.
    if (this.isOver) return
    try {
      if (!isBinary) throw new Refusal('invalid', 'Words instead of a frame of the sync protocol')
      this.handle(readFrame(bytes), bytes.length)
    } catch (error) {
      this.endFor(error)
    }
  }

  private handle(frame: Frame, size: number) {
    const { presence } = this.place
    switch (frame.kind) {
      case 'awareness':
        if (this.flood.isOne()) throw new Refusal('invalid', 'Presence that never rests')
        return presence.say(this, this.person.present, frame.update)
      case 'askAwareness': case 'ask':
        if (this.budget.isSpent(size)) return this.close(tryLater, 'too many')
        return frame.kind === 'ask' ? this.tellMissing(frame.vector) : presence.join(this)
      default:
        if (frame.update.length > (frame.kind === 'answer' ? this.limits.syncStep2Bytes : this.limits.updateBytes)) throw new Refusal('tooLarge', 'More at once than a text takes')
        if (this.budget.isSpent(size)) return this.close(tryLater, 'too many')
        return this.takeDocument(frame.update)
    }
  }

  private answer(frame: Buffer) {
    this.send(frame)
    setImmediate(() => this.ask())
  }

  private ask() {
    if (this.hasAsked || this.isOver) return
    this.hasAsked = true
    this.send(webSocketFrame(askFrame(this.place.room.doc)))
  }

  // Read now, sent when all of it is durable: a joiner is answered from committed state only, also in a busy text.
  private tellMissing(vector: Uint8Array) {
    const { room } = this.place
    const answer = webSocketFrame(answerFrame(room, vector))
    room.durable().then(() => this.answer(answer), () => undefined)
  }

  private takeDocument(update: Uint8Array) {
    this.documents += 1
    this.documentAt = performance.now()
    const isFirst = !this.hasChanged && this.documentAt - this.openedAt < this.limits.massDeletionMs
    const accepted = this.place.room.receive({ bytes: update, number: this.documents, isFirst }, this)
    if (accepted === 'pending') return this.askOnce()
    if (accepted === 'waiting') this.hasChanged = true
    this.pendingSince = null
    this.unintegrated = 0
  }

  // It builds on something that is not here: asked for once, and not waited for long (R5).
  private askOnce() {
    this.unintegrated += 1
    if (this.unintegrated > this.limits.pendingMessages) throw new Refusal('invalid', 'Changes that build on nothing')
    if (this.pendingSince !== null) return
    this.pendingSince = this.documentAt
    this.send(webSocketFrame(askFrame(this.place.room.doc)))
  }

  /** Looks whether this connection has outlived its session, or what it promised. Called every second. */
  check(now: Date) {
    this.ask()
    const { expiresAt } = this.person
    if (expiresAt && expiresAt <= now) return this.refuse(new Refusal('unauthenticated', 'The session has ended'))
    if (this.pendingSince !== null && performance.now() - this.pendingSince > this.limits.pendingMs) this.refuse(new Refusal('invalid', 'Changes that build on nothing'))
  }

  tell(kept: Kept, ownUpTo: number | null) {
    const frames = kept.entries.length > 0 ? framesFor(kept, ownUpTo === null ? null : this, this.place.presence.along(kept)) : null
    if (ownUpTo === null) { if (frames) this.send(frames); return }
    if (kept.entries.length > 0) ackSeconds.observe((performance.now() - this.documentAt) / 1000)
    this.acknowledged = Math.max(this.acknowledged, ownUpTo)
    const ack = webSocketFrame(ackFrame(this.acknowledged, kept.seq))
    this.send(frames && frames.length > 0 ? Buffer.concat([frames, ack]) : ack)
  }

  dismiss() { this.close(tryLater, 'not saved, come back') }
  show(frame: Buffer) { if (this.line.stream.writableLength < this.limits.bufferedBytesForAwareness) this.send(frame) }
  revoke() { this.close(authorityChanged, 'authority changed') }

  /** The reason travels with the code, as far as a close frame can carry it (123 bytes). */
  refuse(refusal: Refusal) {
    const { code, details, message } = refusal
    const subject = details['clauseId'] ?? details['because']
    this.log.info({ refusal: code, close: closeOf(refusal), why: message, text: this.place.room.textId, user: this.userId, subject }, 'refused')
    this.close(closeOf(refusal), subject === undefined ? code : `${code}:${String(subject)}`.slice(0, 120))
  }

  close(code: number, reason: string) {
    if (this.isOver) return
    syncRefusals.inc({ code: String(code) })
    this.leave()
    this.line.socket.close(code, reason)
  }

  leave() {
    this.isOver = true
    this.place.room.members.delete(this)
    this.place.presence.leave(this)
  }

  private endFor(error: unknown) {
    if (error instanceof Refusal) return this.refuse(error)
    this.log.error({ err: error, text: this.place.room.textId, user: this.userId }, 'a message could not be taken')
    this.close(failedHere, 'failed')
  }

  private send(frames: Buffer) {
    const { socket, stream } = this.line
    if (this.isOver || socket.readyState !== socket.OPEN) return
    if (stream.writableLength > this.limits.bufferedBytes) return this.close(tryLater, 'too slow')
    stream.write(frames)
  }
}
