import * as encoding from 'lib0/encoding'
import type { Limits } from '#server/limits.ts'
import { readAwareness, type Said } from './awareness.ts'
import { awarenessFrame } from './frames.ts'
import { webSocketFrame } from './wire.ts'

/** What others are told of a person in a text: who, from the session; where, from their page. */
export interface Present { readonly id: string; readonly name: string; readonly role: string | null; readonly function: string | null }
interface Listener { show(frame: Buffer): void }
interface Held { readonly clientId: number; readonly clock: number; /** Null: gone. */ readonly json: string | null; readonly owner: Listener | null }

const mostGoneRemembered = 5_000

/**
 * Who is in one text and where. The server writes it: nobody can stand for somebody else (R20). Told in ticks, not at every keystroke,
 * and to all in the same bytes; in a crowd without carets and more slowly. That somebody is still there is told more slowly yet.
 */
export class Presence {
  private readonly held = new Map<number, Held>()
  private readonly ownOf = new Map<Listener, number>()
  private readonly gone = new Map<number, number>()
  private readonly listeners = new Set<Listener>()
  private readonly news = new Set<number>()
  private readonly renewals = new Set<number>()
  private renewedAt = performance.now()
  private timer: NodeJS.Timeout | undefined
  private dueAt = 0
  private everyone: Buffer | null = null
  private toldAt = 0
  private flush: object | null = null
  private withFlush: readonly Buffer[] = []

  constructor(private readonly limits: Limits) {}

  /** The newcomer is shown everyone as of the last tick; what has changed since comes with the next, as to all. */
  join(listener: Listener) {
    this.listeners.add(listener)
    if (this.held.size === 0) return
    this.everyone ??= frameOf([...this.held.values()])
    listener.show(this.everyone)
  }

  /** One client id a connection: the first it speaks of that is nobody's. What it says of others (stock clients echo them) is not listened to. */
  say(owner: Listener, who: Present, update: Uint8Array) {
    const own = this.ownOf.get(owner)
    const said = readAwareness(update, this.limits.awarenessBytes, (clientId) => (own === undefined ? !this.held.get(clientId)?.owner : clientId === own))
    if (!said) return
    this.ownOf.set(owner, said.clientId)
    this.hold(owner, said, said.isThere ? JSON.stringify({ user: who, ...this.placeOf(said) }) : null)
  }

  leave(owner: Listener) {
    this.listeners.delete(owner)
    const own = this.ownOf.get(owner)
    this.ownOf.delete(owner)
    const before = own === undefined ? undefined : this.held.get(own)
    if (before?.owner !== owner) return
    this.held.set(before.clientId, { ...before, json: null, owner: null })
    this.tellSoon(before.clientId, this.news)
  }

  /** What goes along with a flush of the text, the same for all who are told of it: a caret moves with its words, and nobody is written to twice. */
  along(flush: object): readonly Buffer[] {
    if (this.flush === flush) return this.withFlush
    this.flush = flush
    const isTime = this.news.size > 0 && performance.now() - this.toldAt >= this.tempo() / 2
    const frame = isTime ? this.takeNews() : null
    this.withFlush = frame ? [frame] : []
    return this.withFlush
  }

  private tempo() {
    const { awarenessTicksPerSecond, awarenessTicksPerSecondInACrowd, awarenessPeopleWithCarets } = this.limits
    return 1000 / (this.held.size > awarenessPeopleWithCarets ? awarenessTicksPerSecondInACrowd : awarenessTicksPerSecond)
  }

  private placeOf({ cursor, clause }: Said) {
    return this.held.size > this.limits.awarenessPeopleWithCarets ? {} : { cursor, clause }
  }

  private hold(owner: Listener, { clientId, clock }: Said, json: string | null) {
    const before = this.held.get(clientId)
    // Who comes back with the clock of before their leaving was known would not be believed.
    const last = this.gone.get(clientId) ?? (before?.owner === null ? before.clock : -1)
    this.held.set(clientId, { clientId, clock: Math.max(clock, last + 1), json, owner })
    this.gone.delete(clientId)
    this.tellSoon(clientId, before?.json === json && before.owner === owner ? this.renewals : this.news)
  }

  private tellSoon(clientId: number, list: Set<number>) {
    list.add(clientId)
    const ms = list === this.renewals ? this.limits.awarenessRenewalsMs : this.tempo()
    const dueAt = performance.now() + ms
    if (this.timer && this.dueAt <= dueAt) return
    clearTimeout(this.timer)
    this.dueAt = dueAt
    this.timer = setTimeout(() => this.tick(), ms).unref()
  }

  private tick() {
    this.timer = undefined
    const frame = this.takeNews()
    if (frame) for (const listener of this.listeners) listener.show(frame)
    const [waiting] = this.renewals
    if (waiting !== undefined) this.tellSoon(waiting, this.renewals)
  }

  private takeNews(): Buffer | null {
    const now = performance.now()
    this.toldAt = now
    const due = new Set(this.news)
    if (now - this.renewedAt >= this.limits.awarenessRenewalsMs) {
      for (const clientId of this.renewals) due.add(clientId)
      this.renewals.clear()
      this.renewedAt = now
    }
    this.news.clear()
    const states = [...due].flatMap((clientId) => this.held.get(clientId) ?? [])
    this.everyone = null
    const frame = states.length > 0 ? frameOf(states) : null
    for (const { clientId, clock, json } of states) if (json === null) this.forget(clientId, clock)
    return frame
  }

  private forget(clientId: number, clock: number) {
    if (this.gone.size > mostGoneRemembered) this.gone.clear()
    this.gone.set(clientId, clock)
    this.held.delete(clientId)
  }
}

const frameOf = (states: readonly Held[]) => webSocketFrame(awarenessFrame(encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, states.length)
  for (const { clientId, clock, json } of states) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json ?? 'null')
  }
})))
