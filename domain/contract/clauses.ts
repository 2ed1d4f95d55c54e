import { z } from 'zod'
import { id } from './shared.ts'

/** All that a clause answers, as a whole: what is not listed is unlinked. */
export const linkClause = z.strictObject({ challengeIds: z.array(id).max(50), measureIds: z.array(id).max(50) })
export type LinkClause = z.infer<typeof linkClause>
export const clauseLinksView = z.strictObject({ clauseId: id, ...linkClause.shape })
