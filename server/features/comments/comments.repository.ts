import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type { ThreadKind } from '#domain/comments/threadKinds.ts'
import type { Anchor } from '#domain/text/anchor.ts'
import type { Tx } from '#server/db/context.ts'

export interface Author { readonly userId: string; readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }
export interface CommentRow { readonly id: string; readonly author: Author; readonly body: string; readonly createdAt: Date; readonly editedAt: Date | null }
interface AnyThread { readonly id: string; readonly draftId: string; readonly kind: ThreadKind; readonly createdAt: Date; readonly comments: readonly CommentRow[] }
/** On a clause of the draft, or on words in it. */
export interface ClauseThread extends AnyThread { readonly clauseId: string; readonly anchor: Anchor | null; readonly resolvedAt: Date | null; readonly resolvedById: string | null }
/** On an amendment: whoever may read that may read this, and nobody else. */
export interface AmendmentThread extends AnyThread { readonly amendmentId: string }
export type ThreadRow = ClauseThread | AmendmentThread
export const isOfClause = (thread: ThreadRow): thread is ClauseThread => 'clauseId' in thread

const withComments = { comments: { orderBy: { createdAt: 'asc' } } } as const
type RawComment = { id: string; authorId: string; authorRole: string | null; authorFunctions: string[]; body: string; createdAt: Date; editedAt: Date | null }
type RawThread = Omit<ClauseThread, 'comments' | 'kind' | 'anchor' | 'clauseId'> & { clauseId: string | null; amendmentId: string | null; kind: string; anchor: unknown; comments: RawComment[] }

const commentRow = ({ authorId, authorRole, authorFunctions, ...raw }: RawComment): CommentRow =>
  ({ ...raw, author: { userId: authorId, role: authorRole as StakeholderRole | null, functions: authorFunctions as MemberFunction[] } })
function threadRow({ id, draftId, clauseId, amendmentId, kind, createdAt, comments, anchor, resolvedAt, resolvedById }: RawThread): ThreadRow {
  const common = { id, draftId, kind: kind as ThreadKind, createdAt, comments: comments.map(commentRow) }
  if (clauseId !== null) return { ...common, clauseId, anchor: anchor as Anchor | null, resolvedAt, resolvedById }
  if (amendmentId !== null) return { ...common, amendmentId }
  throw new Error(`the thread ${id} is on nothing`)
}

/** Those on the clauses of a draft. */
export async function threads(tx: Tx, draftId: string): Promise<ClauseThread[]> {
  return (await tx.thread.findMany({ where: { draftId, amendmentId: null }, include: withComments, orderBy: { createdAt: 'asc' } })).map(threadRow).filter(isOfClause)
}

export async function ofAmendment(tx: Tx, amendmentId: string): Promise<AmendmentThread[]> {
  return (await tx.thread.findMany({ where: { amendmentId }, include: withComments, orderBy: { createdAt: 'asc' } })).map(threadRow).filter((row): row is AmendmentThread => !isOfClause(row))
}

export async function threadById(tx: Tx, id: string): Promise<ThreadRow | null> {
  const row = await tx.thread.findUnique({ where: { id }, include: withComments })
  return row && threadRow(row)
}

export async function threadOfComment(tx: Tx, commentId: string): Promise<ThreadRow | null> {
  const row = await tx.comment.findUnique({ where: { id: commentId }, select: { threadId: true } })
  return row && threadById(tx, row.threadId)
}

type NewThread = { draftId: string; kind: ThreadKind; createdAt: Date } & ({ clauseId: string; anchor: Anchor | null } | { amendmentId: string; anchor: null })

export async function insertThread(tx: Tx, thread: NewThread): Promise<string> {
  const { anchor, ...rest } = thread
  return (await tx.thread.create({ data: { ...rest, ...(anchor && { anchor: { ...anchor } }) }, select: { id: true } })).id
}

export async function insertComment(tx: Tx, threadId: string, { userId, role, functions }: Author, body: string, createdAt: Date): Promise<string> {
  return (await tx.comment.create({ data: { threadId, authorId: userId, authorRole: role, authorFunctions: [...functions], body, createdAt }, select: { id: true } })).id
}

export async function editComment(tx: Tx, id: string, body: string, editedAt: Date): Promise<void> {
  await tx.comment.update({ where: { id }, data: { body, editedAt } })
}

/** Resolves an open thread, or opens a resolved one; false when somebody was quicker. */
export async function setResolved(tx: Tx, id: string, by: { resolvedAt: Date; resolvedById: string } | null): Promise<boolean> {
  const where = by ? { id, resolvedAt: null } : { id, resolvedAt: { not: null } }
  return (await tx.thread.updateMany({ where, data: by ?? { resolvedAt: null, resolvedById: null } })).count === 1
}
