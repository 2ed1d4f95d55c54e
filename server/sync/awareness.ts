import { isUtf8 } from 'node:buffer'
import * as decoding from 'lib0/decoding'
import { Refusal } from '#domain/errors.ts'

/** What a page says of its own person: there or gone, and where. */
export interface Said { readonly clientId: number; readonly clock: number; readonly isThere: boolean; readonly cursor: unknown; readonly clause: unknown }

const mostStates = 10_000
const mostBytes = 256 * 1024

/**
 * Reads of an awareness update the one state that `isOwn`; those of others, which stock clients echo, are skipped unread. A place longer
 * than `longest` is left out. Null when nothing in it is its own. Refuses as `invalid` what is no awareness update, or one without measure.
 */
export function readAwareness(update: Uint8Array, longest: number, isOwn: (clientId: number) => boolean): Said | null {
  if (update.length > mostBytes) throw new Refusal('invalid', 'Presence without measure')
  try {
    return find(decoding.createDecoder(update), longest, isOwn)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('invalid', 'This is no awareness update')
  }
}

function find(decoder: decoding.Decoder, longest: number, isOwn: (clientId: number) => boolean): Said | null {
  const count = decoding.readVarUint(decoder)
  if (count > mostStates) throw new Refusal('invalid', 'Presence of more people than a text holds')
  let own: Said | null = null
  for (let index = 0; index < count; index += 1) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const json = decoding.readVarUint8Array(decoder)
    if (!own && isOwn(clientId)) own = { clientId, clock, ...stateOf(json, longest) }
  }
  if (decoding.hasContent(decoder)) throw new RangeError('bytes left over')
  return own
}

function stateOf(json: Uint8Array, longest: number) {
  if (json.length > longest) return { isThere: true, cursor: null, clause: null }
  if (!isUtf8(json)) throw new TypeError('bytes that are no words')
  const state: unknown = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString())
  const isThere = typeof state === 'object' && state !== null && !Array.isArray(state)
  const { cursor = null, clause = null } = isThere ? state as Record<string, unknown> : {}
  return { isThere, cursor, clause }
}
