import { type Capability, type Charter, capabilities, type DecisionRule } from './charter.ts'
import { type Party, parties, type Stage, type StakeholderRole, stages } from './roles.ts'

/** The stages at which a party gains and loses a right. */
export interface RightChange { readonly capability: Capability; readonly party: Party; readonly gains: readonly Stage[]; readonly loses: readonly Stage[]; readonly before: readonly Stage[]; readonly after: readonly Stage[] }

/** What a charter changes in another. */
export interface CharterChanges {
  readonly rights: readonly RightChange[]
  readonly rules: Gained<DecisionRule>
  /** Roles that are asked each by itself where a decision needs a majority in roles. */
  readonly concurrentRoles: Gained<StakeholderRole>
  readonly roles: Gained<StakeholderRole>
}
export interface Gained<T> { readonly gained: readonly T[]; readonly lost: readonly T[] }

/**
 * The difference between two charters, right by right and party by party, in the order of the closed lists. In: both whole. Out: nothing in
 * any list exactly where both say the same. Conditions are not compared: a charter may not change them.
 */
export function charterChanges(before: Charter, after: Charter): CharterChanges {
  const rights = capabilities.flatMap((capability) => parties.flatMap((party): RightChange[] => {
    const [was, is] = [before.rights[capability].stages[party] ?? [], after.rights[capability].stages[party] ?? []]
    const [gains, loses] = [stages.filter((stage) => is.includes(stage) && !was.includes(stage)), stages.filter((stage) => was.includes(stage) && !is.includes(stage))]
    return gains.length + loses.length > 0 ? [{ capability, party, gains, loses, before: was, after: is }] : []
  }))
  return {
    rights, rules: gained(before.decisions.rules, after.decisions.rules), roles: gained(before.roles, after.roles),
    concurrentRoles: gained(before.decisions.concurrentRoles, after.decisions.concurrentRoles),
  }
}

const gained = <T>(before: readonly T[], after: readonly T[]): Gained<T> =>
  ({ gained: after.filter((one) => !before.includes(one)), lost: before.filter((one) => !after.includes(one)) })

/** How many changes there are, of all kinds. */
export const countChanges = ({ rights, rules, concurrentRoles, roles }: CharterChanges): number =>
  rights.length + [rules, concurrentRoles, roles].reduce((sum, { gained: more, lost }) => sum + more.length + lost.length, 0)
