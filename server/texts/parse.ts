import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'

/** How much of a text: letters, and everything else that Yjs keeps as an element. */
export interface Amount { readonly characters: number; readonly nodes: number }

/** An update as it came from a client, read but not applied. */
export interface ParsedUpdate {
  readonly bytes: Uint8Array
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[]
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
  /** What it brings, whether or not the document has some of it. */
  readonly adds: Amount
}

const longestString = 64 * 1024
/** Words written and taken out again while offline come as a gap; no gap is longer than a text may be. */
const longestGap = 400_000
const allowedContents = new Set(['ContentString', 'ContentFormat', 'ContentType', 'ContentAny', 'ContentDeleted'])
const allowedTypes = new Set<unknown>([Y.XmlFragment, Y.XmlElement, Y.XmlText, Y.Map])

const malformed = (why: string) => new Refusal('invalid', `The update is malformed: ${why}`)

/** Reads an update and looks at everything in it before it may touch a document (R5). Refuses as `invalid` what no client of ours writes, as `tooLarge` what is too long. */
export function parseUpdate(bytes: Uint8Array): ParsedUpdate {
  const { structs, ds } = decode(bytes)
  let characters = 0
  let nodes = 0
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) checkGap(struct.length)
    if (!(struct instanceof Y.Item)) continue
    checkContent(struct)
    if (struct.content instanceof Y.ContentString) characters += struct.length
    else if (struct.content instanceof Y.ContentType) nodes += 1
  }
  return { bytes, structs, deletes: ds.clients, adds: { characters, nodes } }
}

function decode(bytes: Uint8Array) {
  try {
    return Y.decodeUpdate(bytes)
  } catch {
    throw malformed('it cannot be decoded')
  }
}

// A clock may not run further than a text is long: everything that its owner writes afterwards would be lost in the gap (R4).
function checkGap(length: number) {
  if (!Number.isSafeInteger(length) || length > longestGap) throw malformed('a gap that no writing leaves')
}

function checkContent(item: Y.Item) {
  const { content } = item
  const kind = content.constructor.name
  if (!allowedContents.has(kind)) throw malformed(`content ${kind}`)
  if (content instanceof Y.ContentString && content.str.length > longestString) throw new Refusal('tooLarge', 'More words at once than a text takes')
  if (content instanceof Y.ContentAny && !content.arr.every(isPlain)) throw malformed('a value that is no string')
  if (content instanceof Y.ContentType && !allowedTypes.has(content.type.constructor)) throw malformed('a type that a draft does not have')
}

const isPlain = (value: unknown) => value === null || (typeof value === 'string' && value.length <= 256)

export const isNothing = ({ structs, deletes }: ParsedUpdate) => structs.length === 0 && deletes.size === 0
