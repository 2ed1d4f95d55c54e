import { z } from 'zod'
import { id } from './shared.ts'

/** All that a clause answers, as a whole: what is not listed is unlinked. */
export const linkClause = z.strictObject({ challengeIds: z.array(id).max(50), measureIds: z.array(id).max(50) })
export type LinkClause = z.infer<typeof linkClause>
/** A printing point of a clause: an obvious error of the print and what should stand there. */
export const correctClause = z.strictObject({
  old: z.string().min(1).max(200).describe('What stands there, with enough around it to be there once'), new: z.string().min(1).max(200).describe('What should stand there'),
  reason: z.string().trim().min(3).max(4000),
})
export type CorrectClause = z.output<typeof correctClause>
export const correctedView = z.strictObject({ seq: z.number().int().describe('The row of the journal that holds it') })

export const clauseLinksView = z.strictObject({ clauseId: id, ...linkClause.shape })
