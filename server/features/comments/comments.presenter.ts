import type { AmendmentThread as AmendmentThreadView, CommentView, ThreadView } from '#domain/contract/comments.ts'
import type { Person } from '#domain/contract/shared.ts'
import { type AmendmentThread, type Author, type ClauseThread, type CommentRow, isOfClause, type ThreadRow } from './comments.repository.ts'

type People = ReadonlyMap<string, Person>

/** The author as they were when they wrote: somebody who changes role since does not change what was said. */
const authorView = ({ userId, role, functions }: Author, people: People): Person => {
  const person = people.get(userId)
  return { id: userId, name: person?.name ?? '', role, functions: [...functions], organisation: person?.organisation ?? null }
}

const commentView = ({ id, author, body, createdAt, editedAt }: CommentRow, people: People): CommentView =>
  ({ id, author: authorView(author, people), body, createdAt: createdAt.toISOString(), editedAt: editedAt?.toISOString() ?? null })

export const threadView = (row: ClauseThread, people: People): ThreadView => ({
  id: row.id, draftId: row.draftId, clauseId: row.clauseId, kind: row.kind, anchor: row.anchor, createdAt: row.createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null, resolvedBy: (row.resolvedById && people.get(row.resolvedById)) || null,
  comments: row.comments.map((comment) => commentView(comment, people)),
})

export const amendmentThreadView = ({ id, draftId, amendmentId, kind, createdAt, comments }: AmendmentThread, people: People): AmendmentThreadView =>
  ({ id, draftId, amendmentId, kind, createdAt: createdAt.toISOString(), comments: comments.map((comment) => commentView(comment, people)) })

export const anyThreadView = (row: ThreadRow, people: People) => isOfClause(row) ? threadView(row, people) : amendmentThreadView(row, people)

export const peopleIn = (rows: readonly ThreadRow[]) =>
  rows.flatMap((row) => [...row.comments.map(({ author }) => author.userId), ...(isOfClause(row) && row.resolvedById ? [row.resolvedById] : [])])
