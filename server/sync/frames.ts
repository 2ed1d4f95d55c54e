import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'

/** Frames of the y-websocket protocol, read and written; outer type 100 is ours (R3) and stock clients ignore it. */
export type Frame =
  | { readonly kind: 'ask'; readonly vector: Uint8Array }
  | { readonly kind: 'answer' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'askAwareness' }

const sync = 0
const awareness = 1
const askAwareness = 3
const ack = 100
const steps = ['ask', 'answer', 'update'] as const

/** Reads one frame. Refuses as `invalid` what is none, or what has bytes left over. */
export function readFrame(bytes: Uint8Array): Frame {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readKind(decoder)
    if (decoding.hasContent(decoder)) throw new RangeError('bytes left over')
    return frame
  } catch {
    throw new Refusal('invalid', 'This is no frame of the sync protocol')
  }
}

function readKind(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder)
  if (type === askAwareness) return { kind: 'askAwareness' }
  if (type === awareness) return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
  if (type !== sync) throw new RangeError('unknown type')
  const kind = steps[decoding.readVarUint(decoder)]
  const payload = decoding.readVarUint8Array(decoder)
  if (kind === 'ask') return { kind, vector: payload }
  if (kind === undefined) throw new RangeError('unknown step')
  return { kind, update: payload }
}

const syncFrame = (step: number, payload: Uint8Array) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, payload)
})

export const askFrame = (doc: Y.Doc) => syncFrame(0, Y.encodeStateVector(doc))
export const updateFrame = (update: Uint8Array) => syncFrame(2, update)

/** What a client with this state vector is missing; who has nothing yet gets what was put together for all such. Refuses a vector that cannot be read. */
export function answerFrame(text: { readonly doc: Y.Doc; state(): Uint8Array }, vector: Uint8Array): Uint8Array {
  try {
    const hasNothing = vector.length === 1 && vector[0] === 0
    return syncFrame(1, hasNothing ? text.state() : Y.encodeStateAsUpdate(text.doc, vector))
  } catch {
    throw new Refusal('invalid', 'This is no state vector')
  }
}

export const awarenessFrame = (update: Uint8Array) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, awareness)
  encoding.writeVarUint8Array(encoder, update)
})

/** "The first `count` document messages (answers and updates) that you sent on this connection are durable up to `seq`" (R3). */
export const ackFrame = (count: number, seq: number) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, ack)
  encoding.writeVarUint(encoder, count)
  encoding.writeVarUint(encoder, seq)
})
