import type { ProvisionText } from '../text/draftText.ts'
import { applyHunks } from './applyHunks.ts'
import { type Hunk, hunksOf } from './hunks.ts'
import { groupedBy } from './rows.ts'
import { rebase } from './threeWay.ts'

/** What an amendment changes in the text it was made from, and as much of that text as it takes to place it on another: the words of what it does not touch are left out. */
export interface Changes { readonly base: readonly ProvisionText[]; readonly hunks: readonly Hunk[] }
/** An amendment on the text of now: what it changes there, and those of its own pieces that the text has left behind. */
export interface Placed { readonly hunks: readonly Hunk[]; readonly outdated: readonly Hunk[] }

/** In: the text that an amendment was made from, and its own text. */
export function changesOf(base: readonly ProvisionText[], branch: readonly ProvisionText[]): Changes {
  const hunks = hunksOf(base, branch)
  const touched = new Set(hunks.map(({ clauseId }) => clauseId))
  return { hunks, base: base.map((node) => touched.has(node.id) ? node : { ...node, text: '', content: { blocks: [] } }) }
}

/**
 * Places an amendment on the text of now, so that amendments made from different states of a draft can be compared. Out: its pieces that
 * nobody has touched, computed anew on the text of now (what reads so already changes nothing there), and those that are out of date.
 */
export function placedOn(main: readonly ProvisionText[], { base, hunks }: Changes): Placed {
  const rebased = rebase(base, main, hunks)
  const clean = rebased.flatMap(({ stand, on }) => stand === 'clean' && on ? [on] : [])
  return { hunks: anew(main, clean), outdated: rebased.flatMap(({ stand, hunk }) => stand === 'conflict' ? [hunk] : []) }
}

function anew(main: readonly ProvisionText[], hunks: readonly Hunk[]): Hunk[] {
  if (hunks.some((hunk) => !('blockId' in hunk))) return hunksOf(main, applyHunks(main, hunks))
  // Pieces within clauses have to do with nothing outside them, and a long law has hundreds.
  const ofClauses = groupedBy(hunks, ({ clauseId }) => clauseId)
  return main.flatMap((node) => {
    const alone = [{ ...node, parent: null }]
    const own = ofClauses.get(node.id)
    return own ? hunksOf(alone, applyHunks(alone, own)) : []
  })
}
