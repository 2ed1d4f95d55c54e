import { z } from 'zod'
import { decisionRules } from '#domain/charter/charter.ts'
import { choices, grounds, outcomes } from '#domain/decisions/tally.ts'
import { id, instant, localized, person, stakeholderRole } from './shared.ts'

export const choice = z.enum(choices)
const count = z.number().int().nonnegative()

export const openProposal = z.strictObject({
  question: z.string().trim().min(5).max(500),
  clauseId: id.nullable().describe('The clause whose words are put to the vote; null for a question'),
  amendmentId: id.nullable().default(null).describe('The sealed amendment that is put to the vote, instead of a clause'),
  rule: z.enum(decisionRules),
  roles: z.array(stakeholderRole).min(1).describe('Stakeholder roles whose members may vote, among those the charter lets vote'),
  quorum: count.max(100_000).default(0).describe('Electors who must take part (abstentions count) for the result to be valid'),
  closesAt: instant,
})
export type OpenProposal = z.input<typeof openProposal>
export type NewProposal = z.output<typeof openProposal>

export const tallyCount = z.strictObject({ electors: count, for: count, against: count, abstention: count, cast: count })
export const tally = z.strictObject({ ...tallyCount.shape, groups: z.partialRecord(stakeholderRole, tallyCount) })

export const result = z.strictObject({
  outcome: z.enum(outcomes), tally,
  because: z.enum(grounds),
  groupsWithoutMajority: z.array(stakeholderRole),
})

export const ballotView = z.strictObject({
  id, elector: person, choice, reason: z.string().nullable(), castAt: instant, changed: z.boolean(),
})
export type BallotView = z.infer<typeof ballotView>

export const proposalSummary = z.strictObject({
  id, draftId: id, draftTitle: localized, workspaceId: id, number: z.number().int(), question: z.string(), clauseId: id.nullable(), clauseLabel: z.string().nullable(), amendmentId: id.nullable(),
  rule: z.enum(decisionRules), quorum: count, roles: z.array(stakeholderRole), openedAt: instant, closesAt: instant, closedAt: instant.nullable(), openedBy: person,
  tally, result: result.nullable(), myBallot: z.strictObject({ choice, reason: z.string().nullable(), castAt: instant }).nullable(), onRoll: z.boolean(),
})
export type ProposalSummary = z.infer<typeof proposalSummary>
export const proposalsView = z.strictObject({ proposals: z.array(proposalSummary) })

export const proposalView = z.strictObject({
  ...proposalSummary.shape,
  words: z.strictObject({
    canonical: z.string().describe('Exactly the bytes (UTF-8) whose SHA-256 is `hash`'), hash: z.string(), seq: z.number().int(), version: z.string(),
  }).nullable(),
  closedBy: person.nullable(), ballots: z.array(ballotView), ballotsHash: z.string().nullable(),
})
export type ProposalView = z.infer<typeof proposalView>

/** What each cross-reference in the fixed words is called in the draft of today, in reading order; null where its target is gone. No part of the hash. */
export const wordsReferencesView = z.strictObject({ references: z.array(z.string().nullable()) })
export type WordsReferencesView = z.infer<typeof wordsReferencesView>
