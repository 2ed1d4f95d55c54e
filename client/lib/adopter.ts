import * as Y from 'yjs'
import { planFor, type Verdict } from './adoption.ts'
import type { Device } from './device.ts'
import { ifClosed, onceClosed } from './session.ts'
import type { TextAddress } from './sync.ts'
import type { Change, Words } from './waiting.ts'

export interface AdopterParts {
  readonly doc: Y.Doc
  readonly address: TextAddress
  readonly session: string
  readonly verdict: Verdict | null
  readonly device: () => Device
  readonly changeOf: (update: Uint8Array, words: readonly Words[]) => Change
  readonly count: (change: Change) => void
  readonly changed: () => void
  /** Whether the text is here as the server has it. */
  readonly synced: () => boolean
  /** Makes clauses of the second document say what they say in the first, by changing as little as possible. */
  readonly writeAnew: () => Promise<(from: Y.Doc, to: Y.Doc, clauseIds: readonly string[]) => void>
}

export interface Adopter {
  /** How many changes of closed sessions wait to be taken over. */
  elsewhere(): number
  look(): Promise<void>
  adopt(): Promise<void>
  close(): void
  readonly writeAnew: AdopterParts['writeAnew']
}

/** Takes over what closed sessions of the same person left unsaved on this device, once the text is here as the server has it. */
export function makeAdopter(parts: AdopterParts): Adopter {
  const { doc, address, session, verdict, device, changed, synced, writeAnew } = parts
  let elsewhere = 0
  // One at a time: looking holds the lock of a closed session too, and taking over would think it alive.
  let running: Promise<void> = Promise.resolve()
  const inTurn = (act: () => Promise<void>) => {
    running = running.then(act, act)
    return running
  }

  const leftBy = async (from: string) => (await device().waiting(address.room)).filter((change) => change.session === from)

  /** Calls for every closed session with its changes, while no other tab can take them. Gives the sessions that live. */
  async function forClosed(act: (changes: readonly Change[], from: string) => Promise<void>): Promise<string[]> {
    const living: string[] = []
    for (const from of new Set((await device().waiting(address.room)).map((change) => change.session))) {
      if (from === session) continue
      const once = async () => act(await leftBy(from), from)
      // The session before this one was closed here; its lock may take a moment to go.
      if (from === verdict?.session) await once()
      else if (!await ifClosed(from, once)) living.push(from)
    }
    return living
  }

  const awaited = new Set<string>()
  const over = new AbortController()
  /** A tab that is being closed still lives for a moment: what it leaves is taken over when it is gone. */
  function takeWhenClosed(from: string) {
    if (awaited.has(from)) return
    awaited.add(from)
    // Without the server's text it is left to the next synchronisation, which takes over everything.
    const takeIt = () => inTurn(async () => { if (synced()) await take(await leftBy(from), from) })
    onceClosed(from, over.signal, takeIt).catch((error: unknown) => { if (!over.signal.aborted) throw error }).finally(() => awaited.delete(from))
  }

  async function take(changes: readonly Change[], from: string) {
    const write = verdict ? await writeAnew() : null
    // From here to the exchange nothing is waited for: the text cannot change in between.
    const plan = planFor(changes, doc, address, from === verdict?.session ? verdict : null)
    const mine = plan.send.map(({ update, words, at }) => ({ ...parts.changeOf(update, words), at }))
    const update = mine.length > 0 ? inOne(() => { for (const change of mine) Y.applyUpdate(doc, change.update, adopter) }) : null
    const anew = plan.anew && write ? inOne(() => write(plan.anew?.from ?? doc, doc, plan.anew?.clauseIds ?? [])) : null
    const written = anew && plan.anew ? [parts.changeOf(anew, plan.anew.instead.flatMap(({ words }) => words))] : []
    const added = [...(update ? mine : []), ...written]
    device().exchange({ add: added, remove: changes.map(({ id }) => id), rescue: plan.refused.copies })
    for (const change of added) parts.count(change)
  }

  /** One message for all of it, however many changes: the server counts messages. Gives the update, or null when nothing changed. */
  function inOne(write: () => void): Uint8Array | null {
    let update: Uint8Array | null = null
    const hear = (bytes: Uint8Array) => { update = bytes }
    doc.on('update', hear)
    doc.transact(write, adopter)
    doc.off('update', hear)
    return update
  }

  const look = () => inTurn(async () => {
    let found = 0
    await forClosed(async (changes) => { found += changes.length })
    elsewhere = found
    changed()
  })
  const adopt = () => inTurn(async () => {
    if (address.userId === null) return
    for (const from of await forClosed(take)) takeWhenClosed(from)
    elsewhere = 0
    changed()
  })
  const adopter: Adopter = { elsewhere: () => elsewhere, look, adopt, close: () => over.abort(), writeAnew }
  return adopter
}
