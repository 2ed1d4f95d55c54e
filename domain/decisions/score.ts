import { maxScore } from './ballot.ts'
import { keepId } from './method.ts'
import type { ScoreTally } from './tally.ts'

/** Alternatives from the highest mean on; `tied`: those with the highest sum; `tieBrokenBy`: what decided among them. */
export interface ScoreDetail {
  readonly kind: 'score'
  readonly order: readonly { readonly alternative: string; readonly sum: number; readonly mean: number }[]
  readonly tied: readonly string[]
  readonly tieBrokenBy: { readonly kind: 'counts'; readonly score: number } | { readonly kind: 'keep' } | null
  readonly winner: string | null
}

/**
 * Score voting: the highest mean wins. Every ballot scores every alternative, so means are compared by their sums, without rounding.
 * Tie: more scores of 5 win, then of 4, and so on; still equal, keeping the text wins if it is among them; else nobody does.
 */
export function scoreResult({ scores, cast, abstention }: ScoreTally): ScoreDetail {
  const ballots = cast - abstention
  const order = [...scores].sort((a, b) => b.sum - a.sum).map(({ alternative, sum }) => ({ alternative, sum, mean: sum / ballots }))
  const best = Math.max(...scores.map(({ sum }) => sum))
  const tied = scores.filter(({ sum }) => sum === best)
  const end = (winner: string | null, tieBrokenBy: ScoreDetail['tieBrokenBy']): ScoreDetail => ({ kind: 'score', order, tied: tied.map(({ alternative }) => alternative), tieBrokenBy, winner })
  let left = tied
  for (let score = maxScore; score > 0 && left.length > 1; score -= 1) {
    const most = Math.max(...left.map(({ counts }) => counts[score] ?? 0))
    left = left.filter(({ counts }) => (counts[score] ?? 0) === most)
    if (left.length === 1) return end(left[0]?.alternative ?? null, { kind: 'counts', score })
  }
  if (left.length === 1) return end(left[0]?.alternative ?? null, null)
  return left.some(({ alternative }) => alternative === keepId) ? end(keepId, { kind: 'keep' }) : end(null, null)
}
