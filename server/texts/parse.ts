import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'

/** An update as it came from a client, read but not applied. */
export interface ParsedUpdate {
  readonly bytes: Uint8Array
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[]
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
}

const longestString = 64 * 1024
const allowedContents = new Set(['ContentString', 'ContentFormat', 'ContentType', 'ContentAny', 'ContentDeleted'])
const allowedTypes = new Set<unknown>([Y.XmlFragment, Y.XmlElement, Y.XmlText, Y.Map])

const malformed = (why: string) => new Refusal('invalid', `The update is malformed: ${why}`)

/** Reads an update and looks at everything in it before it may touch a document (R5). Refuses as `invalid` what no client of ours writes. */
export function parseUpdate(bytes: Uint8Array): ParsedUpdate {
  const { structs, ds } = decode(bytes)
  for (const struct of structs) if (struct instanceof Y.Item) checkContent(struct)
  return { bytes, structs, deletes: ds.clients }
}

function decode(bytes: Uint8Array) {
  try {
    return Y.decodeUpdate(bytes)
  } catch {
    throw malformed('it cannot be decoded')
  }
}

function checkContent(item: Y.Item) {
  const { content } = item
  const kind = content.constructor.name
  if (!allowedContents.has(kind)) throw malformed(`content ${kind}`)
  if (content instanceof Y.ContentString && content.str.length > longestString) throw malformed('a string that is too long')
  if (content instanceof Y.ContentAny && !content.arr.every(isPlain)) throw malformed('a value that is no string')
  if (content instanceof Y.ContentType && !allowedTypes.has(content.type.constructor)) throw malformed('a type that a draft does not have')
}

const isPlain = (value: unknown) => value === null || (typeof value === 'string' && value.length <= 256)

export const isNothing = ({ structs, deletes }: ParsedUpdate) => structs.length === 0 && deletes.size === 0
