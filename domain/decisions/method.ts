import type { DecisionRule } from '#domain/charter/charter.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'

/** Simple: more for than against. Absolute: for more than half of the electors. Qualified: for at least this share of for + against. */
export type Threshold =
  | { readonly kind: 'simple' }
  | { readonly kind: 'absolute' }
  | { readonly kind: 'qualified'; readonly numerator: number; readonly denominator: number }

/** More for than against within at least so many of these roles, besides the threshold in all. */
export interface Concurrent { readonly roles: readonly StakeholderRole[]; readonly atLeast: number }

/** How a proposal is decided. What each method does with its ballots, and with a tie, stands in the file of the method. */
export type Method =
  | { readonly kind: 'majority'; readonly threshold: Threshold; readonly concurrent: Concurrent | null }
  | { readonly kind: 'consent' }
  | { readonly kind: 'score' }
  | { readonly kind: 'ranked'; readonly count: 'instantRunoff' | 'schulze' }

/** Who must take part, abstentions included: a number of electors, or a share of them in percent (rounded up). */
export type Minimum = { readonly kind: 'number'; readonly electors: number } | { readonly kind: 'share'; readonly percent: number }

/** Participation that a valid result needs. The base of `all` is the electors, that of a role the electors of the role. */
export interface Quorum { readonly all: Minimum | null; readonly roles: Readonly<Partial<Record<StakeholderRole, Minimum>>> }

/** One of the things to choose among. `words`: what it would write, if it writes anything; of a sealed amendment its canonical words. */
export interface Alternative { readonly id: string; readonly label: string; readonly words: string | null; readonly amendmentId?: string | null }
/** How many sealed amendments can stand on one paper, besides keeping the text. */
export const amendmentsAmong = { fewest: 2, most: 20 } as const
/** The alternative that stands for a sealed amendment on the paper, by the number of the amendment; and the number back. */
export const amendmentAlternative = (number: number): string => `amendment-${number}`
export const amendmentNumber = ({ id, amendmentId }: Pick<Alternative, 'id' | 'amendmentId'>): number | null => (amendmentId ? Number(id.slice('amendment-'.length)) : null)

/** The alternative that is always there: the text, or the state of things, stays as it is. Its name is given by the page. */
export const keepId = 'keep'

export interface Rules { readonly method: Method; readonly quorum: Quorum; readonly alternatives: readonly Alternative[] }

export const simpleMajority: Method = { kind: 'majority', threshold: { kind: 'simple' }, concurrent: null }
export const noQuorum: Quorum = { all: null, roles: {} }

/** Methods that choose among alternatives; the others answer one question. */
export const choosesAmong = ({ kind }: Method): boolean => kind === 'score' || kind === 'ranked'

/** The rules that a charter must know for a proposal to be decided by this method. */
export function rulesAsked(method: Method): DecisionRule[] {
  if (method.kind === 'ranked') return [method.count]
  if (method.kind !== 'majority') return [method.kind]
  return [ruleOfThreshold(method.threshold), ...(method.concurrent ? ['concurrent' as const] : [])]
}

const ruleOfThreshold = (threshold: Threshold): DecisionRule => {
  if (threshold.kind === 'simple') return 'simpleMajority'
  if (threshold.kind === 'absolute') return 'absoluteMajority'
  return threshold.numerator * 3 === threshold.denominator * 2 ? 'twoThirds' : 'qualifiedMajority'
}

export type RulesFault = 'alternatives' | 'threshold' | 'concurrentRoles' | 'quorum'

/**
 * What is wrong with the rules for this roll, or null. Alternatives are asked for exactly where a method chooses among them, two at
 * least, with different ids, the one that keeps the text among them; a qualified majority is more than half and at most all; every
 * role that must agree has an elector; a quorum can be reached.
 */
export function rulesFault({ method, quorum, alternatives }: Rules, roll: readonly { readonly role: StakeholderRole }[]): RulesFault | null {
  const electorsOf = (role: string) => roll.filter((line) => line.role === role).length
  const ids = new Set(alternatives.map(({ id }) => id))
  if (choosesAmong(method) ? ids.size < 2 || ids.size !== alternatives.length || !ids.has(keepId) : ids.size > 0) return 'alternatives'
  if (method.kind === 'majority') {
    const { threshold, concurrent } = method
    if (threshold.kind === 'qualified' && (threshold.numerator * 2 <= threshold.denominator || threshold.numerator > threshold.denominator)) return 'threshold'
    if (concurrent && (new Set(concurrent.roles).size !== concurrent.roles.length || concurrent.atLeast < 1 || concurrent.atLeast > concurrent.roles.length
      || concurrent.roles.some((role) => electorsOf(role) === 0))) return 'concurrentRoles'
  }
  if (quorum.all && neededOf(quorum.all, roll.length) > roll.length) return 'quorum'
  return Object.entries(quorum.roles).some(([role, minimum]) => electorsOf(role) === 0 || neededOf(minimum, electorsOf(role)) > electorsOf(role)) ? 'quorum' : null
}

/** How many of so many electors a minimum asks for; a share is rounded up. */
export const neededOf = (minimum: Minimum, electors: number): number =>
  (minimum.kind === 'number' ? minimum.electors : Math.ceil((minimum.percent * electors) / 100))
