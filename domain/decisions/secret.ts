import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { Rules } from './method.ts'
import { quorumLines, type Result, resultOf } from './result.ts'
import { electorsIn, type RollSizes } from './roll.ts'
import { type Paper, type RollLine, tallyOf } from './tally.ts'

/** Fewer ballots than this in one count would tell who voted how. */
export const fewestForSecrecy = 5

export type SecrecyFault = 'consentIsOpen' | 'reasonIsOpen' | 'turnoutIsHidden' | 'rollTooSmall' | 'roleTooSmall'

interface Terms extends Rules { readonly reason: string; readonly earlyClose: string }

/**
 * Why this cannot be a secret ballot, or null. An objection must be answered to somebody, a reason gives its author away, closing when
 * all have voted tells who has; and a roll, or a role that is counted apart, must have five electors.
 */
export function secrecyFault({ method, quorum, reason, earlyClose }: Terms, sizes: RollSizes): SecrecyFault | null {
  if (method.kind === 'consent') return 'consentIsOpen'
  if (reason !== 'optional') return 'reasonIsOpen'
  if (earlyClose === 'allCast') return 'turnoutIsHidden'
  if (electorsIn(sizes) < fewestForSecrecy) return 'rollTooSmall'
  const apart = [...(method.kind === 'majority' ? method.concurrent?.roles ?? [] : []), ...Object.keys(quorum.roles) as StakeholderRole[]]
  const tooSmall = apart.some((role) => (sizes[role] ?? 0) < fewestForSecrecy)
  return tooSmall || (apart.length > 0 && !countsByRole(sizes)) ? 'roleTooSmall' : null
}

/** Whether the ballots of a secret vote are counted by role: only where no role on the roll is small, since a small one follows from the others. */
export const countsByRole = (sizes: RollSizes): boolean => Object.values(sizes).every((electors) => electors >= fewestForSecrecy)

const castIn = (roll: readonly RollLine[], own: StakeholderRole) => roll.filter(({ role, hasCast }) => role === own && hasCast).length

/** Whether so few voted, in all or in a role that must be counted apart, that the ballots are destroyed uncounted. */
export function tooFewCast(roll: readonly RollLine[], { method }: Rules): boolean {
  const apart = method.kind === 'majority' ? method.concurrent?.roles ?? [] : []
  return roll.filter(({ hasCast }) => hasCast).length < fewestForSecrecy || apart.some((role) => castIn(roll, role) < fewestForSecrecy)
}

/** The ballots as they are published: without their roles where in some role so few voted that the count would tell how. */
export function publishedPapers(roll: readonly RollLine[], papers: readonly Paper[]): Paper[] {
  const small = [...new Set(roll.map(({ role }) => role))].some((role) => castIn(roll, role) > 0 && castIn(roll, role) < fewestForSecrecy)
  return papers.map(({ role, content }) => ({ role: small ? null : role, content }))
}

/** The result of a secret ballot from what is published of it. Without counts by role where the ballots name none. */
export function secretResult(roll: readonly RollLine[], papers: readonly Paper[], rules: Rules): Result {
  const tally = tallyOf(rules, roll, papers)
  if (tooFewCast(roll, rules)) {
    const turnout = { kind: 'count' as const, electors: tally.electors, cast: tally.cast, for: 0, against: 0, abstention: 0, groups: {} }
    return { outcome: 'invalid', because: 'tooFewForSecrecy', tally: turnout, groupsWithoutMajority: [], quorum: quorumLines(turnout, { all: rules.quorum.all, roles: {} }), winner: null, detail: null }
  }
  const result = resultOf(tally, rules)
  return papers.some(({ role }) => role === null) ? { ...result, tally: { ...result.tally, groups: {} } } : result
}
