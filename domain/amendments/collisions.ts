import type { ProvisionText } from '../text/draftText.ts'
import { applyHunks } from './applyHunks.ts'
import type { SealedAmendment, SealedClause } from './canonicalAmendment.ts'
import type { Hunk } from './hunks.ts'
import { clash } from './tokens.ts'

/**
 * `preempts`: agreeing to one removes what the other relies on; `alternatives`: both change the same words or place, otherwise;
 * `sealed`: their words would go together, but both are sealed, and a sealed amendment is written in only where its clauses read as they did.
 */
export const collisionKinds = ['preempts', 'alternatives', 'sealed'] as const
export type Collision = (typeof collisionKinds)[number]
/** `number`: which was handed in before which. `sealed`: its words, once they cannot be changed any more. */
export interface Amending { readonly id: string; readonly number?: number; readonly hunks: readonly Hunk[]; readonly sealed?: SealedAmendment | null }

/** Why two amendments exclude each other, and the clause, or block of it, where they meet. `by`: which of them takes away what the other relies on; null for all others, and where each does. */
export interface Meeting { readonly kind: Collision; readonly by: 'a' | 'b' | null; readonly clauseId: string; readonly blockId: string | null }

/** Where two amendments of one text exclude each other first, pre-emption before alternatives; null when both can be agreed to. What both say alike is no collision. Symmetric. */
export function meet(a: readonly Hunk[], b: readonly Hunk[]): Meeting | null {
  const [inA, inB] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))]
  const others = byPlace(b.filter(({ id }) => !inA.has(id)))
  const found = a.filter(({ id }) => !inB.has(id)).flatMap((one) => [...new Set(placesOf(one).flatMap((place) => others.get(place) ?? []))].flatMap((other) => meeting(one, other) ?? []))
  const taken = found.filter(({ kind }) => kind === 'preempts')
  const [first = null] = [...taken, ...found]
  return first && { ...first, by: taken.every(({ by }) => by === first.by) ? first.by : null }
}

/** Whether, and why, two amendments of one text exclude each other. */
export const collide = (a: readonly Hunk[], b: readonly Hunk[]): Collision | null => meet(a, b)?.kind ?? null

/** Every pair of amendments that exclude each other, in the order in which they are given. */
export const meetings = (amendments: readonly Amending[]): { readonly pair: readonly [string, string]; readonly meeting: Meeting }[] =>
  amendments.flatMap((one, index) => amendments.slice(index + 1).flatMap((other) => {
    const found = meet(one.hunks, other.hunks) ?? sealedTogether(one.sealed, other.sealed)
    return found ? [{ pair: [one.id, other.id] as const, meeting: found }] : []
  }))

/** A clause that both have sealed and whose words one of them changes: whichever is written in first, the other finds it changed. */
function sealedTogether(a: SealedAmendment | null | undefined, b: SealedAmendment | null | undefined): Meeting | null {
  const inB = new Map(b?.clauses.map((clause) => [clause.id, clause]))
  const changes = ({ before, after }: SealedClause) => before !== after
  const met = a?.clauses.find((clause) => { const other = inB.get(clause.id); return other !== undefined && (changes(clause) || changes(other)) })
  return met ? { kind: 'sealed', by: null, clauseId: met.id, blockId: null } : null
}

/** The provisions that a piece has to do with: only pieces that share one can meet. */
const placesOf = (hunk: Hunk): string[] => [hunk.clauseId, ...'blockId' in hunk ? [] : ['after' in hunk ? hunk.after : null, 'parent' in hunk ? hunk.parent : null].filter((id) => id !== null)]

function byPlace(hunks: readonly Hunk[]): Map<string, Hunk[]> {
  const places = new Map<string, Hunk[]>()
  for (const hunk of hunks) for (const place of placesOf(hunk)) places.set(place, [...places.get(place) ?? [], hunk])
  return places
}

function meeting(a: Hunk, b: Hunk): Meeting | null {
  const [ofA, ofB] = [undermines(a, b), undermines(b, a)]
  const at = (hunk: Hunk) => ({ clauseId: hunk.clauseId, blockId: 'blockId' in hunk ? hunk.blockId : null })
  if (ofA || ofB) return { kind: 'preempts', by: ofA && ofB ? null : ofA ? 'a' : 'b', ...at(ofA ? a : b) }
  return areAlternatives(a, b) ? { kind: 'alternatives', by: null, ...at(a) } : null
}

/** Whether `a` takes away what `b` changes, lies in, or stands behind. */
function undermines(a: Hunk, b: Hunk): boolean {
  const isPlacedBehind = 'after' in b && b.after !== null
  if (a.kind === 'blockRemoved' || a.kind === 'blockMoved') {
    if (!('blockId' in b) || b.clauseId !== a.clauseId) return false
    return (a.kind === 'blockRemoved' && b.blockId === a.blockId) || (isPlacedBehind && b.after === a.blockId)
  }
  if (a.kind !== 'clauseRemoved' && a.kind !== 'clauseMoved') return false
  if (!('blockId' in b) && isPlacedBehind && b.after === a.clauseId) return true
  return a.kind === 'clauseRemoved' && (b.clauseId === a.clauseId || ('parent' in b && b.parent === a.clauseId))
}

function areAlternatives(a: Hunk, b: Hunk): boolean {
  if (a.kind !== b.kind || a.clauseId !== b.clauseId) return false
  if (!('blockId' in a) || !('blockId' in b)) return true
  if (a.blockId !== b.blockId) return false
  const spanOf = (hunk: Hunk) => hunk.kind === 'words' ? { from: hunk.from, to: hunk.to, adds: hunk.added.length > 0 } : null
  const [one, other] = [spanOf(a), spanOf(b)]
  return !one || !other || clash(one, other)
}

/**
 * The order in which amendments are decided: as the places they begin at are read; at one place, the one that departs furthest from
 * the text first (European Parliament, Rules of Procedure, order of voting on amendments), measured by how much of the text it
 * replaces; then by number, then by id. Direct alternatives are one group, which stands where its first one does. The same whatever order they come in.
 */
export function marshal(base: readonly ProvisionText[], amendments: readonly Amending[]): string[][] {
  const places = new Map(amendments.map((amendment) => [amendment.id, firstPlace(base, amendment)]))
  const ordered = [...amendments].sort((a, b) => compare(places.get(a.id) ?? [], places.get(b.id) ?? []) || (a.number ?? 0) - (b.number ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const groups: Amending[][] = []
  for (const amendment of ordered) {
    const joined = groups.filter((group) => group.some((other) => collide(other.hunks, amendment.hunks) === 'alternatives'))
    const [first] = joined
    if (!first) { groups.push([amendment]); continue }
    // One that is an alternative to two groups makes them one.
    for (const group of joined.slice(1)) { first.push(...group); groups.splice(groups.indexOf(group), 1) }
    first.push(amendment)
  }
  const rank = new Map(ordered.map(({ id }, index) => [id, index]))
  return groups.map((group) => group.map(({ id }) => id).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)))
}

/** Clause, block and word at which an amendment begins, then how wide it is there, the widest first. */
function firstPlace(base: readonly ProvisionText[], { hunks }: Amending): number[] {
  const clauses = new Map(base.map(({ id, content }, index) => [id, { index, blocks: new Map(content.blocks.map((block, at) => [block.id, at])) }]))
  const placeOf = (hunk: Hunk): number[] => {
    const clause = clauses.get(hunk.clauseId)
    // What is new is read right after what it stands behind.
    if (!('blockId' in hunk)) {
      const behind = 'after' in hunk ? clauses.get(hunk.after ?? hunk.parent ?? '')?.index : undefined
      return hunk.kind === 'clauseRemoved' ? [clause?.index ?? -1, -1, 0, -Number.MAX_SAFE_INTEGER] : [(behind ?? -1) + 0.5, 0, 0, 0]
    }
    const block = hunk.kind === 'blockInserted' ? (hunk.after === null ? -0.5 : (clause?.blocks.get(hunk.after) ?? 0) + 0.5) : clause?.blocks.get(hunk.blockId) ?? 0
    return hunk.kind === 'words' ? [clause?.index ?? -1, block, hunk.from, hunk.from - hunk.to] : [clause?.index ?? -1, block, 0, hunk.kind === 'blockRemoved' ? -Number.MAX_SAFE_INTEGER : 0]
  }
  return hunks.map(placeOf).sort(compare)[0] ?? [Number.MAX_SAFE_INTEGER]
}

const compare = (a: readonly number[], b: readonly number[]): number => a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0

/** The text that several amendments give together, or the pairs of them that exclude each other. */
export type WhatIf = { readonly ok: true; readonly text: readonly ProvisionText[] } | { readonly ok: false; readonly pairs: readonly (readonly [string, string])[] }

export function whatIf(base: readonly ProvisionText[], chosen: readonly Amending[]): WhatIf {
  const pairs = meetings(chosen).map(({ pair }) => pair)
  if (pairs.length > 0) return { ok: false, pairs }
  const hunks = new Map(chosen.flatMap((amendment) => amendment.hunks.map((hunk) => [hunk.id, hunk])))
  return { ok: true, text: applyHunks(base, [...hunks.values()]) }
}
