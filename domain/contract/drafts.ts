import { z } from 'zod'
import { id, instant, labelLanguage, localized, stage } from './shared.ts'

export const nodeKind = z.enum(['title', 'citation', 'recital', 'chapter', 'article', 'annex'])

export const clauseView = z.strictObject({
  id, kind: nodeKind, parent: id.nullable(), depth: z.number().int(),
  number: z.string().nullable().describe('Derived from the structure: "3", "IV"; null where the kind has none'),
  heading: z.string().nullable(), text: z.string(),
  summary: localized.nullable().describe('In plain words, for everyone'),
  addressees: z.array(z.string()),
  notes: z.array(z.strictObject({ law: z.string(), text: z.string() })),
  challengeIds: z.array(id), measureIds: z.array(id),
  atRestFor: id.nullable().describe('The open proposal that keeps these words as they are'),
  inPlaceFor: id.nullable().describe('The open proposal that puts a provision behind it, or into it: it may not be deleted or moved, its words may change'),
})
export type ClauseView = z.infer<typeof clauseView>

export const draftSummary = z.strictObject({
  id, workspaceId: id, workspaceName: z.string(), title: localized, reference: z.string(),
  language: labelLanguage.describe('In which the law is written: its provisions are named in it, in the words of every answer about it'), stage, stageSince: instant,
  openThreads: z.number().int(), openProposals: z.number().int(), nextDeadlineAt: instant.nullable(), updatedAt: instant,
})
export type DraftSummary = z.infer<typeof draftSummary>
export const draftsView = z.strictObject({ drafts: z.array(draftSummary) })

export const draftView = z.strictObject({
  ...draftSummary.shape,
  longTitle: localized.nullable(),
  atRestFor: id.nullable().describe('The open proposal on the draft as a whole: nothing is written, put in, moved or taken out'),
  adoption: z.strictObject({
    proposalId: id, number: z.number().int(), closedAt: instant, hash: z.string().describe('SHA-256 of the words that were adopted'), seq: z.number().int().describe('The place of the journal at which the draft had them'),
    changed: z.array(id).describe('Provisions that are not as they were adopted: other words, another place, put in or taken out since'),
  }).nullable().describe('The latest vote that adopted the draft as a whole'),
  tree: z.array(z.strictObject({ id, kind: nodeKind, parent: id.nullable(), order: z.string() })),
  clauses: z.array(clauseView),
  sync: z.strictObject({ room: z.string(), schema: z.number().int(), generation: z.number().int(), isDamaged: z.boolean().describe('The journal was damaged: the text is what it was before, and may only be read') }),
})
export type DraftView = z.infer<typeof draftView>

export const createDraft = z.strictObject({
  title: z.string().trim().min(3).max(200).describe('In the language of the draft'),
  language: labelLanguage.default('en').describe('In which the law is written'),
})

export const changeDraft = z.strictObject({ language: labelLanguage.describe('In which the law is written: its words stay as they are, what the law calls its provisions follows') })
export type ChangeDraft = z.infer<typeof changeDraft>

export const advanceDraft = z.strictObject({ stage, reason: z.string().trim().max(500).optional() })
export type AdvanceDraft = z.infer<typeof advanceDraft>
