import { type ClauseContent, type CrossReference, isReference } from './clauseContent.ts'

/** A block whose words refer to something. */
export interface Referrer { readonly clauseId: string; readonly blockId: string; readonly reference: CrossReference }

/** Every cross-reference of a draft but the calls of notes, in the order of the provisions given. */
export const referrersIn = (contents: Iterable<readonly [string, ClauseContent]>): Referrer[] =>
  [...contents].flatMap(([clauseId, { blocks }]) => blocks.flatMap(({ id, inlines }) => inlines.flatMap((inline) =>
    isReference(inline) && inline.crossReference.form !== 'note' ? [{ clauseId, blockId: id, reference: inline.crossReference }] : [])))

/** Which blocks of other provisions refer to each provision or to a part of it; each block once, in reading order. */
export function referredToBy(contents: Iterable<readonly [string, ClauseContent]>): ReadonlyMap<string, readonly Referrer[]> {
  const found = new Map<string, Referrer[]>()
  for (const referrer of referrersIn(contents)) {
    const { clauseId, blockId, reference: { target } } = referrer
    if (clauseId === target) continue
    const known = found.get(target) ?? []
    if (!known.some((other) => other.clauseId === clauseId && other.blockId === blockId)) found.set(target, [...known, referrer])
  }
  return found
}
