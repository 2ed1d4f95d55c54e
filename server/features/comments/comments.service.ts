import type { OpenAmendmentThread, OpenThread } from '#domain/contract/comments.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { isAnchorIn } from '#domain/text/anchor.ts'
import type { Actor } from '#domain/charter/conditions.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as clauses from '#server/features/clauses/clauses.service.ts'
import { commentEdited, commentWritten, threadReopened, threadResolved } from './comments.events.ts'
import * as comments from './comments.repository.ts'

export const list = (_permit: Permit<'draft.read'>, context: Context, draftId: string) => comments.threads(context.tx, draftId)
export const read = (context: Context, threadId: string) => comments.threadById(context.tx, threadId)

/** Opens a thread on a clause, anchored to words or to the whole. Refuses a clause that is not there and an anchor outside it. */
export async function open(permit: Permit<'comment.write'>, context: Context, draftId: string, { clauseId, kind, anchor, body }: OpenThread): Promise<string> {
  await clauses.requireClause(context, draftId, clauseId)
  if (anchor && !await context.texts.read(draftRoom(draftId), (doc) => isAnchorIn(doc, clauseId, anchor))) {
    throw new Refusal('invalid', 'The words to comment on are not in this clause', { because: 'anchor' })
  }
  const threadId = await comments.insertThread(context.tx, { draftId, clauseId, kind, anchor, createdAt: context.now })
  await comments.insertComment(context.tx, threadId, authorOf(permit.actor), body, context.now)
  context.record(commentWritten({ workspaceId: permit.subject.workspaceId, draftId, threadId, onAmendment: false }))
  return threadId
}

export const ofAmendment = (_permit: Permit<'draft.read'>, context: Context, amendmentId: string) => comments.ofAmendment(context.tx, amendmentId)

/** Opens a thread on an amendment that the subject of the permit lets its author see. */
export async function openOnAmendment({ actor, subject: { workspaceId, draftId, amendment } }: Permit<'comment.write'>, context: Context, { kind, body }: OpenAmendmentThread): Promise<string> {
  if (!amendment || draftId === undefined) throw new Error('the permit is about an amendment')
  const threadId = await comments.insertThread(context.tx, { draftId, amendmentId: amendment.id, anchor: null, kind, createdAt: context.now })
  await comments.insertComment(context.tx, threadId, authorOf(actor), body, context.now)
  context.record(commentWritten({ workspaceId, draftId, threadId, onAmendment: true }))
  return threadId
}

interface In { readonly draftId: string; readonly threadId: string }

// A thread on an amendment is one whose subject says which.
const isOnAmendment = ({ subject }: Permit<'comment.write' | 'comment.edit' | 'comment.resolve'>) => subject.amendment !== undefined

export async function reply(permit: Permit<'comment.write'>, context: Context, { draftId, threadId }: In, body: string): Promise<void> {
  await comments.insertComment(context.tx, threadId, authorOf(permit.actor), body, context.now)
  context.record(commentWritten({ workspaceId: permit.subject.workspaceId, draftId, threadId, onAmendment: isOnAmendment(permit) }))
}

export async function edit(permit: Permit<'comment.edit'>, context: Context, { draftId, threadId }: In, commentId: string, body: string): Promise<void> {
  await comments.editComment(context.tx, commentId, body, context.now)
  context.record(commentEdited({ workspaceId: permit.subject.workspaceId, draftId, threadId, onAmendment: isOnAmendment(permit) }))
}

export async function resolve(permit: Permit<'comment.resolve'>, context: Context, where: In): Promise<void> {
  const { userId } = authorOf(permit.actor)
  requireOfClause(permit)
  if (!await comments.setResolved(context.tx, where.threadId, { resolvedAt: context.now, resolvedById: userId })) throw new Refusal('conflict', 'This thread is resolved already')
  context.record(threadResolved({ workspaceId: permit.subject.workspaceId, ...where }))
}

export async function reopen(permit: Permit<'comment.resolve'>, context: Context, where: In): Promise<void> {
  requireOfClause(permit)
  if (!await comments.setResolved(context.tx, where.threadId, null)) throw new Refusal('conflict', 'This thread is open already')
  context.record(threadReopened({ workspaceId: permit.subject.workspaceId, ...where }))
}

/** What is said on an amendment is answered by the decision on it; and the record, which all members read, must not speak of one that is kept private. */
function requireOfClause(permit: Permit<'comment.resolve'>): void {
  if (isOnAmendment(permit)) throw new Refusal('conflict', 'What is said on an amendment is answered by its decision', { because: 'onAmendment' })
}

function authorOf({ userId, membership }: Actor): comments.Author {
  if (userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  return { userId, role: membership?.role ?? null, functions: membership?.functions ?? [] }
}
