import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentSubject } from '#server/features/amendments/amendments.subject.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as comments from './comments.repository.ts'

type Known = Subject & { readonly draftId: string; readonly thread: { readonly id: string; readonly resolved: boolean } }

async function subjectOf(context: Context, thread: comments.ThreadRow | null, userId: string | null): Promise<Known> {
  if (!thread) throw hidden(userId)
  if (!comments.isOfClause(thread)) return { ...await amendmentSubject(context, thread.amendmentId, userId), thread: { id: thread.id, resolved: false } }
  const place = await drafts.placeOf(context.tx, thread.draftId)
  if (!place) throw hidden(userId)
  return { ...place, draftId: thread.draftId, thread: { id: thread.id, resolved: thread.resolvedAt !== null } }
}

export const threadSubject = async (context: Context, threadId: string, userId: string | null): Promise<Known> =>
  subjectOf(context, await comments.threadById(context.tx, threadId), userId)

export async function commentSubject(context: Context, commentId: string, userId: string | null): Promise<Known> {
  const thread = await comments.threadOfComment(context.tx, commentId)
  const authorId = thread?.comments.find(({ id }) => id === commentId)?.author.userId ?? null
  return { ...await subjectOf(context, thread, userId), authorId }
}
