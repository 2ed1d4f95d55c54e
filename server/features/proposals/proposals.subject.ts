import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as proposals from './proposals.service.ts'

/** The facts of a proposal that rights depend on: open or not, until when, and whether the asker is on its roll. One on the charter is on no draft and so at no stage. */
export async function proposalSubject(context: Context, proposalId: string, userId: string | null): Promise<Subject> {
  const facts = await proposals.factsFor(context, proposalId, userId)
  if (!facts) throw hidden(userId)
  const { draftId, workspaceId, stage, open, closesAt, onRoll } = facts
  return { workspaceId, ...(stage && { stage }), ...(draftId && { draftId }), proposal: { id: proposalId, open, closesAt, onRoll } }
}
