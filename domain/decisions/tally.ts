import type { StakeholderRole } from '#domain/charter/roles.ts'
import { abstains, type BallotContent, canonicalBallot, maxScore } from './ballot.ts'
import type { Rules } from './method.ts'

/** A line of the roll: whom the elector counts for, and whether a ballot of theirs was cast. */
export interface RollLine { readonly role: StakeholderRole; readonly hasCast: boolean }
/** A cast ballot with the role it counts for; null where a secret ballot has no breakdown. */
export interface Paper { readonly role: StakeholderRole | null; readonly content: BallotContent }

export interface Turnout { electors: number; cast: number; abstention: number }
/** Under consent `for` are those who consent and `against` those who object. */
export interface TallyCount extends Turnout { for: number; against: number }
type Groups<T> = Partial<Record<StakeholderRole, T>>

export interface CountTally extends TallyCount { readonly kind: 'count'; readonly groups: Groups<TallyCount> }
/** How many ballots gave each alternative 0, 1, … 5, and the sum. Every ballot that does not abstain scores every alternative. */
export interface ScoreTally extends Turnout { readonly kind: 'score'; readonly groups: Groups<Turnout>; readonly scores: readonly { readonly alternative: string; readonly counts: readonly number[]; readonly sum: number }[] }
/** Equal rankings together, in a fixed order. */
export interface RankedTally extends Turnout { readonly kind: 'ranked'; readonly groups: Groups<Turnout>; readonly rankings: readonly Ranking[] }
export interface Ranking { readonly ranking: readonly (readonly string[])[]; readonly ballots: number }
export type Tally = CountTally | ScoreTally | RankedTally

/**
 * Counts the ballots of a proposal, in all and for each role on the roll. In: its method and alternatives, the roll, the ballots (valid
 * by `ballotFault`). Neither the order of the roll nor that of the ballots matters.
 */
export function tallyOf({ method, alternatives }: Pick<Rules, 'method' | 'alternatives'>, roll: readonly RollLine[], papers: readonly Paper[]): Tally {
  if (method.kind === 'majority' || method.kind === 'consent') return { kind: 'count', ...grouped(roll, papers, emptyCount, addChoice) }
  const turnout = grouped(roll, papers, emptyTurnout, addAbstention)
  const contents = papers.map(({ content }) => content)
  if (method.kind === 'score') return { kind: 'score', ...turnout, scores: alternatives.map(({ id }) => scoresOf(id, contents)) }
  return { kind: 'ranked', ...turnout, rankings: rankingsOf(contents) }
}

const emptyTurnout = (): Turnout => ({ electors: 0, cast: 0, abstention: 0 })
const emptyCount = (): TallyCount => ({ electors: 0, for: 0, against: 0, abstention: 0, cast: 0 })

function grouped<T extends Turnout>(roll: readonly RollLine[], papers: readonly Paper[], empty: () => T, add: (into: T, content: BallotContent) => void): T & { groups: Groups<T> } {
  const all = empty()
  const groups: Groups<T> = {}
  for (const { role, hasCast } of roll) {
    const group = groups[role] ?? empty()
    groups[role] = group
    for (const into of [all, group]) { into.electors += 1; into.cast += Number(hasCast) }
  }
  for (const { role, content } of papers) {
    add(all, content)
    const group = role && groups[role]
    if (group) add(group, content)
  }
  return { ...all, groups }
}

const addAbstention = (into: Turnout, content: BallotContent) => { if (abstains(content)) into.abstention += 1 }

function addChoice(into: TallyCount, content: BallotContent) {
  if (abstains(content)) into.abstention += 1
  else if ('choice' in content) into[content.choice] += 1
  else if ('position' in content) into[content.position === 'consent' ? 'for' : 'against'] += 1
}

function scoresOf(alternative: string, contents: readonly BallotContent[]) {
  const counts = Array<number>(maxScore + 1).fill(0)
  for (const content of contents) {
    const score = 'scores' in content ? content.scores[alternative] : undefined
    if (score !== undefined) counts[score] = (counts[score] ?? 0) + 1
  }
  return { alternative, counts, sum: counts.reduce((sum, ballots, score) => sum + ballots * score, 0) }
}

function rankingsOf(contents: readonly BallotContent[]): Ranking[] {
  const counted = new Map<string, { ranking: readonly (readonly string[])[]; ballots: number }>()
  for (const content of contents) {
    if (!('ranking' in content)) continue
    const key = canonicalBallot(content)
    const known = counted.get(key)
    if (known) known.ballots += 1
    else counted.set(key, { ranking: content.ranking.map((rank) => [...rank].sort()), ballots: 1 })
  }
  return [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counting]) => counting)
}
