import type { ProvisionText } from '../text/draftText.ts'
import { applyHunks } from './applyHunks.ts'
import { type Hunk, hunksOf } from './hunks.ts'
import { type Rebased, rebase } from './threeWay.ts'

/** An amendment on the text of now: what it changes there, and those of its own pieces that the text has left behind. */
export interface Placed { readonly hunks: readonly Hunk[]; readonly outdated: readonly Hunk[] }

/**
 * Places an amendment on the text of now, so that amendments made from different states of a draft can be compared. In: the text it was
 * made from, its own text, the text of now. Out: its pieces that nobody has touched, computed anew on the text of now (what reads so already
 * changes nothing there), and those that are out of date, with whatever cannot stand without one of them.
 */
export function placedOn(main: readonly ProvisionText[], base: readonly ProvisionText[], branch: readonly ProvisionText[]): Placed {
  const rebased = rebase(base, main, hunksOf(base, branch))
  const byId = new Map(rebased.map((piece) => [piece.hunk.id, piece]))
  const isOutdated = ({ stand, needs }: Rebased): boolean => {
    const needed = needs === null ? undefined : byId.get(needs)
    return stand === 'conflict' || (needed !== undefined && isOutdated(needed))
  }
  const clean = rebased.flatMap((piece) => piece.stand === 'clean' && piece.on && !isOutdated(piece) ? [piece.on] : [])
  return { hunks: clean.length === 0 ? [] : hunksOf(main, applyHunks(main, clean)), outdated: rebased.filter(isOutdated).map(({ hunk }) => hunk) }
}
