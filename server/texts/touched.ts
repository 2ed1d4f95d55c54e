import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { Amount, ParsedUpdate } from './parse.ts'

/** What an update is about: the clauses whose words it changes, the tree nodes it places, and whether it changes structure. */
export interface Touched {
  readonly clauses: ReadonlySet<string>
  readonly nodes: ReadonlySet<string>
  /** More than characters put into or taken out of words that stand: the touched clauses must be checked whole. */
  readonly structural: boolean
  /** The update builds on something that the document does not have yet. */
  readonly pending: boolean
  /** The document has all of it already: a copy of what was sent before. */
  readonly isKnown: boolean
  readonly removes: Amount
}

type Root = { readonly root: string; readonly key: string | null } | 'gone'
type Struct = Y.Item | Y.GC

/**
 * Finds what an update touches before it is applied: each struct and each deleted range is followed up its parents, through
 * the update itself and the document, to a key of the roots `clauses` or `tree`. Refuses every other root.
 */
export function touchedBy(doc: Y.Doc, update: ParsedUpdate): Touched {
  const clauses = new Set<string>()
  const nodes = new Set<string>()
  let structural = false
  let pending = false
  let isKnown = true
  const removes = { characters: 0, nodes: 0 }
  const find = rootFinder(doc, update)

  const note = (struct: Struct | null) => {
    if (struct === null) { pending = true; return }
    if (!(struct instanceof Y.Item)) return
    const root = find(struct)
    if (root === null) { pending = true; return }
    // It builds on words that were deleted and cleared away: Yjs will clear it away too.
    if (root === 'gone') return
    if (root.key === null || (root.root !== 'clauses' && root.root !== 'tree')) throw new Refusal('invalid', 'The update writes outside the draft')
    ;(root.root === 'clauses' ? clauses : nodes).add(root.key)
    if (!(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted)) structural = true
  }

  for (const struct of update.structs) {
    if (struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client)) isKnown = false
    if (struct instanceof Y.Item) note(struct)
    else if (struct instanceof Y.Skip) pending = true
  }
  for (const [client, clock] of firstClocks(update)) if (clock > Y.getState(doc.store, client)) pending = true
  for (const [client, ranges] of update.deletes) for (const range of ranges) {
    for (const struct of structsIn(doc, client, range)) {
      isKnown = false
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) removes.characters += lengthWithin(struct, range)
      else if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) removes.nodes += 1
      note(struct)
    }
  }
  return { clauses, nodes, structural: structural || nodes.size > 0, pending, isKnown, removes }
}

const lengthWithin = ({ id, length }: Y.Item, range: { clock: number; len: number }) =>
  Math.min(id.clock + length, range.clock + range.len) - Math.max(id.clock, range.clock)

/** The first clock of each client in the update: one beyond what the document has leaves a gap. */
function firstClocks({ structs }: ParsedUpdate) {
  const first = new Map<number, number>()
  for (const { id } of structs) first.set(id.client, Math.min(id.clock, first.get(id.client) ?? id.clock))
  return first
}

function* structsIn(doc: Y.Doc, client: number, { clock, len }: { clock: number; len: number }): Generator<Struct | null> {
  const structs = doc.store.clients.get(client) ?? []
  const end = structs.at(-1)
  const known = end ? end.id.clock + end.length : 0
  if (clock + len > known) yield null
  for (let index = clock < known ? Y.findIndexSS(structs, clock) : structs.length; index < structs.length; index += 1) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= clock + len) return
    if (!struct.deleted) yield struct
  }
}

function rootFinder(doc: Y.Doc, update: ParsedUpdate) {
  const own = new Map<number, Struct[]>()
  for (const struct of update.structs) {
    if (struct instanceof Y.Item || struct instanceof Y.GC) own.set(struct.id.client, [...(own.get(struct.id.client) ?? []), struct])
  }
  const roots = new Map<unknown, Root | null>()

  const structAt = ({ client, clock }: Y.ID): Struct | null =>
    own.get(client)?.find((struct) => struct.id.clock <= clock && clock < struct.id.clock + struct.length) ?? storedAt(doc, client, clock)

  const find = (item: Y.Item): Root | null => {
    const seen = roots.get(item)
    if (seen !== undefined) return seen
    roots.set(item, null)
    const root = up(item)
    roots.set(item, root)
    return root
  }

  // A parent is named by root name, by id, as the type itself (stored items), or not at all: then it is the neighbour's.
  const up = (item: Y.Item): Root | null => {
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { root: parent, key: item.parentSub }
    if (parent instanceof Y.AbstractType) return parent._item ? find(parent._item) : { root: Y.findRootTypeKey(parent), key: item.parentSub }
    const id = parent instanceof Y.ID ? parent : item.origin ?? item.rightOrigin
    const struct = id && structAt(id)
    if (!struct) return null
    return struct instanceof Y.Item ? find(struct) : 'gone'
  }
  return find
}

function storedAt(doc: Y.Doc, client: number, clock: number): Struct | null {
  const structs = doc.store.clients.get(client)
  const end = structs?.at(-1)
  if (!structs || !end || clock >= end.id.clock + end.length) return null
  return structs[Y.findIndexSS(structs, clock)] ?? null
}
