import type { DecisionRule } from '#domain/charter/charter.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'

export const choices = ['for', 'against', 'abstention'] as const
export type Choice = (typeof choices)[number]

export interface TallyCount { electors: number; for: number; against: number; abstention: number; cast: number }
export interface Tally extends TallyCount { groups: Partial<Record<StakeholderRole, TallyCount>> }

/** One line of the roll with the ballot that counts, if one was cast. */
export interface RollLine { readonly role: StakeholderRole; readonly choice: Choice | null }

const empty = (): TallyCount => ({ electors: 0, for: 0, against: 0, abstention: 0, cast: 0 })

const count = (into: TallyCount, choice: Choice | null) => {
  into.electors += 1
  if (!choice) return
  into[choice] += 1
  into.cast += 1
}

/** Counts a roll, in all and for each role on it. The order of the roll does not matter. */
export function tallyOf(roll: readonly RollLine[]): Tally {
  const tally: Tally = { ...empty(), groups: {} }
  for (const { role, choice } of roll) {
    count(tally, choice)
    const group = tally.groups[role] ?? empty()
    tally.groups[role] = group
    count(group, choice)
  }
  return tally
}

export const outcomes = ['adopted', 'rejected', 'invalid'] as const
export type Outcome = (typeof outcomes)[number]
export const grounds = ['majority', 'noMajority', 'noTwoThirds', 'groupWithoutMajority', 'noQuorum', 'noBallots'] as const
export type Ground = (typeof grounds)[number]

export interface Result {
  readonly outcome: Outcome
  readonly because: Ground
  readonly tally: Tally
  readonly groupsWithoutMajority: readonly StakeholderRole[]
}

export interface Rule { readonly rule: DecisionRule; readonly quorum: number; readonly concurrentRoles: readonly StakeholderRole[] }

/**
 * What follows from a tally. In: counts; the rule, the quorum (electors who must take part, abstentions included), and the
 * roles that must each agree under `concurrent` (those with nobody on the roll are passed over). Out: the outcome and its ground.
 * Majority: more for than against. Two thirds: for ≥ 2/3 of for + against. Abstentions count for the quorum only
 * (`glossary.md`: threshold, abstention). A vote without a single for or against decides nothing: `invalid`.
 */
export function resultOf(tally: Tally, { rule, quorum, concurrentRoles }: Rule): Result {
  const end = (outcome: Outcome, because: Ground, groups: StakeholderRole[] = []): Result => ({ outcome, because, tally, groupsWithoutMajority: groups })
  if (tally.cast < quorum) return end('invalid', 'noQuorum')
  if (tally.for + tally.against === 0) return end('invalid', 'noBallots')
  if (rule === 'twoThirds' && tally.for * 3 < (tally.for + tally.against) * 2) return end('rejected', 'noTwoThirds')
  if (tally.for <= tally.against) return end('rejected', 'noMajority')
  const without = rule === 'concurrent' ? concurrentRoles.filter((role) => !hasMajority(tally.groups[role])) : []
  if (without.length > 0) return end('rejected', 'groupWithoutMajority', without)
  return end('adopted', 'majority')
}

const hasMajority = (group: TallyCount | undefined) => group === undefined || group.for > group.against
