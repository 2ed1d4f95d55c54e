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
  const own = new OwnStructs(update)
  const structAt = (id: Y.ID) => own.at(id) ?? storedAt(doc, id)
  const find = rootFinder(structAt)

  const isAmongWords = wordsFinder(structAt)

  // What Yjs would wait for. Of its own author an item can only follow what came before it: Yjs takes that for granted and throws.
  const lacks = ({ id, origin, rightOrigin, parent }: Y.Item) => [origin, rightOrigin, parent as unknown].some((needed) => {
    if (!(needed instanceof Y.ID)) return false
    if (needed.client === id.client && needed.clock >= id.clock) throw new Refusal('invalid', 'The update follows itself')
    return structAt(needed) === null
  })

  const note = (struct: Struct) => {
    if (!(struct instanceof Y.Item)) return
    const root = find(struct)
    if (root === null) { pending = true; return }
    // It builds on words that were deleted and cleared away: Yjs will clear it away too.
    if (root === 'gone') return
    if (root.key === null || (root.root !== 'clauses' && root.root !== 'tree')) throw new Refusal('invalid', 'The update writes outside the draft')
    ;(root.root === 'clauses' ? clauses : nodes).add(root.key)
    if (!(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted) || !isAmongWords(struct)) structural = true
  }

  for (const struct of update.structs) {
    if (struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client)) isKnown = false
    if (struct instanceof Y.Skip) pending = true
    if (!(struct instanceof Y.Item)) continue
    if (lacks(struct)) pending = true
    note(struct)
  }
  for (const [client, clock] of firstClocks(update)) if (clock > Y.getState(doc.store, client)) pending = true
  for (const [client, ranges] of update.deletes) for (const range of ranges) {
    if (range.clock + range.len > Math.max(Y.getState(doc.store, client), own.endOf(client))) pending = true
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

function* structsIn(doc: Y.Doc, client: number, { clock, len }: { clock: number; len: number }): Generator<Struct> {
  const structs = doc.store.clients.get(client) ?? []
  for (let index = clock < Y.getState(doc.store, client) ? Y.findIndexSS(structs, clock) : structs.length; index < structs.length; index += 1) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= clock + len) return
    if (!struct.deleted) yield struct
  }
}

/** The structs that an update brings, to be found by their place: parsed updates have each client once, in the order of its clock. */
class OwnStructs {
  private readonly byClient = new Map<number, (Struct | Y.Skip)[]>()

  constructor({ structs }: ParsedUpdate) {
    for (const struct of structs) {
      const same = this.byClient.get(struct.id.client)
      if (same) same.push(struct)
      else this.byClient.set(struct.id.client, [struct])
    }
  }

  at({ client, clock }: Y.ID): Struct | null {
    const structs = this.byClient.get(client) ?? []
    let [low, high] = [0, structs.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]
      if (!struct) return null
      if (clock < struct.id.clock) high = middle - 1
      else if (clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct instanceof Y.Skip ? null : struct
    }
    return null
  }

  endOf(client: number): number {
    const last = this.byClient.get(client)?.at(-1)
    return last ? last.id.clock + last.length : 0
  }
}

function rootFinder(structAt: (id: Y.ID) => Struct | null) {
  const roots = new Map<Y.Item, Root | null>()

  // A parent is named by root name, by id, as the type itself (stored items), or not at all: then it is the neighbour's.
  const above = (item: Y.Item): Y.Item | Root | null => {
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { root: parent, key: item.parentSub }
    if (parent instanceof Y.AbstractType) return parent._item ?? { root: Y.findRootTypeKey(parent), key: item.parentSub }
    const id = parent instanceof Y.ID ? parent : item.origin ?? item.rightOrigin
    const struct = id && structAt(id)
    if (!struct) return null
    return struct instanceof Y.Item ? struct : 'gone'
  }

  // In a loop: an update may be nested deeper than calls may be.
  return (item: Y.Item): Root | null => {
    const path: Y.Item[] = []
    let at: Y.Item | Root | null = item
    while (at instanceof Y.Item) {
      const seen = roots.get(at)
      if (seen !== undefined) { at = seen; break }
      path.push(at)
      roots.set(at, null)
      at = above(at)
    }
    for (const step of path) roots.set(step, at)
    return at
  }
}

/** Tells what stands in a row of words from what is a value under a name, or stands where only elements may. */
function wordsFinder(structAt: (id: Y.ID) => Struct | null) {
  const known = new Map<Y.Item, boolean>()
  const typeOf = (parent: unknown): unknown => {
    if (!(parent instanceof Y.ID)) return parent
    const struct = structAt(parent)
    return struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null
  }

  // What names no parent stands beside its neighbour.
  return (item: Y.Item): boolean => {
    const path: Y.Item[] = []
    let answer = false
    for (let at: Struct | null = item; at instanceof Y.Item;) {
      const before = known.get(at)
      if (before !== undefined) { answer = before; break }
      path.push(at)
      known.set(at, false)
      if (at.parent) { answer = at.parentSub === null && typeOf(at.parent) instanceof Y.XmlText; break }
      const neighbour: Y.ID | null = at.origin ?? at.rightOrigin
      at = neighbour && structAt(neighbour)
    }
    for (const step of path) known.set(step, answer)
    return answer
  }
}

function storedAt(doc: Y.Doc, { client, clock }: Y.ID): Struct | null {
  const structs = doc.store.clients.get(client)
  return structs && clock < Y.getState(doc.store, client) ? structs[Y.findIndexSS(structs, clock)] ?? null : null
}
