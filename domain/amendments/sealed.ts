import type * as Y from 'yjs'
import { canonicalClause, readCanonical } from '#domain/text/canonical.ts'
import { compareDrafts } from '#domain/text/compare.ts'
import type { ProvisionText } from '#domain/text/draftText.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { restoreBlocks } from '#domain/text/restoreBlocks.ts'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { type Place, sections } from '#domain/text/treeNode.ts'

/** What a sealed amendment makes of one clause: its canonical words before and after; null where it is not there. */
export interface SealedClause {
  readonly id: string
  readonly kind: NodeKind
  readonly before: string | null
  readonly after: string | null
  /** Ids of the blocks of `after`, so that references to them, and comments on those that stay, lead there. */
  readonly blocks: readonly string[]
  /** Where it is put, when it is new or stands elsewhere. */
  readonly place: Place | null
}
/** The clauses that an amendment changes, in reading order. */
export interface SealedAmendment { readonly clauses: readonly SealedClause[] }

/** What an amendment changes, from two states of a draft as `readDraft` gives them. Numbers that only follow are no change. */
export function sealedOf(base: readonly ProvisionText[], branch: readonly ProvisionText[]): SealedAmendment {
  const [was, is] = [byId(base), byId(branch)]
  const clauses = compareDrafts(base, branch).filter(({ change }) => change !== 'renumbered').map(({ id, kind, change, moved }): SealedClause => {
    const later = is.get(id)
    return {
      id, kind, before: canonicalOf(was.get(id)), after: canonicalOf(later), blocks: later?.content.blocks.map((block) => block.id) ?? [],
      place: later && (change === 'added' || moved) ? placeIn(branch, later) : null,
    }
  })
  return { clauses }
}

const byId = (nodes: readonly ProvisionText[]) => new Map(nodes.map((node) => [node.id, node]))
const canonicalOf = (node: ProvisionText | undefined) => node ? canonicalClause(node.kind, node.content) : null

function placeIn(nodes: readonly ProvisionText[], { id, parent, kind }: ProvisionText): Place {
  const row = nodes.filter((node) => node.parent === parent && sections[node.kind] === sections[kind])
  return { parent, after: row[row.findIndex((node) => node.id === id) - 1]?.id ?? null }
}

const format = 'parley-amendment/1'

/** The text whose SHA-256 a ballot carries: keys in this fixed order. */
export const canonicalAmendment = ({ clauses }: SealedAmendment): string => JSON.stringify({
  format, clauses: clauses.map(({ id, kind, before, after, blocks, place }) => ({ id, kind, before, after, blocks, place: place && { parent: place.parent, after: place.after } })),
})

/** Reads the words of a sealed amendment back. Refuses (RangeError) another format. */
export function readCanonicalAmendment(canonical: string): SealedAmendment {
  const read = JSON.parse(canonical) as SealedAmendment & { format: string }
  if (read.format !== format) throw new RangeError(`Not a canonical amendment of this format: ${read.format}`)
  return { clauses: read.clauses }
}

export type Consolidation = { readonly ok: true } | { readonly ok: false; readonly because: 'clauseChanged' | 'clauseGone' | 'placeGone'; readonly clauseId: string }

/** Whether sealed words can be written into a draft exactly: each clause is what it was, and the place of each new one is there. */
export function consolidationOf(main: readonly ProvisionText[], { clauses }: SealedAmendment): Consolidation {
  const nodes = byId(main)
  const stays = new Set([...nodes.keys(), ...clauses.flatMap(({ id, after }) => after === null ? [] : [id])])
  for (const { id, before, place } of clauses) {
    const no = (because: 'clauseChanged' | 'clauseGone' | 'placeGone') => ({ ok: false, because, clauseId: id }) as const
    const now = canonicalOf(nodes.get(id))
    if (now === null && before !== null) return no('clauseGone')
    if (now !== before) return no('clauseChanged')
    if (place && [place.parent, place.after].some((other) => other !== null && !stays.has(other))) return no('placeGone')
  }
  return { ok: true }
}

/** Whether a draft already has exactly the sealed words. */
export function alreadyWritten(main: readonly ProvisionText[], { clauses }: SealedAmendment): boolean {
  const nodes = byId(main)
  return clauses.every(({ id, after, place }) => canonicalOf(nodes.get(id)) === after && (!place || nodes.get(id)?.parent === place.parent))
}

/** Writes exactly the sealed words, with the fewest changes: blocks and words that stay keep their comments and authors. To be asked for with `consolidationOf` first. */
export function writeSealed(doc: Y.Doc, { clauses }: SealedAmendment): void {
  doc.transact(() => {
    for (const clause of clauses) if (clause.after !== null) writeClauseOf(doc, clause, clause.after)
    // Last: what stood in a chapter that goes has its new place by then.
    for (const { id, after } of clauses) if (after === null) removeNode(doc, id)
  })
}

function writeClauseOf(doc: Y.Doc, { id, kind, blocks, place }: SealedClause, after: string) {
  const content = { blocks: readCanonical(after).content.blocks.map((block, index) => ({ ...block, id: blocks[index] ?? block.id })) }
  if (!treeOf(doc).has(id)) addNode(doc, { id, kind, ...place ?? { parent: null, after: null } })
  else if (place) moveNode(doc, id, place)
  const fragment = clausesOf(doc).get(id)
  if (fragment) restoreBlocks(fragment, content)
}
