import type * as Y from 'yjs'
import { canonicalClause, readCanonical } from '../text/canonical.ts'
import { type ClauseContent, isReference } from '../text/clauseContent.ts'
import { writeClause } from '../text/clauseFragment.ts'
import { type ProvisionText, readDraft } from '../text/draftText.ts'
import { markNames } from '../text/kinds.ts'
import { addNode, moveNode, removeNode } from '../text/placeNodes.ts'
import { restoreBlocks } from '../text/restoreBlocks.ts'
import { clausesOf } from '../text/tree.ts'
import type { Place } from '../text/treeNode.ts'
import { placeIn } from './applyToDoc.ts'
import type { SealedAmendment, SealedClause } from './canonicalAmendment.ts'
import { hunksOf } from './hunks.ts'
import { rowOf } from './rows.ts'

/** Freezes an amendment. In: the text that it was made from, and the amended text. */
export function sealedOf(base: readonly ProvisionText[], branch: readonly ProvisionText[]): SealedAmendment {
  const hunks = hunksOf(base, branch)
  const placed = new Set(hunks.flatMap(({ kind, clauseId }) => kind === 'clauseInserted' || kind === 'clauseMoved' ? [clauseId] : []))
  const [before, after, rows] = [byId(base), byId(branch), rowOf(branch)]
  const clauses = [...new Set(hunks.map(({ clauseId }) => clauseId))].flatMap((id): SealedClause[] => {
    const [was, is] = [before.get(id), after.get(id)]
    const node = is ?? was
    if (!node) return []
    return [{
      id, kind: node.kind, before: wordsOf(was), after: wordsOf(is), blocks: is?.content.blocks.map((block) => block.id) ?? [],
      place: is && placed.has(id) ? placeIn(rows, is) : null,
    }]
  })
  return { clauses }
}

const byId = (nodes: readonly ProvisionText[]) => new Map(nodes.map((node) => [node.id, node]))
const wordsOf = (node: ProvisionText | undefined) => node ? canonicalClause(node.kind, node.content) : null

/**
 * What an amendment needs to stay as it is while it is voted on, besides the clauses that it changes. `anchors`: those of the draft behind
 * or in which it puts or moves something; they may not go or be moved, their words may change. `leaving`: those that it takes out or moves.
 */
export function placesOf({ clauses }: SealedAmendment): { readonly anchors: readonly string[]; readonly leaving: readonly string[] } {
  const own = new Set(clauses.map(({ id }) => id))
  const anchors = new Set(clauses.flatMap(({ place }) => [place?.parent, place?.after].filter((id) => id != null && !own.has(id))))
  return { anchors: [...anchors].filter((id) => id != null), leaving: clauses.flatMap(({ id, before, after, place }) => before !== null && (after === null || place) ? [id] : []) }
}

/** Whether a sealed amendment can be written as it was decided; if not, the first reason. */
export type Consolidation =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: 'clauseChanged' | 'clauseGone' | 'placeGone'; readonly clauseId: string }

type Obstacle = Exclude<Consolidation, { ok: true }> & { readonly place: Place | null }

/** In: the text of now. Every clause that the amendment touches must read as when it was sealed, or it stops. */
export function consolidationOf(main: readonly ProvisionText[], sealed: SealedAmendment): Consolidation {
  const [first] = obstaclesTo(main, sealed)
  return first ? { ok: false, because: first.because, clauseId: first.clauseId } : { ok: true }
}

/**
 * Whether an amendment that has just been written in keeps another sealed one from ever being written: it changed or removed a clause of
 * the other's, or the place where the other puts or moves one. In: the text as it is with it, the other, the clauses that the first one
 * changed. Out: the clause of the other that is concerned; null where the other can still be written, or something else stands in its way.
 */
export function preemptedClause(main: readonly ProvisionText[], other: SealedAmendment, changed: ReadonlySet<string>): string | null {
  const obstacle = obstaclesTo(main, other).find(({ because, clauseId, place }) =>
    because !== 'placeGone' ? changed.has(clauseId) : [place?.parent, place?.after].some((id) => id != null && changed.has(id)))
  return obstacle?.clauseId ?? null
}

function obstaclesTo(main: readonly ProvisionText[], sealed: SealedAmendment): Obstacle[] {
  const now = byId(main)
  const obstacles = sealed.clauses.flatMap(({ id: clauseId, before }): Obstacle[] => {
    const words = wordsOf(now.get(clauseId))
    return words === before ? [] : [{ ok: false, because: words === null ? 'clauseGone' : 'clauseChanged', clauseId, place: null }]
  })
  const going = new Map(sealed.clauses.flatMap(({ id, place }) => place ? [[id, place]] : []))
  const parentOf = (id: string) => going.get(id)?.parent ?? (going.has(id) ? null : now.get(id)?.parent)
  const goneAfter = new Set(sealed.clauses.flatMap(({ id, after }) => after === null ? [id] : []))
  const isThere = (id: string) => (now.has(id) || going.has(id)) && !goneAfter.has(id)
  for (const [clauseId, place] of going) {
    const { parent, after } = place
    const isGone = (parent !== null && !isThere(parent)) || (after !== null && (!isThere(after) || parentOf(after) !== parent))
    if (isGone) obstacles.push({ ok: false, because: 'placeGone', clauseId, place })
  }
  return obstacles
}

/** Whether every clause of the amendment reads as it was sealed, and stands where it was moved to; what was put in may since have been followed by others. */
export function alreadyWritten(main: readonly ProvisionText[], { clauses }: SealedAmendment): boolean {
  const [now, rows] = [byId(main), rowOf(main)]
  return clauses.every(({ id, before, after, place }) => {
    const node = now.get(id)
    if (wordsOf(node) !== after) return false
    if (!node || !place) return true
    const stands = placeIn(rows, node)
    return stands.parent === place.parent && (before === null || stands.after === place.after)
  })
}

/**
 * Writes exactly the sealed words into a draft, with the fewest changes; what is written already stays untouched. In one transaction.
 * Throws RangeError, with nothing written, where `consolidationOf` refuses.
 */
export function writeSealed(doc: Y.Doc, sealed: SealedAmendment): void {
  const { nodes } = readDraft(doc)
  if (alreadyWritten(nodes, sealed)) return
  const consolidation = consolidationOf(nodes, sealed)
  if (!consolidation.ok) throw new RangeError(`${consolidation.because}: ${consolidation.clauseId}`)
  doc.transact(() => {
    for (const { id, kind, before, after, blocks, place } of sealed.clauses) {
      if (after === null) continue
      const content = contentOf(after, blocks)
      if (before === null && place) writeClause(addNode(doc, { id, kind, ...place }), content)
      else {
        if (place) moveNode(doc, id, place)
        const fragment = clausesOf(doc).get(id)
        if (fragment && before !== after) restoreBlocks(fragment, content)
      }
    }
    for (const { id, after } of sealed.clauses) if (after === null) removeNode(doc, id)
  })
}

/** Canonical words under the ids that their blocks had, marks in the order in which a draft is read. */
function contentOf(canonical: string, ids: readonly string[]): ClauseContent {
  const { blocks } = readCanonical(canonical).content
  return { blocks: blocks.map(({ type, inlines }, index) => ({ type, id: ids[index] ?? '', inlines: inlines.map((inline) => isReference(inline) || !inline.marks ? inline : { ...inline, marks: markNames.filter((mark) => inline.marks?.includes(mark)) }) })) }
}
