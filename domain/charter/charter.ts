import type { ConditionName } from './conditions.ts'
import type { Party, Stage, StakeholderRole } from './roles.ts'

/** Everything a person may ask to do. A capability is `noun.verb`; nothing outside this list is ever granted. */
export const capabilities = [
  'workspace.read', 'charter.read', 'record.read',
  'member.read', 'member.invite', 'member.change', 'member.remove',
  'draft.read', 'draft.create', 'draft.advance',
  'clause.edit', 'clause.link',
  'version.name', 'version.restore',
  'comment.write', 'comment.edit', 'comment.resolve',
  'amendment.move', 'amendment.edit', 'amendment.support', 'amendment.settle',
  'proposal.open', 'proposal.close', 'ballot.cast',
] as const
export type Capability = (typeof capabilities)[number]

/** Who may use one capability, at which stages, and on what conditions (all must hold). */
export interface Grant {
  readonly stages: Readonly<Partial<Record<Party, readonly Stage[]>>>
  readonly conditions: readonly ConditionName[]
}

/** How a body decides. `concurrent` needs the majority in all and in each of `groups`. */
export const decisionRules = ['simpleMajority', 'twoThirds', 'concurrent'] as const
export type DecisionRule = (typeof decisionRules)[number]

/** The constitution of a workspace, as versioned data: which roles it has, what each may do when, how it decides. */
export interface Charter {
  readonly version: number
  readonly roles: readonly StakeholderRole[]
  readonly rights: Readonly<Record<Capability, Grant>>
  readonly decisions: { readonly rules: readonly DecisionRule[]; readonly concurrentRoles: readonly StakeholderRole[] }
}
