import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { proposalSubject } from '#server/features/proposals/proposals.subject.ts'
import * as objections from './objections.service.ts'

/** The facts of an objection that rights depend on: those of its proposal, and who raised it. */
export async function objectionSubject(context: Context, objectionId: string, userId: string | null): Promise<Subject> {
  const objection = await objections.find(context.tx, objectionId)
  if (!objection) throw hidden(userId)
  return { ...await proposalSubject(context, objection.proposalId, userId), authorId: objection.userId }
}
