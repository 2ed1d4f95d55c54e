import { z } from 'zod'
import { clauseDecisionKinds } from '#domain/clauseDecisions.ts'
import { outcomes } from '#domain/decisions/result.ts'
import { blockTypes, markNames, referenceForms } from '#domain/text/kinds.ts'
import { nodeKind } from './drafts.ts'
import { id, instant, person, stage } from './shared.ts'
import { seq } from './versions.ts'

const askedSeq = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** IANA time zone in which days are counted. */
const zone = z.string().max(64).refine(isZone, 'not a time zone').default('UTC')

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}

export const historyQuery = z.strictObject({
  zone, before: instant.optional().describe('Only moments before this one; by default from now'), limit: z.coerce.number().int().min(1).max(400).default(120),
})
export type HistoryQuery = z.infer<typeof historyQuery>

export const momentKinds = ['day', 'decision', 'stage', 'version', 'restore'] as const

/** A moment that one can step to: `seq` is the state of the text right after it. */
export const moment = z.strictObject({
  seq: seq.describe('The text as it stood then'), at: instant, kind: z.enum(momentKinds),
  day: z.string().describe('YYYY-MM-DD in the zone asked for'),
  changes: z.number().int().nonnegative().describe('Of a day: how many changes were made in it. Otherwise 0'),
  people: z.array(z.string()).describe('Ids of those who acted: all who wrote that day, or who named, restored, moved or decided; see `people` of the answer'),
  clauses: z.array(id).describe('The clause a decision or a restoring is about; empty where it is the whole draft, and for a day'),
  name: z.string().nullable().describe('Of a version: its name'),
  proposal: z.strictObject({ id, number: z.number().int(), question: z.string(), what: z.enum(['opened', 'closed']), outcome: z.enum(outcomes).nullable() }).nullable(),
  stage: z.strictObject({ from: stage, to: stage }).nullable(),
  restoredSeq: seq.nullable().describe('Of a restoring: the moment whose words came back, where it is known'),
})
export type Moment = z.infer<typeof moment>

export const historyView = z.strictObject({
  head: z.strictObject({ seq, at: instant }), moments: z.array(moment).describe('The latest first'), people: z.array(person),
  nextBefore: instant.nullable().describe('Where to go on; null at the beginning'),
})
export type HistoryView = z.infer<typeof historyView>

const crossReference = z.strictObject({ target: z.string(), block: z.string().nullable(), form: z.enum(referenceForms) })
const inline = z.union([z.strictObject({ text: z.string(), marks: z.array(z.enum(markNames)).optional() }), z.strictObject({ crossReference })])
export const clauseContent = z.strictObject({ blocks: z.array(z.strictObject({ type: z.enum(blockTypes), id: z.string(), inlines: z.array(inline) })) })

export const atSeq = z.strictObject({ draftId: id, seq: askedSeq })

/** A provision with the number and label that it has in one state of the draft. */
export const clauseThen = z.strictObject({
  id, kind: nodeKind, parent: id.nullable(), depth: z.number().int(), number: z.string().nullable(), label: z.string().nullable(), heading: z.string().nullable(), content: clauseContent,
})

/** A draft as it stood right after one row of its journal. */
export const textAtView = z.strictObject({
  seq, at: instant, by: person,
  clauses: z.array(clauseThen).describe('In reading order, with the numbers and labels of then'),
})
export type TextAtView = z.infer<typeof textAtView>

export const compareQuery = z.strictObject({
  from: askedSeq.default(1).describe('By default the first text'), to: askedSeq.optional().describe('By default the present one'),
})

const piece = z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export const blockChange = z.strictObject({
  id: z.string(), type: z.enum(blockTypes), change: z.enum(['same', 'added', 'removed', 'changed', 'moved']).describe('`changed`: words, marks, or what kind of block it is'),
  pieces: z.array(piece),
})
export const clauseChange = z.strictObject({
  id, kind: nodeKind, labelFrom: z.string().nullable(), labelTo: z.string().nullable(), headingTo: z.string().nullable().describe('Its heading, as it is at `to` (or was, where it is removed)'),
  change: z.enum(['added', 'removed', 'moved', 'changed', 'renumbered']), moved: z.boolean().describe('Whether it also stands elsewhere, when its words changed too'),
  blocks: z.array(blockChange).describe('All blocks in the order of `to`, removed ones where they stood; empty for a clause that is only moved or renumbered'),
})
export const comparisonView = z.strictObject({ from: seq, to: seq, clauses: z.array(clauseChange).describe('Only what differs, in reading order of `to`; removed ones where they stood') })
export type ComparisonView = z.infer<typeof comparisonView>

export const attributionQuery = z.strictObject({ seq: askedSeq.optional().describe('By default the present one') })

export const throughKinds = ['move', 'undo', 'restore'] as const
export const attributedRun = z.strictObject({
  from: z.number().int().nonnegative(), to: z.number().int(), text: z.string().describe('A cross-reference is one character, U+FFFC'),
  userId: z.string().describe('Who wrote these words'), at: instant.describe('When the latest of these characters was written'), seq,
  through: z.strictObject({ kind: z.enum(throughKinds), userId: z.string(), at: instant, seq }).optional().describe('Who put the words where they are now, when they had been written elsewhere or before'),
})
export const attributionView = z.strictObject({
  seq, people: z.array(person), blocks: z.array(z.strictObject({ blockId: z.string(), runs: z.array(attributedRun) })),
})
export type AttributionView = z.infer<typeof attributionView>

export const formerQuery = z.strictObject({ block: z.string().max(64).optional().describe('A block of the provision; by default the provision itself') })
/** What a provision, or a block of one, was called when it was last found in the draft: the name of what a broken reference pointed to. */
export const formerView = z.strictObject({
  seq: seq.describe('A moment at which it was there and after which it was deleted; the present one if it is there still'), at: instant, kind: nodeKind,
  label: z.string().nullable().describe('Article 7(2); null for what has no number'), heading: z.string().nullable(),
})
export type FormerView = z.infer<typeof formerView>

const votes = z.number().int().nonnegative()
/** Which acts of the record decided on the words of a clause; anyone can find the same in the exported record. */
export const clauseDecisionsView = z.strictObject({
  decisions: z.array(z.strictObject({
    kind: z.enum(clauseDecisionKinds), seq: z.number().int().describe('The act of the record'), at: instant, by: person.nullable(),
    proposal: z.strictObject({ id, number: z.number().int(), for: votes, against: votes, abstention: votes }).nullable(),
    amendment: z.strictObject({ id, number: z.number().int(), sponsors: z.array(person), isInPart: z.boolean() }).nullable().describe('Whose words were accepted without a vote, and whether only some of them were'),
    correction: z.strictObject({ old: z.string(), new: z.string() }).nullable().describe('A printing point: what stood there, and what stands there since'),
    reason: z.string().nullable().describe('Why, where the act says so'),
    hash: z.string().nullable().describe('SHA-256 of the canonical words that were voted on, or written'),
    restoredSeq: seq.nullable().describe('The moment whose words were brought back'),
  })).describe('The latest first'),
  origin: z.number().int().nullable().describe('The act that gave the clause its words last; null where only its drafters did'),
})
export type ClauseDecisionsView = z.infer<typeof clauseDecisionsView>
