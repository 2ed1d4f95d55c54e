/** The closed lists that a charter may speak of. A workspace chooses among them; code knows all of them. */

/** Declared groups a participant speaks for. Each has rights and a tally of its own. */
export const stakeholderRoles = ['policymaker', 'ethicist', 'civilSociety', 'creativeIndustries', 'aiDeveloper'] as const
export type StakeholderRole = (typeof stakeholderRoles)[number]

/** Duties in the workspace, held besides a role or without one. */
export const memberFunctions = ['facilitator', 'observer'] as const
export type MemberFunction = (typeof memberFunctions)[number]

/** Whoever a grant can name: a role, a function, or anyone at all. */
export const parties = [...stakeholderRoles, ...memberFunctions, 'public'] as const
export type Party = (typeof parties)[number]

/** The way of a draft, in order. It may be taken back a step by the same right that takes it on. */
export const stages = ['drafting', 'consultation', 'deliberation', 'voting', 'adopted'] as const
export type Stage = (typeof stages)[number]
