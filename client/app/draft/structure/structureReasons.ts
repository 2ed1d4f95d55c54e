import type { DraftText } from '#client/editor/draftText.ts'
import { referrersIn } from '#domain/text/backReferences.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { placeAbove, placeBelow, placeInto, placeOut, previousOf } from '#domain/text/places.ts'
import { blocksBehind } from '#domain/text/splitClause.ts'
import { readTree } from '#domain/text/tree.ts'
import type { Structuring, Way } from './structuring.ts'

/** The keys of sentences that say why an act is not possible here; empty: it is. `name`: of the clause that is in the way. */
export interface WhyNot {
  readonly key: '' | 'structure.splitNoCaret' | 'structure.splitNothing' | 'structure.notDivided' | 'structure.joinFirst' | 'structure.restingReferrer' | 'structure.restingInside' | 'structure.joinAtRest' | 'structure.noPlace' | 'structure.titleStays' | 'structure.inPlace'
  readonly name?: string
}
/** What they ask of the page. */
type Ground = Pick<Structuring, 'isAtRest' | 'isHeld' | 'nameOf'>
const possible: WhyNot = { key: '' }

// What would have its references changed must be awake: the server takes nothing that touches a clause at rest.
function restingReferrer(text: DraftText, { isAtRest, nameOf }: Ground, target: string, blocks: ReadonlySet<string> | null): WhyNot {
  const contents = text.structure().clauses.map(({ id, content }) => [id, text.clause(id)?.content ?? content] as const)
  const referrer = referrersIn(contents).find(({ clauseId, reference }) =>
    clauseId !== target && isAtRest(clauseId) && reference.target === target && (blocks === null || (reference.block !== null && blocks.has(reference.block))))
  return referrer ? { key: 'structure.restingReferrer', name: nameOf(referrer.clauseId) } : possible
}

/** Kinds whose words can become those of two provisions, and back. */
export const isDivided = (kind: NodeKind | undefined): boolean => kind === 'article' || kind === 'annex' || kind === 'recital'

export function whyNotSplit(text: DraftText, structuring: Ground, clauseId: string, after: string | null): WhyNot {
  if (!isDivided(text.clause(clauseId)?.kind)) return { key: 'structure.notDivided' }
  if (after === null) return { key: 'structure.splitNoCaret' }
  const behind = blocksBehind(clauseId, text.clause(clauseId)?.content.blocks ?? [], after)
  if (behind.length === 0) return { key: 'structure.splitNothing' }
  return restingReferrer(text, structuring, clauseId, new Set(behind.map(({ id }) => id)))
}

export function whyNotJoin(text: DraftText, structuring: Ground, clauseId: string): WhyNot {
  if (!isDivided(text.clause(clauseId)?.kind)) return { key: 'structure.notDivided' }
  const previous = previousOf(readTree(text.doc), clauseId)
  if (!previous) return { key: 'structure.joinFirst' }
  if (structuring.isHeld(clauseId)) return { key: 'structure.inPlace', name: structuring.nameOf(clauseId) }
  if (structuring.isAtRest(previous.id)) return { key: 'structure.joinAtRest', name: structuring.nameOf(previous.id) }
  return restingReferrer(text, structuring, clauseId, null)
}

/** A removed chapter leaves its articles, and puts them where it was: none of them may be at rest. */
export function whyNotRemove(text: DraftText, { isAtRest, isHeld, nameOf }: Ground, clauseId: string): WhyNot {
  if (text.clause(clauseId)?.kind === 'title') return { key: 'structure.titleStays' }
  if (isHeld(clauseId)) return { key: 'structure.inPlace', name: nameOf(clauseId) }
  const inside = text.structure().clauses.find(({ id, parent }) => parent === clauseId && (isAtRest(id) || isHeld(id)))
  return inside ? { key: 'structure.restingInside', name: nameOf(inside.id) } : possible
}

/** The place that each way leads to. */
export const ways: Record<Way, typeof placeAbove> = { up: placeAbove, down: placeBelow, out: placeOut, into: placeInto }

/** `way`: null where the place is asked for. */
export function whyNotMove(text: DraftText, { isHeld, nameOf }: Ground, clauseId: string, way: Way | null): WhyNot {
  if (text.clause(clauseId)?.kind === 'title') return { key: 'structure.titleStays' }
  if (isHeld(clauseId)) return { key: 'structure.inPlace', name: nameOf(clauseId) }
  return way === null || ways[way](readTree(text.doc), clauseId) ? possible : { key: 'structure.noPlace', name: nameOf(clauseId) }
}
