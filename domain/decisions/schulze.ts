import { keepId } from './method.ts'
import { pairwiseOf } from './pairwise.ts'
import type { Ranking } from './tally.ts'

/** Rows and columns in the order of `alternatives`. `winners`: those whom nobody beats by a stronger path; `winner`: the one of them that the tie rule leaves. */
export interface SchulzeDetail {
  readonly kind: 'schulze'
  readonly alternatives: readonly string[]
  readonly pairwise: readonly (readonly number[])[]
  readonly strengths: readonly (readonly number[])[]
  readonly winners: readonly string[]
  readonly winner: string | null
}

/**
 * The Schulze method (M. Schulze, “A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 * election method”, Social Choice and Welfare 36, 2011): a path is as strong as its weakest link, a link as strong as the ballots that
 * prefer its winner (winning votes; only where more prefer it than the other way). An alternative wins if its strongest path to each
 * other is at least as strong as the one back. Several winners: keeping the text wins if it is among them; else nobody does.
 */
export function schulze(rankings: readonly Ranking[], alternatives: readonly string[]): SchulzeDetail {
  const pairwise = pairwiseOf(rankings, alternatives)
  const strengths = strongestPaths(pairwise)
  const winners = alternatives.filter((_, row) => alternatives.every((_other, column) => at(strengths, row, column) >= at(strengths, column, row)))
  const winner = winners.length === 1 ? winners[0] ?? null : winners.includes(keepId) ? keepId : null
  return { kind: 'schulze', alternatives, pairwise, strengths, winners, winner }
}

const at = (matrix: readonly (readonly number[])[], row: number, column: number) => matrix[row]?.[column] ?? 0

// Floyd and Warshall's order of going through, with minimum and maximum in place of sum and minimum.
function strongestPaths(pairwise: readonly (readonly number[])[]): number[][] {
  const all = pairwise.map((_, index) => index)
  const strengths = all.map((row) => all.map((column) => (at(pairwise, row, column) > at(pairwise, column, row) ? at(pairwise, row, column) : 0)))
  for (const by of all) for (const row of all) for (const column of all) {
    if (row === column || row === by || column === by) continue
    const counts = strengths[row]
    if (counts) counts[column] = Math.max(at(strengths, row, column), Math.min(at(strengths, row, by), at(strengths, by, column)))
  }
  return strengths
}
