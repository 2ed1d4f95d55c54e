import type { StakeholderRole } from '../charter/roles.ts'

/** How many electors of each role there are on a roll. */
export type RollSizes = Readonly<Partial<Record<StakeholderRole, number>>>

export function sizesOf(roll: readonly { readonly role: StakeholderRole }[]): RollSizes {
  const sizes: Partial<Record<StakeholderRole, number>> = {}
  for (const { role } of roll) sizes[role] = (sizes[role] ?? 0) + 1
  return sizes
}

export const electorsIn = (sizes: RollSizes): number => Object.values(sizes).reduce((sum, electors) => sum + electors, 0)
