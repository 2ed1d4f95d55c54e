import * as encoding from 'lib0/encoding'

/** Updates of Yjs's first format written byte by byte, to say what no Yjs ever would. */
type Id = readonly [client: number, clock: number]
type Write = (encoder: encoding.Encoder) => void

interface ItemParts {
  readonly origin?: Id
  readonly rightOrigin?: Id
  /** The name of a root, or the item that is the parent; asked for only where no neighbour is named. */
  readonly parent?: string | Id
  readonly key?: string
}
/** One struct: its bytes, by whatever it takes to write them. */
export type Struct = Write

const writeId = (encoder: encoding.Encoder, [client, clock]: Id) => { encoding.writeVarUint(encoder, client); encoding.writeVarUint(encoder, clock) }

export const gc = (length: number): Struct => (encoder) => { encoding.writeUint8(encoder, 0); encoding.writeVarUint(encoder, length) }
export const skip = (length: number): Struct => (encoder) => { encoding.writeUint8(encoder, 10); encoding.writeVarUint(encoder, length) }

export const item = (ref: number, content: Write, { origin, rightOrigin, parent = 'clauses', key }: ItemParts): Struct => (encoder) => {
  encoding.writeUint8(encoder, ref | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key === undefined ? 0 : 0x20))
  if (origin) writeId(encoder, origin)
  if (rightOrigin) writeId(encoder, rightOrigin)
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
    else writeId(encoder, parent)
    if (key !== undefined) encoding.writeVarString(encoder, key)
  }
  content(encoder)
}

export const deleted = (length: number, place: ItemParts) => item(1, (encoder) => encoding.writeVarUint(encoder, length), place)
export const words = (text: string, place: ItemParts) => item(4, (encoder) => encoding.writeVarString(encoder, text), place)
/** An XML element of this name (type 3 of Yjs). */
export const element = (name: string, place: ItemParts) => item(7, (encoder) => { encoding.writeVarUint(encoder, 3); encoding.writeVarString(encoder, name) }, place)
export const value = (write: Write, place: ItemParts) => item(8, (encoder) => { encoding.writeVarUint(encoder, 1); write(encoder) }, place)

/** One client's structs from a clock on, and nothing deleted. */
export const handmade = (client: number, clock: number, structs: readonly Struct[]): Uint8Array => encoding.encode((encoder) => {
  for (const number of [1, structs.length, client, clock]) encoding.writeVarUint(encoder, number)
  for (const struct of structs) struct(encoder)
  encoding.writeVarUint(encoder, 0)
})

/** Deletes these ranges of one client and adds nothing. */
export const deleting = (client: number, ranges: readonly Id[]): Uint8Array => encoding.encode((encoder) => {
  for (const number of [0, 1, client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number)
})

/** Whole numbers in a row, each as Yjs writes one. */
export const numbers = (...all: readonly number[]): Uint8Array => encoding.encode((encoder) => { for (const number of all) encoding.writeVarUint(encoder, number) })
