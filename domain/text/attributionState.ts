import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AttributionState } from './attribution.ts'
import type { Phrase } from './deletedWords.ts'
import { Lineage, type Origin, type OriginRun, type ThroughKind } from './lineage.ts'

/** Changes when what is folded, or how, changes: what was kept in another format is folded anew from the journal. */
export const attributionFormat = 1

const kinds: readonly (ThroughKind | null)[] = [null, 'move', 'undo', 'restore']

/** The state of a fold as bytes. Ids of people and places are written once and referred to by number. */
export function encodeAttribution({ generation, doc, lineages, deleted }: AttributionState): Uint8Array {
  const names = new Map<string, number>()
  const body = encoding.createEncoder()
  const uint = (value: number) => encoding.writeVarUint(body, value)
  const name = (value: string) => {
    const known = names.get(value) ?? names.size
    names.set(value, known)
    uint(known)
  }
  const origin = ({ userId, seq, through }: Origin) => {
    name(userId)
    uint(seq)
    uint(through ? kinds.indexOf(through.kind) : 0)
    if (through) { name(through.userId); uint(through.seq) }
  }
  uint(generation)
  encoding.writeVarUint8Array(body, doc)
  uint(lineages.size)
  for (const [of, lineage] of lineages) {
    uint(of)
    const clients = [...lineage.entries()]
    uint(clients.length)
    for (const [client, ranges] of clients) {
      uint(client)
      uint(ranges.length)
      for (const range of ranges) { uint(range.clock); uint(range.len); origin(range.origin) }
    }
  }
  uint(deleted.length)
  for (const { text, origins, clauseId, blockId, blockGone } of deleted) {
    encoding.writeVarString(body, text)
    name(clauseId)
    name(blockId)
    uint(blockGone ? 1 : 0)
    uint(origins.length)
    for (const run of origins) { uint(run.len); origin(run.origin) }
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, names.size)
    for (const each of names.keys()) encoding.writeVarString(encoder, each)
    encoding.writeUint8Array(encoder, encoding.toUint8Array(body))
  })
}

/** Reads a state back. Throws where the bytes are none. */
export function decodeAttribution(bytes: Uint8Array): AttributionState {
  const decoder = decoding.createDecoder(bytes)
  const uint = () => decoding.readVarUint(decoder)
  const times = <T>(count: number, read: () => T): T[] => Array.from({ length: count }, read)
  const names = times(uint(), () => decoding.readVarString(decoder))
  const name = () => names[uint()] ?? ''
  const origin = (): Origin => {
    const [userId, seq, kind] = [name(), uint(), kinds[uint()]]
    return kind ? { userId, seq, through: { kind, userId: name(), seq: uint() } } : { userId, seq }
  }
  const generation = uint()
  const doc = decoding.readVarUint8Array(decoder)
  const lineages = new Map(times(uint(), (): [number, Lineage] => [uint(), readLineage()]))
  const deleted = times(uint(), (): Phrase => {
    const text = decoding.readVarString(decoder)
    const [clauseId, blockId, blockGone] = [name(), name(), uint() === 1]
    return { text, clauseId, blockId, blockGone, origins: times(uint(), (): OriginRun => ({ len: uint(), origin: origin() })) }
  })
  return { generation, doc, lineages, deleted }

  function readLineage(): Lineage {
    const lineage = new Lineage()
    for (let clients = uint(); clients > 0; clients -= 1) {
      const client = uint()
      for (let ranges = uint(); ranges > 0; ranges -= 1) lineage.add(client, uint(), uint(), origin())
    }
    return lineage
  }
}
