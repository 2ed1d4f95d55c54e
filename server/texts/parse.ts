import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { blockTypes, markNames } from '#domain/text/kinds.ts'
import { isMarkValue } from '#domain/text/validate.ts'

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

const elementNames: ReadonlySet<string> = new Set([...blockTypes, 'crossReference'])
const formatNames: ReadonlySet<string> = new Set(markNames)
/** Of blocks, of cross-references and of nodes of the tree; whatever else has a name is a provision under its id. */
const propertyNames: ReadonlySet<string> = new Set(['id', 'type', 'after', 'gone', 'target', 'block', 'form', 'parent', 'order', 'kind'])

const malformed = (why: string) => new Refusal('invalid', `The update is malformed: ${why}`)

/** Reads an update and looks at everything in it before it may touch a document (R5). Refuses as `invalid` what no client of ours writes, as `tooLarge` what is too long. */
export function parseUpdate(bytes: Uint8Array): ParsedUpdate {
  const { structs, ds } = decode(bytes)
  let characters = 0
  let nodes = 0
  const clients = new Set<number>()
  for (const struct of structs) {
    clients.add(struct.id.client)
    if (struct.length === 0) throw malformed('a struct of nothing')
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) checkGap(struct.length)
    if (!(struct instanceof Y.Item)) continue
    checkContent(struct)
    if (struct.content instanceof Y.ContentString) characters += struct.length
    else if (struct.content instanceof Y.ContentType) nodes += 1
  }
  // Of several parts that one client has in an update, Yjs would apply the last.
  if (clients.size !== decoding.readVarUint(decoding.createDecoder(bytes))) throw malformed('a client twice')
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
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement && !elementNames.has(content.type.nodeName)) throw malformed('an element that a draft does not have')
  if (content instanceof Y.ContentFormat && !(formatNames.has(content.key) && (content.value === null || isMarkValue(content.key, content.value)))) throw malformed('a mark that a draft does not have')
  if (item.parentSub !== null && typeof item.parent !== 'string' && !propertyNames.has(item.parentSub)) throw malformed('a property that a draft does not have')
}

const isPlain = (value: unknown) => value === null || (typeof value === 'string' && value.length <= 256)

export const isNothing = ({ structs, deletes }: ParsedUpdate) => structs.length === 0 && deletes.size === 0
