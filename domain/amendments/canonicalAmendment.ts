import type { NodeKind } from '../text/kinds.ts'
import type { Place } from '../text/treeNode.ts'

/**
 * What a sealed amendment does to one clause. `before` and `after` are canonical words (null: the clause is not there), `blocks` the ids of
 * the blocks of `after`, to which comments and references hold; `place` is where it goes when it is put in or moved, otherwise null.
 */
export interface SealedClause {
  readonly id: string; readonly kind: NodeKind; readonly before: string | null; readonly after: string | null
  readonly blocks: readonly string[]; readonly place: Place | null
}
/** Exactly what a body decides on: every clause that an amendment touches, in reading order, those taken out where they stood. */
export interface SealedAmendment { readonly clauses: readonly SealedClause[] }

const format = 'parley-amendment/1'

/** The canonical form of a sealed amendment, keys in this fixed order: the text whose SHA-256 the ballot carries. */
export const canonicalAmendment = ({ clauses }: SealedAmendment): string => JSON.stringify({
  format, clauses: clauses.map(({ id, kind, before, after, blocks, place }) => ({ id, kind, before, after, blocks, place: place && { parent: place.parent, after: place.after } })),
})

/** Reads the canonical form back. Throws RangeError for another format. */
export function readCanonicalAmendment(canonical: string): SealedAmendment {
  const { format: said, clauses } = JSON.parse(canonical) as { format: string } & SealedAmendment
  if (said !== format) throw new RangeError(`Not a canonical amendment of this format: ${said}`)
  return { clauses }
}
