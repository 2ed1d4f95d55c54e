import { z } from 'zod'
import { collisionKinds } from '#domain/amendments/collisions.ts'
import { amendmentOutcomes, amendmentStates, opennesses } from '#domain/amendments/states.ts'
import { clauseChange } from './history.ts'
import { pieceId } from './pieces.ts'
import { id, instant, person, stakeholderRole } from './shared.ts'
import { seq } from './versions.ts'

const title = z.string().trim().min(3).max(160)
const reason = z.string().trim().max(4000)

export const moveAmendment = z.strictObject({
  title, reason: reason.default(''), openTo: z.enum(opennesses).default('sponsors').describe('Who may read it until it is handed in'),
  beginsWith: z.strictObject({ amendmentId: id, as: z.enum(['change', 'copy']).describe('change: to amend that amendment; copy: an amendment to the draft that begins with its words') }).optional()
    .describe('Another amendment to the draft that it begins with; without it, it begins with the draft as it is'),
})
export type MoveAmendment = z.output<typeof moveAmendment>

export const changeAmendment = z.strictObject({ title: title.optional(), reason: reason.optional(), openTo: z.enum(opennesses).optional() })
export type ChangeAmendment = z.output<typeof changeAmendment>

export const settleAmendment = z.strictObject({
  accepted: z.boolean(),
  pieces: z.union([z.literal('all'), z.array(pieceId).max(2000)]).default('all').describe('Of one that is accepted: which of its pieces; the others are rejected with it'),
  reason: z.string().trim().min(3).max(4000).describe('Why its words are accepted, or not'),
})
export type SettleAmendment = z.output<typeof settleAmendment>

export const nameSponsor = z.strictObject({ userId: id })

export const amendmentSummary = z.strictObject({
  id, draftId: id, number: z.number().int().nullable().describe('Given when it is handed in'), title: z.string(), reason: z.string(), openTo: z.enum(opennesses), role: stakeholderRole.nullable(),
  state: z.enum(amendmentStates), outcome: z.enum(amendmentOutcomes).nullable(), sponsors: z.array(person), supporters: z.array(person),
  isSponsor: z.boolean(), movedAt: instant, lodgedAt: instant.nullable(), sealedAt: instant.nullable(), decidedAt: instant.nullable(), consolidatedAt: instant.nullable(),
  proposalId: id.nullable().describe('The vote on it, the latest if there were several'), isVotedOn: z.boolean().describe('That vote is open'),
  amends: z.strictObject({ id, number: z.number().int().nullable(), title: z.string() }).nullable().describe('Of an amendment to an amendment: to which'),
  preempted: z.strictObject({
    by: z.strictObject({ id, number: z.number().int().nullable(), title: z.string() }), clauseId: id.nullable().describe('The clause that the other one changed first; null where a vote chose the other one'),
  }).nullable().describe('Why it was not called'),
})
export type AmendmentSummary = z.infer<typeof amendmentSummary>
export const amendmentsView = z.strictObject({ amendments: z.array(amendmentSummary) })

export const amendmentView = z.strictObject({
  ...amendmentSummary.shape,
  baseSeq: seq.describe('The place that it starts from, in the journal of the draft or of the amendment that it amends'),
  words: z.strictObject({ canonical: z.string().describe('Exactly the bytes (UTF-8) whose SHA-256 is `hash`'), hash: z.string() }).nullable().describe('Once it is sealed'),
  settled: z.strictObject({
    accepted: z.boolean(), pieces: z.array(z.string()).describe('Where it was accepted in part: which of its pieces'), reason: z.string(), by: person, at: instant,
  }).nullable().describe('How it was settled without a vote'),
  consolidatedSeq: seq.nullable().describe('The row of the draft\'s journal that holds its words'),
  sync: z.strictObject({ room: z.string(), schema: z.number().int(), generation: z.number().int() }),
})
export type AmendmentView = z.infer<typeof amendmentView>

/** Which of the sealed amendments that may be put to the vote exclude each other: "alternatives" change the same words or place, "preempts" one removes what the other relies on, "sealed" both are sealed on one clause, which one would change under the other. */
export const collisionsView = z.strictObject({
  choosable: z.array(id).describe('Those that can still be written into the draft as it is now and are not being voted on, by number'),
  collisions: z.array(z.strictObject({ between: z.array(id).length(2), kind: z.enum(collisionKinds) })),
})
export type CollisionsView = z.infer<typeof collisionsView>

/** What an amendment changes in the text that it starts from. */
export const differenceView = z.strictObject({
  from: seq.describe('The place of the draft\'s journal that it starts from'), hasMoved: z.array(id).describe('Clauses that it changes and that the draft has changed since, so that it must be brought up to date before it is sealed'),
  clauses: z.array(clauseChange).describe('Only what it changes, in reading order'),
})
export type DifferenceView = z.infer<typeof differenceView>
