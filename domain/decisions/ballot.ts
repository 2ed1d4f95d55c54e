import { type Alternative, choosesAmong, type Method } from './method.ts'

export const choices = ['for', 'against', 'abstention'] as const
export type Choice = (typeof choices)[number]
export const positions = ['consent', 'objection', 'abstention'] as const
export type Position = (typeof positions)[number]
export const maxScore = 5

/**
 * What a ballot says, by method. Majority: `choice`. Consent: `position`. Score: every alternative from 0 to 5. Ranked: ranks from the
 * most preferred on, each a list of alternatives that are equal; those not named come last, equal to each other.
 * Under every method a ballot may abstain: it takes part and prefers nothing.
 */
export type BallotContent =
  | { readonly choice: Choice }
  | { readonly position: Position }
  | { readonly scores: Readonly<Record<string, number>> }
  | { readonly ranking: readonly (readonly string[])[] }

export const abstains = (content: BallotContent): boolean =>
  ('choice' in content && content.choice === 'abstention') || ('position' in content && content.position === 'abstention')

export const objects = (content: BallotContent): boolean => 'position' in content && content.position === 'objection'

export type BallotFault = 'otherMethod' | 'unknownAlternative' | 'missingScore' | 'score' | 'emptyRank' | 'twice' | 'equalRanks'

/**
 * What is wrong with a ballot for this method and these alternatives, or null. Refused: the content of another method, alternatives of
 * another proposal, a score that is missing or not a whole number from 0 to 5, an empty ranking or rank, an alternative ranked twice,
 * and equal ranks where the count is an instant runoff, which passes a ballot to one alternative at a time.
 */
export function ballotFault(content: BallotContent, method: Method, alternatives: readonly Alternative[]): BallotFault | null {
  if ('choice' in content) return method.kind === 'majority' || (choosesAmong(method) && content.choice === 'abstention') ? null : 'otherMethod'
  if ('position' in content) return method.kind === 'consent' ? null : 'otherMethod'
  const known = new Set(alternatives.map(({ id }) => id))
  if ('scores' in content) return method.kind === 'score' ? scoresFault(content.scores, known) : 'otherMethod'
  return method.kind === 'ranked' ? rankingFault(content.ranking, known, method.count) : 'otherMethod'
}

function scoresFault(scores: Readonly<Record<string, number>>, known: ReadonlySet<string>): BallotFault | null {
  if (Object.keys(scores).some((id) => !known.has(id))) return 'unknownAlternative'
  if ([...known].some((id) => !Object.hasOwn(scores, id))) return 'missingScore'
  return Object.values(scores).every((value) => Number.isInteger(value) && value >= 0 && value <= maxScore) ? null : 'score'
}

function rankingFault(ranking: readonly (readonly string[])[], known: ReadonlySet<string>, count: 'instantRunoff' | 'schulze'): BallotFault | null {
  const named = ranking.flat()
  if (ranking.length === 0 || ranking.some((rank) => rank.length === 0)) return 'emptyRank'
  if (named.some((id) => !known.has(id))) return 'unknownAlternative'
  if (new Set(named).size !== named.length) return 'twice'
  return count === 'instantRunoff' && ranking.some((rank) => rank.length > 1) ? 'equalRanks' : null
}

const byName = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** A ballot in one form whatever order it was written in: equal ballots are equal texts. Choices are their own name, as they always were. */
export function canonicalBallot(content: BallotContent): string {
  if ('choice' in content) return content.choice
  if ('position' in content) return content.position
  if ('scores' in content) return JSON.stringify({ scores: Object.entries(content.scores).sort(([a], [b]) => byName(a, b)) })
  return JSON.stringify({ ranking: content.ranking.map((rank) => [...rank].sort(byName)) })
}
