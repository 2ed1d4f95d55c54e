import type { ClauseAt, ClauseChange } from '#client/features/versions/shownClauses.ts'
import type { LabelAt } from '#client/features/versions/LawBlock.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import { referenceLabel } from '#domain/text/numbering.ts'

/** What a changed clause is called: by its number, or else its heading. */
export const changeName = ({ labelTo, labelFrom, headingTo }: ClauseChange): string => labelTo ?? labelFrom ?? headingTo ?? ''

/** A changed clause as the parts that draw law take it: all its words are in the change. */
export const clauseOf = ({ id, kind, labelTo, headingTo }: ClauseChange): ClauseAt => ({ id, kind, parent: null, depth: 0, number: null, label: labelTo, heading: headingTo, content: { blocks: [] } })

/** Names of provisions by the numbers of the draft. */
export function labelsOfDraft(draft: DraftView): LabelAt {
  const provisions = {
    numbers: new Map(draft.clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
    kinds: new Map(draft.clauses.map(({ id, kind }) => [id, kind])), contents: new Map(),
  }
  return (reference) => referenceLabel(provisions, reference, draft.language)
}

/** One side of a change: the words before it, with what goes, or those after it, with what comes. Null where the clause is not there. */
export function sideOf(change: ClauseChange, side: 'before' | 'after'): ClauseChange | null {
  const [own, other] = side === 'before' ? (['removed', 'added'] as const) : (['added', 'removed'] as const)
  if (change.change === other) return null
  const blocks = change.blocks.filter((block) => block.change !== other).map((block) => {
    const pieces = block.pieces.filter(({ kind }) => kind !== other)
    // Where this side has lost nothing, or gained nothing, its words are shown as they are.
    const isOfWords = block.pieces.some(({ kind }) => kind !== 'same')
    if (isOfWords && pieces.every(({ kind }) => kind !== own)) return { ...block, change: 'same' as const, pieces }
    return { ...block, change: block.change === own ? 'changed' as const : block.change, pieces }
  })
  return { ...change, blocks }
}
