import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Limits } from '#server/limits.ts'

/** What others are told of a person in a text: who, from the session; where, from their page. */
export interface Present { readonly id: string; readonly name: string; readonly role: string | null; readonly function: string | null }
interface Spoken { readonly clientId: number; readonly clock: number; readonly state: Record<string, unknown> | null }
interface Listener { show(update: Uint8Array): void }

/** Reads an awareness update. A state that is no object, or larger than the limit, counts as none. */
export function readAwareness(update: Uint8Array, longest: number): Spoken[] {
  const decoder = decoding.createDecoder(update)
  return Array.from({ length: Math.min(decoding.readVarUint(decoder), 500) }, () => {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const json = decoding.readVarString(decoder)
    const state: unknown = json.length > longest ? null : JSON.parse(json)
    return { clientId, clock, state: typeof state === 'object' && !Array.isArray(state) ? state as Record<string, unknown> | null : null }
  })
}

const writeAwareness = (spoken: readonly Spoken[]) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, spoken.length)
  for (const { clientId, clock, state } of spoken) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
})

/** Who is in one text and where. The server writes it: nobody can stand for somebody else (R20). Told in ticks, not at every keystroke. */
export class Presence {
  private readonly states = new Map<number, Spoken & { readonly owner: Listener }>()
  private readonly changed = new Set<number>()
  private timer: NodeJS.Timeout | undefined
  private readonly listeners = new Set<Listener>()

  constructor(private readonly limits: Limits) {}

  join(listener: Listener) {
    this.listeners.add(listener)
    if (this.states.size > 0) listener.show(writeAwareness([...this.states.values()]))
  }

  /** One client id a connection: the first it speaks of. What it says of others (stock clients echo them) is not listened to. */
  say(owner: Listener, who: Present, spoken: readonly Spoken[]) {
    const own = [...this.states.values()].find((state) => state.owner === owner)?.clientId ?? spoken[0]?.clientId
    const said = spoken.find(({ clientId }) => clientId === own)
    const before = own === undefined ? undefined : this.states.get(own)
    if (!said || (before && before.owner !== owner)) return
    const { cursor, clause } = said.state ?? {}
    const place = this.states.size > this.limits.awarenessPeopleWithCarets ? {} : { cursor: cursor ?? null, clause: clause ?? null }
    this.states.set(said.clientId, { clientId: said.clientId, clock: said.clock, owner, state: said.state && { user: who, ...place } })
    this.touch(said.clientId)
  }

  leave(owner: Listener) {
    this.listeners.delete(owner)
    for (const state of this.states.values()) {
      if (state.owner !== owner) continue
      this.states.set(state.clientId, { ...state, clock: state.clock + 1, state: null })
      this.touch(state.clientId)
    }
  }

  private touch(clientId: number) {
    this.changed.add(clientId)
    this.timer ??= setTimeout(() => this.tick(), 1000 / this.limits.awarenessTicksPerSecond).unref()
  }

  private tick() {
    this.timer = undefined
    const changed = [...this.changed].flatMap((clientId) => this.states.get(clientId) ?? [])
    this.changed.clear()
    for (const listener of this.listeners) {
      const news = changed.filter(({ owner }) => owner !== listener)
      if (news.length > 0) listener.show(writeAwareness(news))
    }
    for (const { clientId, state } of changed) if (state === null) this.states.delete(clientId)
  }
}
