import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type { ThreadKind } from '#domain/comments/threadKinds.ts'
import type { Anchor } from '#domain/text/anchor.ts'
import type { Tx } from '#server/db/context.ts'

export interface Author { readonly userId: string; readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }
export interface CommentRow { readonly id: string; readonly author: Author; readonly body: string; readonly createdAt: Date; readonly editedAt: Date | null }
export interface ThreadRow {
  readonly id: string; readonly draftId: string; readonly clauseId: string; readonly kind: ThreadKind; readonly anchor: Anchor | null
  readonly createdAt: Date; readonly resolvedAt: Date | null; readonly resolvedById: string | null; readonly comments: readonly CommentRow[]
}

const withComments = { comments: { orderBy: { createdAt: 'asc' } } } as const
type RawComment = { id: string; authorId: string; authorRole: string | null; authorFunctions: string[]; body: string; createdAt: Date; editedAt: Date | null }
type RawThread = Omit<ThreadRow, 'comments' | 'kind' | 'anchor'> & { kind: string; anchor: unknown; comments: RawComment[] }

const commentRow = ({ authorId, authorRole, authorFunctions, ...raw }: RawComment): CommentRow =>
  ({ ...raw, author: { userId: authorId, role: authorRole as StakeholderRole | null, functions: authorFunctions as MemberFunction[] } })
const threadRow = ({ comments, kind, anchor, ...raw }: RawThread): ThreadRow => ({ ...raw, kind: kind as ThreadKind, anchor: anchor as Anchor | null, comments: comments.map(commentRow) })

export async function threads(tx: Tx, draftId: string): Promise<ThreadRow[]> {
  return (await tx.thread.findMany({ where: { draftId }, include: withComments, orderBy: { createdAt: 'asc' } })).map(threadRow)
}

export async function threadById(tx: Tx, id: string): Promise<ThreadRow | null> {
  const row = await tx.thread.findUnique({ where: { id }, include: withComments })
  return row && threadRow(row)
}

export async function threadOfComment(tx: Tx, commentId: string): Promise<ThreadRow | null> {
  const row = await tx.comment.findUnique({ where: { id: commentId }, select: { threadId: true } })
  return row && threadById(tx, row.threadId)
}

export async function insertThread(tx: Tx, thread: { draftId: string; clauseId: string; kind: ThreadKind; anchor: Anchor | null; createdAt: Date }): Promise<string> {
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
