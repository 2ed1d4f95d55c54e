import type { StakeholderRole } from '#domain/charter/roles.ts'
import { abstains, type BallotContent, canonicalBallot, maxScore } from './ballot.ts'
import type { Rules } from './method.ts'

/** A line of the roll: whom the elector counts for, and whether a ballot of theirs was cast. */
export interface RollLine { readonly role: StakeholderRole; readonly hasCast: boolean }
/** A cast ballot with the role it counts for; null where a secret ballot has no breakdown. */
export interface Paper { readonly role: StakeholderRole | null; readonly content: BallotContent }

/** How many electors of a role there are, and how many of them have cast a ballot. */
export interface RollCount { readonly role: StakeholderRole; readonly electors: number; readonly cast: number }
/** So many ballots of a role that say the same. */
export interface PaperCount extends Paper { readonly ballots: number }

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
export const tallyOf = (rules: Pick<Rules, 'method' | 'alternatives'>, roll: readonly RollLine[], papers: readonly Paper[]): Tally =>
  tallyOfCounts(rules, roll.map(({ role, hasCast }) => ({ role, electors: 1, cast: Number(hasCast) })), papers.map((paper) => ({ ...paper, ballots: 1 })))

/** The same from ballots that were counted by what they say: however many were cast, it costs what differs among them. */
export function tallyOfCounts({ method, alternatives }: Pick<Rules, 'method' | 'alternatives'>, roll: readonly RollCount[], papers: readonly PaperCount[]): Tally {
  if (method.kind === 'majority' || method.kind === 'consent') return { kind: 'count', ...grouped(roll, papers, emptyCount, addChoice) }
  const turnout = grouped(roll, papers, emptyTurnout, addAbstention)
  if (method.kind === 'score') return { kind: 'score', ...turnout, scores: alternatives.map(({ id }) => scoresOf(id, papers)) }
  return { kind: 'ranked', ...turnout, rankings: rankingsOf(papers) }
}

const emptyTurnout = (): Turnout => ({ electors: 0, cast: 0, abstention: 0 })
const emptyCount = (): TallyCount => ({ electors: 0, for: 0, against: 0, abstention: 0, cast: 0 })

function grouped<T extends Turnout>(roll: readonly RollCount[], papers: readonly PaperCount[], empty: () => T, add: (into: T, paper: PaperCount) => void): T & { groups: Groups<T> } {
  const all = empty()
  const groups: Groups<T> = {}
  for (const { role, electors, cast } of roll) {
    const group = groups[role] ?? empty()
    groups[role] = group
    for (const into of [all, group]) { into.electors += electors; into.cast += cast }
  }
  for (const paper of papers) {
    add(all, paper)
    const group = paper.role && groups[paper.role]
    if (group) add(group, paper)
  }
  return { ...all, groups }
}

const addAbstention = (into: Turnout, { content, ballots }: PaperCount) => { if (abstains(content)) into.abstention += ballots }

function addChoice(into: TallyCount, { content, ballots }: PaperCount) {
  if (abstains(content)) into.abstention += ballots
  else if ('choice' in content) into[content.choice] += ballots
  else if ('position' in content) into[content.position === 'consent' ? 'for' : 'against'] += ballots
}

function scoresOf(alternative: string, papers: readonly PaperCount[]) {
  const counts = Array<number>(maxScore + 1).fill(0)
  for (const { content, ballots } of papers) {
    const score = 'scores' in content ? content.scores[alternative] : undefined
    if (score !== undefined) counts[score] = (counts[score] ?? 0) + ballots
  }
  return { alternative, counts, sum: counts.reduce((sum, ballots, score) => sum + ballots * score, 0) }
}

function rankingsOf(papers: readonly PaperCount[]): Ranking[] {
  const counted = new Map<string, { ranking: readonly (readonly string[])[]; ballots: number }>()
  for (const { content, ballots } of papers) {
    if (!('ranking' in content)) continue
    const key = canonicalBallot(content)
    const known = counted.get(key)
    if (known) known.ballots += ballots
    else counted.set(key, { ranking: content.ranking.map((rank) => [...rank].sort()), ballots })
  }
  return [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counting]) => counting)
}
