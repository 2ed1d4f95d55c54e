import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as proposals from './proposals.service.ts'

/** The facts of a proposal that rights depend on: open or not, until when, and whether the asker is on its roll. One on the charter is on no draft and so at no stage. */
export async function proposalSubject(context: Context, proposalId: string, userId: string | null): Promise<Subject> {
  const facts = await proposals.factsFor(context, proposalId, userId)
  if (!facts) throw hidden(userId)
  return subjectOf(proposalId, facts)
}

/** The same for many who ask at once, in their order. */
export async function proposalSubjects(context: Context, proposalId: string, userIds: readonly string[]): Promise<Subject[]> {
  const facts = await proposals.factsFor(context, proposalId, null)
  if (!facts) throw hidden(userIds[0] ?? null)
  const onRoll = await proposals.onRoll(context, proposalId, userIds)
  return userIds.map((userId) => subjectOf(proposalId, { ...facts, onRoll: onRoll.has(userId) }))
}

type Facts = NonNullable<Awaited<ReturnType<typeof proposals.factsFor>>>
const subjectOf = (id: string, { draftId, workspaceId, stage, open, closesAt, onRoll }: Facts): Subject =>
  ({ workspaceId, ...(stage && { stage }), ...(draftId && { draftId }), proposal: { id, open, closesAt, onRoll } })
