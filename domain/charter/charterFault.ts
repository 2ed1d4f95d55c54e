import { type Capability, type Charter, capabilities, decisionRules } from './charter.ts'
import { charterChanges, countChanges } from './charterChanges.ts'
import { parties, stakeholderRoles, stages } from './roles.ts'

export const charterFaults = ['charterMoved', 'charterUnchanged', 'charterRoles', 'charterConditions', 'charterStages', 'charterRules', 'charterStranded'] as const
export type CharterFault = (typeof charterFaults)[number]

/** What somebody who belongs to the workspace must be able to do, or nothing could be decided any more, this charter included. */
const vital: readonly Capability[] = ['workspace.read', 'charter.read', 'record.read', 'draft.read', 'member.read', 'member.invite', 'member.change', 'proposal.open', 'proposal.close', 'ballot.cast', 'objection.answer']

/**
 * What is wrong with a charter that would follow the one in force, or null. It has the next number, says something else, keeps every role,
 * grants nothing to a role that it does not have, and lets somebody do what deciding needs. Conditions are not its to change: each protects
 * people (`authorOnly`) or what is being decided (`onTheRoll`). Whatever is listed stands once and in the order of the closed list, and no
 * list of stages is empty, so that one charter has one canonical form.
 */
export function charterFault(inForce: Charter, proposed: Charter): CharterFault | null {
  if (proposed.version !== inForce.version + 1) return 'charterMoved'
  const { roles, decisions, rights } = proposed
  if (!isOrdered(roles, stakeholderRoles) || inForce.roles.some((role) => !roles.includes(role))) return 'charterRoles'
  if (capabilities.some((capability) => rights[capability].conditions.join() !== inForce.rights[capability].conditions.join())) return 'charterConditions'
  for (const capability of capabilities) for (const party of parties) {
    const granted = rights[capability].stages[party]
    if (!granted) continue
    if (granted.length === 0 || !isOrdered(granted, stages)) return 'charterStages'
    if ((stakeholderRoles as readonly string[]).includes(party) && !(roles as readonly string[]).includes(party)) return 'charterRoles'
  }
  if (!isOrdered(decisions.rules, decisionRules) || !isOrdered(decisions.concurrentRoles, stakeholderRoles)) return 'charterRules'
  if (decisions.concurrentRoles.some((role) => !roles.includes(role)) || (decisions.rules.includes('concurrent') && decisions.concurrentRoles.length === 0)) return 'charterRules'
  if (decisions.rules.every((rule) => rule === 'concurrent')) return 'charterRules'
  if (vital.some((capability) => parties.every((party) => party === 'public' || !rights[capability].stages[party]))) return 'charterStranded'
  return countChanges(charterChanges(inForce, proposed)) === 0 ? 'charterUnchanged' : null
}

/** Each of `list` once, in the order of `all`. */
const isOrdered = <T>(list: readonly T[], all: readonly T[]) => all.filter((one) => list.includes(one)).join() === list.join()
