import { keepId } from './method.ts'
import { pairwiseOf } from './pairwise.ts'
import type { Ranking } from './tally.ts'

/** One round: what each remaining alternative had, ballots that rank none of them, who went out, and with whom they were tied for it. */
export interface RunoffRound {
  readonly votes: readonly { readonly alternative: string; readonly ballots: number }[]
  readonly exhausted: number
  readonly eliminated: string | null
  readonly tied: readonly string[]
  readonly tieBrokenBy: 'earlierRound' | 'pairwise' | 'order' | null
}
export interface InstantRunoffDetail { readonly kind: 'instantRunoff'; readonly rounds: readonly RunoffRound[]; readonly winner: string | null }

type Votes = ReadonlyMap<string, number>

/**
 * Instant runoff (Robert's Rules of Order, 12th ed. 2020, §45:62–69, “preferential voting”): each ballot counts for the first of its
 * preferences that is still in; an alternative with more than half of the ballots that count wins; else the one with the fewest goes out.
 * A ballot that ranks nobody who is in is exhausted and counts no further. Tie for going out: the one that had fewer in the latest
 * earlier round in which they differed; then the one preferred by fewer over the others that are in, pair by pair; then the one that
 * stands later on the paper, keeping the text never before another. Two left with as many each, and as many in every round before:
 * keeping the text wins if it is one of them, else nobody does.
 */
export function instantRunoff(rankings: readonly Ranking[], alternatives: readonly string[]): InstantRunoffDetail {
  const rounds: RunoffRound[] = []
  const earlier: Votes[] = []
  let left = [...alternatives]
  for (;;) {
    const votes = firstPreferences(rankings, left)
    const counting = [...votes.values()].reduce((sum, ballots) => sum + ballots, 0)
    const round = {
      votes: left.map((alternative) => ({ alternative, ballots: votes.get(alternative) ?? 0 })),
      exhausted: rankings.reduce((sum, { ballots }) => sum + ballots, 0) - counting,
    }
    const leader = left.find((alternative) => (votes.get(alternative) ?? 0) * 2 > counting)
    const end = (winner: string | null, tied: readonly string[] = []): InstantRunoffDetail =>
      ({ kind: 'instantRunoff', rounds: [...rounds, { ...round, eliminated: null, tied, tieBrokenBy: null }], winner })
    if (leader !== undefined) return end(leader)
    const { out, tied, tieBrokenBy } = whoGoes(rankings, left, votes, earlier)
    if (left.length === 2 && tieBrokenBy !== null && tieBrokenBy !== 'earlierRound') return end(left.includes(keepId) ? keepId : null, left)
    rounds.push({ ...round, eliminated: out, tied, tieBrokenBy })
    earlier.push(votes)
    left = left.filter((alternative) => alternative !== out)
    if (left.length === 1) return { kind: 'instantRunoff', rounds, winner: left[0] ?? null }
  }
}

function firstPreferences(rankings: readonly Ranking[], left: readonly string[]): Votes {
  const votes = new Map(left.map((alternative) => [alternative, 0]))
  for (const { ranking, ballots } of rankings) {
    const first = ranking.flat().find((alternative) => votes.has(alternative))
    if (first !== undefined) votes.set(first, (votes.get(first) ?? 0) + ballots)
  }
  return votes
}

const fewest = (among: readonly string[], of: (alternative: string) => number) => {
  const least = Math.min(...among.map(of))
  return among.filter((alternative) => of(alternative) === least)
}

function whoGoes(rankings: readonly Ranking[], left: readonly string[], votes: Votes, earlier: readonly Votes[]) {
  const tied = fewest(left, (alternative) => votes.get(alternative) ?? 0)
  const [only] = tied
  if (only === undefined) throw new Error('somebody has the fewest')
  if (tied.length === 1) return { out: only, tied: [], tieBrokenBy: null }
  let among = tied
  for (const round of [...earlier].reverse()) among = fewest(among, (alternative) => round.get(alternative) ?? 0)
  if (among.length === 1) return { out: among[0] ?? only, tied, tieBrokenBy: 'earlierRound' as const }
  const preferring = pairwiseOf(rankings, left)
  among = fewest(among, (alternative) => (preferring[left.indexOf(alternative)] ?? []).reduce((sum, ballots) => sum + ballots, 0))
  if (among.length === 1) return { out: among[0] ?? only, tied, tieBrokenBy: 'pairwise' as const }
  return { out: among.filter((alternative) => alternative !== keepId).at(-1) ?? only, tied, tieBrokenBy: 'order' as const }
}
