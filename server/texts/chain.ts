import { createHash } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Put before every hashed row, so that a hash of a journal can be mistaken for no other. */
const journalDomain = 'parley-journal/1'

export const firstHash = new Uint8Array(32)

export interface Row {
  readonly textId: string
  readonly seq: number
  readonly generation: number
  readonly userId: string
  readonly clientId: number
  readonly payload: Uint8Array
}

/** The hash of a journal row: over the one before it and everything the row says, so that no row can be changed, moved or left out. */
export function hashRow(prev: Uint8Array, { textId, seq, generation, userId, clientId, payload }: Row): Uint8Array {
  return createHash('sha256').update(journalDomain).update(prev)
    .update(JSON.stringify([textId, seq, generation, userId, clientId])).update(payload).digest()
}

/** A row's payload: the client's own updates, each preceded by its length; never merged (merging 50,000 took 89 s, replaying 0.3 s). */
export const packUpdates = (updates: readonly Uint8Array[]): Uint8Array =>
  encoding.encode((encoder) => { for (const update of updates) encoding.writeVarUint8Array(encoder, update) })

export function unpackUpdates(payload: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(payload)
  const updates: Uint8Array[] = []
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder))
  return updates
}
