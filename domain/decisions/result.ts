import type { StakeholderRole } from '#domain/charter/roles.ts'
import { keepId, neededOf, type Minimum, type Quorum, type Rules } from './method.ts'
import { type ConsentDetail, consentResult, type ObjectionState } from './consent.ts'
import { type InstantRunoffDetail, instantRunoff } from './instantRunoff.ts'
import { type MajorityDetail, majorityResult } from './majority.ts'
import { type SchulzeDetail, schulze } from './schulze.ts'
import { type ScoreDetail, scoreResult } from './score.ts'
import type { Tally, Turnout } from './tally.ts'

export const outcomes = ['adopted', 'rejected', 'invalid'] as const
export type Outcome = (typeof outcomes)[number]
export const grounds = [
  'majority', 'noMajority', 'noAbsoluteMajority', 'noQualifiedMajority', 'groupWithoutMajority', 'noObjection', 'objectionsAnswered', 'objectionStands',
  'preferred', 'keepPreferred', 'tie', 'noQuorum', 'noBallots', 'tooFewForSecrecy',
] as const
export type Ground = (typeof grounds)[number]

/** One quorum as it was applied: how many of these electors were needed, and how many took part. `role` null: in all. */
export interface QuorumLine { readonly role: StakeholderRole | null; readonly needed: number; readonly cast: number; readonly electors: number; readonly reached: boolean }
export type Detail = MajorityDetail | ConsentDetail | ScoreDetail | InstantRunoffDetail | SchulzeDetail

/** Tally with the rules applied: what follows, why, and every number in between. `winner`: the alternative that was preferred, or null. */
export interface Result {
  readonly outcome: Outcome
  readonly because: Ground
  readonly tally: Tally
  readonly groupsWithoutMajority: readonly StakeholderRole[]
  readonly quorum: readonly QuorumLine[]
  readonly winner: string | null
  readonly detail: Detail | null
}

/** What a method makes of a tally that is valid. */
export interface Verdict { readonly outcome: Outcome; readonly because: Ground; readonly winner?: string | null; readonly groupsWithoutMajority?: readonly StakeholderRole[]; readonly detail: Detail }

/**
 * What follows from a tally. In: a tally by `tallyOf`, the rules of the proposal, the state of each objection of a consent round.
 * A missed quorum, in all or in one role, makes it `invalid`; so does a vote in which nobody did more than abstain. Under score and
 * ranked the preferred alternative is adopted; keeping the text, or a tie that the method's own rule does not break, rejects: the text stays.
 */
export function resultOf(tally: Tally, rules: Rules, objections: readonly ObjectionState[] = []): Result {
  const quorum = quorumLines(tally, rules.quorum)
  const end = ({ outcome, because, winner = null, groupsWithoutMajority = [], detail }: Omit<Verdict, 'detail'> & { detail: Detail | null }): Result =>
    ({ outcome, because, tally, groupsWithoutMajority, quorum, winner, detail })
  if (quorum.some(({ reached }) => !reached)) return end({ outcome: 'invalid', because: 'noQuorum', detail: null })
  if (tally.cast === tally.abstention) return end({ outcome: 'invalid', because: 'noBallots', detail: null })
  return end(verdictOf(tally, rules, objections))
}

/** Each quorum as it applies to a tally. */
export function quorumLines(tally: Tally, { all, roles }: Quorum): QuorumLine[] {
  const line = (role: StakeholderRole | null, minimum: Minimum, { cast, electors }: Pick<Turnout, 'cast' | 'electors'>): QuorumLine => {
    const needed = neededOf(minimum, electors)
    return { role, needed, cast, electors, reached: cast >= needed }
  }
  const none = { cast: 0, electors: 0 }
  return [...(all ? [line(null, all, tally)] : []), ...(Object.keys(roles) as StakeholderRole[]).sort().flatMap((role) => { const minimum = roles[role]; return minimum ? [line(role, minimum, tally.groups[role] ?? none)] : [] })]
}

function verdictOf(tally: Tally, { method, alternatives }: Rules, objections: readonly ObjectionState[]): Verdict {
  const ids = alternatives.map(({ id }) => id)
  if (tally.kind === 'count' && method.kind === 'majority') return majorityResult(tally, method)
  if (tally.kind === 'count' && method.kind === 'consent') return consentResult(objections)
  if (tally.kind === 'score' && method.kind === 'score') return preferred(scoreResult(tally))
  if (tally.kind === 'ranked' && method.kind === 'ranked') return preferred(method.count === 'schulze' ? schulze(tally.rankings, ids) : instantRunoff(tally.rankings, ids))
  throw new Error(`a tally of another method: ${tally.kind} for ${method.kind}`)
}

function preferred(detail: ScoreDetail | InstantRunoffDetail | SchulzeDetail): Verdict {
  const { winner } = detail
  if (winner === null) return { outcome: 'rejected', because: 'tie', detail }
  return winner === keepId ? { outcome: 'rejected', because: 'keepPreferred', winner, detail } : { outcome: 'adopted', because: 'preferred', winner, detail }
}
