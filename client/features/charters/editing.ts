import { type Capability, type Charter, type DecisionRule, decisionRules } from '#domain/charter/charter.ts'
import { type Party, type Stage, type StakeholderRole, stakeholderRoles, stages } from '#domain/charter/roles.ts'

/** The charter that would follow this one, saying the same: where a change begins. */
export const following = (charter: Charter): Charter => ({
  ...charter, version: charter.version + 1,
  decisions: { rules: decisionRules.filter((rule) => charter.decisions.rules.includes(rule)), concurrentRoles: stakeholderRoles.filter((role) => charter.decisions.concurrentRoles.includes(role)) },
})

/** A charter with the stages at which a party has a right; at none, it has none. */
export function withStages(charter: Charter, capability: Capability, party: Party, at: readonly string[]): Charter {
  const { [party]: _before, ...others } = charter.rights[capability].stages
  const granted: readonly Stage[] = stages.filter((stage) => at.includes(stage))
  return { ...charter, rights: { ...charter.rights, [capability]: { ...charter.rights[capability], stages: granted.length > 0 ? { ...others, [party]: granted } : others } } }
}

export const withRules = (charter: Charter, rules: readonly string[]): Charter =>
  ({ ...charter, decisions: { ...charter.decisions, rules: decisionRules.filter((rule: DecisionRule) => rules.includes(rule)) } })

export const withConcurrent = (charter: Charter, roles: readonly string[]): Charter =>
  ({ ...charter, decisions: { ...charter.decisions, concurrentRoles: stakeholderRoles.filter((role: StakeholderRole) => roles.includes(role)) } })
