import { z } from 'zod'
import { threadKinds } from '#domain/comments/threadKinds.ts'
import { id, instant, person } from './shared.ts'

const relativePosition = z.string().max(400).regex(/^[A-Za-z0-9+/]+={0,2}$/).describe('A Yjs relative position, base64')

/** Words a thread is about: two relative positions, and the words themselves to find them again. */
export const anchor = z.strictObject({
  start: relativePosition, end: relativePosition, quote: z.string().min(1).max(2000), prefix: z.string().max(64), blockId: z.string().min(1).max(64),
})

const body = z.string().trim().min(1).max(5000)
export const openThread = z.strictObject({ clauseId: id, kind: z.enum(threadKinds), anchor: anchor.nullable(), body })
export type OpenThread = z.infer<typeof openThread>
export const writeComment = z.strictObject({ body })

export const commentView = z.strictObject({ id, author: person, body: z.string(), createdAt: instant, editedAt: instant.nullable() })
export type CommentView = z.infer<typeof commentView>
export const threadView = z.strictObject({
  id, draftId: id, clauseId: id, kind: z.enum(threadKinds), anchor: anchor.nullable(), createdAt: instant,
  resolvedAt: instant.nullable(), resolvedBy: person.nullable(), comments: z.array(commentView).min(1),
})
export type ThreadView = z.infer<typeof threadView>
export const threadsView = z.strictObject({ threads: z.array(threadView) })

export const openAmendmentThread = z.strictObject({ kind: z.enum(threadKinds), body })
export type OpenAmendmentThread = z.infer<typeof openAmendmentThread>
/** What is said on an amendment. It is not resolved: the decision on the amendment answers it. */
export const amendmentThread = z.strictObject({ id, draftId: id, amendmentId: id, kind: z.enum(threadKinds), createdAt: instant, comments: z.array(commentView).min(1) })
export type AmendmentThread = z.infer<typeof amendmentThread>
export const amendmentThreadsView = z.strictObject({ threads: z.array(amendmentThread) })
export const anyThread = z.union([threadView, amendmentThread])
