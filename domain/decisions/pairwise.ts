import type { Ranking } from './tally.ts'

/**
 * How many ballots prefer the alternative of a row to that of a column, both in the given order. A ranked alternative is preferred to
 * every one on a later rank and to every one not named; two on one rank, and two not named, are not preferred to each other.
 */
export function pairwiseOf(rankings: readonly Ranking[], alternatives: readonly string[]): number[][] {
  const matrix = alternatives.map(() => alternatives.map(() => 0))
  for (const { ranking, ballots } of rankings) {
    const rankOf = new Map(ranking.flatMap((rank, place) => rank.map((alternative) => [alternative, place] as const)))
    const places = alternatives.map((alternative) => rankOf.get(alternative) ?? ranking.length)
    places.forEach((place, row) => {
      places.forEach((other, column) => {
        const counts = matrix[row]
        if (counts && place < other) counts[column] = (counts[column] ?? 0) + ballots
      })
    })
  }
  return matrix
}
