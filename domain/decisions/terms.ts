/** What can be put to the vote: a clause, amendments, a draft as a whole, a charter, or a question alone. */
export const proposalKinds = ['clause', 'amendment', 'draft', 'charter', 'question'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** Whether a ballot must give its reason. */
export const reasonRules = ['optional', 'required', 'requiredForObjection'] as const
export type ReasonRule = (typeof reasonRules)[number]

/** Recorded: names are published. Secret: nobody learns who voted how. */
export const secrecies = ['recorded', 'secret'] as const
export type Secrecy = (typeof secrecies)[number]

/** When a proposal may be closed before its deadline: the rule is stated at opening and published. */
export const closings = ['never', 'allCast', 'facilitator'] as const
export type EarlyClose = (typeof closings)[number]
