import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { lacks, OwnStructs, rootFinder, type Struct, storedAt, wordsFinder } from './ancestry.ts'
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
  /** It only takes away marks of formatting that say nothing: Yjs does that by itself on every replica, a reader's too. */
  readonly isTidying: boolean
}

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
  let isTidying = update.structs.length === 0
  const own = new OwnStructs(update)
  const structAt = (id: Y.ID) => own.at(id) ?? storedAt(doc, id)
  const find = rootFinder(structAt)
  const isAmongWords = wordsFinder(structAt)

  const note = (struct: Struct) => {
    if (!(struct instanceof Y.Item)) return
    const root = find(struct)
    if (root === null) { pending = true; return }
    // It builds on words that were deleted and cleared away: Yjs will clear it away too.
    if (root === 'gone') return
    if (root.key === null || (root.root !== 'clauses' && root.root !== 'tree')) throw new Refusal('invalid', 'The update writes outside the draft')
    ;(root.root === 'clauses' ? clauses : nodes).add(root.key)
    if (!isLetters(struct) || !isAmongWords(struct)) structural = true
  }

  for (const struct of update.structs) {
    if (struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client)) isKnown = false
    if (struct instanceof Y.Skip) pending = true
    if (!(struct instanceof Y.Item)) continue
    if (lacks(struct, structAt)) pending = true
    note(struct)
  }
  for (const [client, clock] of firstClocks(update)) if (clock > Y.getState(doc.store, client)) pending = true
  for (const [client, ranges] of update.deletes) for (const range of ranges) {
    if (range.clock + range.len > Math.max(Y.getState(doc.store, client), own.endOf(client))) pending = true
    for (const struct of structsIn(doc, client, range)) {
      isKnown = false
      isTidying &&= isFormat(struct)
      removes.characters += lettersOf(struct, range)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) removes.nodes += 1
      note(struct)
    }
  }
  return { clauses, nodes, structural: structural || nodes.size > 0, pending, isKnown: isKnown && !pending, removes, isTidying: isTidying && !pending }
}

const isLetters = ({ content }: Y.Item) => content instanceof Y.ContentString || content instanceof Y.ContentDeleted

/** How many letters of a struct lie in a range. */
const lettersOf = (struct: Struct, { clock, len }: { clock: number; len: number }) => {
  if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) return 0
  return Math.min(struct.id.clock + struct.length, clock + len) - Math.max(struct.id.clock, clock)
}

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

const isFormat = (struct: Struct | null) => struct instanceof Y.Item && struct.content instanceof Y.ContentFormat
