import type { ConditionName } from './conditions.ts'
import type { Party, Stage, StakeholderRole } from './roles.ts'

/** Everything a person may ask to do. A capability is `noun.verb`; nothing outside this list is ever granted. */
export const capabilities = [
  'workspace.read', 'charter.read', 'charter.change', 'record.read',
  'member.read', 'member.invite', 'member.change', 'member.remove',
  'draft.read', 'draft.create', 'draft.advance',
  'clause.edit', 'clause.link', 'clause.correct',
  'version.name', 'version.restore',
  'comment.write', 'comment.edit', 'comment.resolve',
  'amendment.move', 'amendment.edit', 'amendment.support', 'amendment.settle', 'amendment.withdraw',
  'proposal.open', 'proposal.extend', 'proposal.close', 'ballot.cast', 'objection.answer', 'objection.withdraw', 'objection.uphold',
] as const
export type Capability = (typeof capabilities)[number]

/** Who may use one capability, at which stages, and on what conditions (all must hold). */
export interface Grant {
  readonly stages: Readonly<Partial<Record<Party, readonly Stage[]>>>
  readonly conditions: readonly ConditionName[]
}

/**
 * The ways of deciding that a charter can allow. `qualifiedMajority`: any share other than two thirds. `concurrent`: a majority in roles
 * as well as in all, whatever the threshold in all. Charters of the time before consent, score and ranked votes name the first three.
 */
export const decisionRules = ['simpleMajority', 'twoThirds', 'concurrent', 'absoluteMajority', 'qualifiedMajority', 'consent', 'score', 'instantRunoff', 'schulze'] as const
export type DecisionRule = (typeof decisionRules)[number]

/** The constitution of a workspace, as versioned data: which roles it has, what each may do when, how it decides. */
export interface Charter {
  readonly version: number
  readonly roles: readonly StakeholderRole[]
  readonly rights: Readonly<Record<Capability, Grant>>
  readonly decisions: { readonly rules: readonly DecisionRule[]; readonly concurrentRoles: readonly StakeholderRole[] }
}
