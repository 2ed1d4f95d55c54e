import { z } from 'zod'
import { blockTypes } from '#domain/text/kinds.ts'
import { nodeKind } from './drafts.ts'
import { id, instant, labelLanguage, person } from './shared.ts'
import { seq } from './versions.ts'

/** One separately acceptable piece of an amendment; its id is made from what it is, so the same id is the same words at the same place. */
export const pieceId = z.string().min(1).max(200)
const manyPieces = z.array(pieceId).max(2000)

const cited = z.strictObject({ label: z.string().nullable(), kind: nodeKind, ordinal: z.number().int(), block: z.enum(blockTypes).nullable() })
export type CitedView = z.infer<typeof cited>
const at = { hunkId: pieceId, place: cited }
const destination = { after: cited.nullable(), parent: cited.nullable() }

/** The sentence by which a drafter would order a piece, in parts; places as they are numbered in the text that it starts from. */
export const instruction = z.discriminatedUnion('code', [
  z.strictObject({ ...at, code: z.literal('substitute'), old: z.string(), new: z.string() }),
  z.strictObject({ ...at, code: z.literal('leaveOut'), old: z.string() }),
  z.strictObject({ ...at, code: z.enum(['insertAfter', 'insertBefore']), context: z.string(), new: z.string() }),
  z.strictObject({ ...at, code: z.literal('setWords'), new: z.string() }),
  z.strictObject({ ...at, code: z.literal('insertBlock'), after: cited.nullable(), block: z.enum(blockTypes), new: z.string() }),
  z.strictObject({ ...at, code: z.enum(['leaveOutBlock', 'leaveOutClause']) }),
  z.strictObject({ ...at, code: z.literal('setBlockAs'), block: z.enum(blockTypes) }),
  z.strictObject({ ...at, ...destination, code: z.enum(['moveBlock', 'moveClause']) }),
  z.strictObject({ hunkId: pieceId, ...destination, code: z.literal('insertClause'), kind: nodeKind, new: z.array(z.string()) }),
])
export type InstructionView = z.infer<typeof instruction>

export const pieceView = z.strictObject({
  id: pieceId, clauseId: id,
  stand: z.enum(['clean', 'conflict', 'done']).describe('To the draft as it is now: nobody has touched what it changes; the same place has become something else, or is gone; it reads so already'),
  needs: pieceId.nullable().describe('The piece that has to be taken with it'),
  instruction,
  now: z.string().nullable().describe('What stands there now; null: nothing'), wanted: z.string().nullable().describe('What it wants to stand there; null: nothing'),
  changed: z.strictObject({ by: person, at: instant }).nullable().describe('Where the draft has changed there since: who did so last, and when'),
})
export type PieceView = z.infer<typeof pieceView>

export const piecesQuery = z.strictObject({ language: labelLanguage.default('en').describe('In which provisions are named: that of the reader, who gets the sentence around them in it') })

export const piecesView = z.strictObject({
  from: seq.describe('The place of the draft that it starts from'), seq: seq.describe('The place of the draft that this look is of'),
  isBehind: z.boolean().describe('The draft has changed where it changes it: its words cannot be sealed before it is brought up to date'),
  pieces: z.array(pieceView),
})
export type PiecesView = z.infer<typeof piecesView>

export const rebaseAmendment = z.strictObject({
  seq: seq.describe('The place of the draft that one has seen: from then on it starts from there'),
  take: manyPieces.describe('The pieces that go on; none that is in conflict'),
  leave: manyPieces.describe('All its other pieces: these are left out. Together with those taken they must be all that it has'),
})
export type RebaseAmendment = z.output<typeof rebaseAmendment>
