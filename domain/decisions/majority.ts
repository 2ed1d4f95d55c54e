import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { Method, Threshold } from './method.ts'
import type { Verdict } from './result.ts'
import type { CountTally } from './tally.ts'

/** `needed`: votes for that the threshold asked for, given the votes cast. `roles`: what was counted in each role that had a say of its own. */
export interface MajorityDetail {
  readonly kind: 'majority'
  readonly needed: number
  readonly rolesNeeded: number | null
  readonly roles: readonly { readonly role: StakeholderRole; readonly for: number; readonly against: number; readonly agrees: boolean }[]
}

type Majority = Extract<Method, { kind: 'majority' }>
const failure = { simple: 'noMajority', absolute: 'noAbsoluteMajority', qualified: 'noQualifiedMajority' } as const

/**
 * For, against, abstention. An abstention counts for the quorum, not for the majority; as many for as against rejects, and so does a
 * tie within a role: what stands is changed by a majority only (`glossary.md`: threshold, abstention).
 */
export function majorityResult(tally: CountTally, { threshold, concurrent }: Majority): Verdict {
  const roles = (concurrent?.roles ?? []).map((role) => {
    const group = tally.groups[role] ?? { for: 0, against: 0 }
    return { role, for: group.for, against: group.against, agrees: group.for > group.against }
  })
  const needed = neededFor(threshold, tally)
  const detail: MajorityDetail = { kind: 'majority', needed, rolesNeeded: concurrent?.atLeast ?? null, roles }
  if (tally.for < needed) return { outcome: 'rejected', because: failure[threshold.kind], detail }
  const without = roles.filter(({ agrees }) => !agrees).map(({ role }) => role)
  if (concurrent && roles.length - without.length < concurrent.atLeast) return { outcome: 'rejected', because: 'groupWithoutMajority', groupsWithoutMajority: without, detail }
  return { outcome: 'adopted', because: 'majority', groupsWithoutMajority: without, detail }
}

function neededFor(threshold: Threshold, { for: inFavour, against, electors }: CountTally): number {
  const said = inFavour + against
  const half = Math.floor(said / 2) + 1
  if (threshold.kind === 'simple') return half
  if (threshold.kind === 'absolute') return Math.floor(electors / 2) + 1
  return Math.max(half, Math.ceil((said * threshold.numerator) / threshold.denominator))
}
