import { z } from 'zod'
import * as contract from '#domain/contract/comments.ts'
import { id } from '#domain/contract/shared.ts'
import { Refusal } from '#domain/errors.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentSubject } from '#server/features/amendments/amendments.subject.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { amendmentThreadView, anyThreadView, peopleIn, threadView } from './comments.presenter.ts'
import * as comments from './comments.service.ts'
import { commentSubject, threadSubject } from './comments.subject.ts'

const ofDraft = z.strictObject({ draftId: id })
const ofAmendment = z.strictObject({ amendmentId: id })
const ofThread = z.strictObject({ threadId: id })

async function viewOf(context: Context, workspaceId: string, threadId: string) {
  const thread = await comments.read(context, threadId)
  if (!thread) throw new Refusal('notFound', 'There is no such thread')
  return anyThreadView(thread, await stakeholders.peopleOf(context.tx, workspaceId, peopleIn([thread])))
}

const whereOf = ({ draftId = '', thread }: { draftId?: string; thread?: { id: string } }) => ({ draftId, threadId: thread?.id ?? '' })

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/drafts/:draftId/threads', summary: 'Every comment thread of a draft',
    params: ofDraft, output: contract.threadsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => {
      const rows = await comments.list(permit, context, params.draftId)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, peopleIn(rows))
      return { threads: rows.map((row) => threadView(row, people)) }
    },
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/threads', summary: 'Comment on words of a clause', created: true,
    params: ofDraft, input: contract.openThread, output: contract.anyThread, capability: 'comment.write',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, input }) => viewOf(context, permit.subject.workspaceId, await comments.open(permit, context, params.draftId, input)),
  }),
  endpoint({
    method: 'get', path: '/amendments/:amendmentId/threads', summary: 'What is said on an amendment, for whoever may read it',
    params: ofAmendment, output: contract.amendmentThreadsView, capability: 'draft.read',
    subject: (context, { params, userId }) => amendmentSubject(context, params.amendmentId, userId),
    handle: async (permit, context, { params }) => {
      const rows = await comments.ofAmendment(permit, context, params.amendmentId)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, peopleIn(rows))
      return { threads: rows.map((row) => amendmentThreadView(row, people)) }
    },
  }),
  endpoint({
    method: 'post', path: '/amendments/:amendmentId/threads', summary: 'Say something on an amendment', created: true,
    params: ofAmendment, input: contract.openAmendmentThread, output: contract.anyThread, capability: 'comment.write',
    subject: (context, { params, userId }) => amendmentSubject(context, params.amendmentId, userId),
    handle: async (permit, context, { input }) => viewOf(context, permit.subject.workspaceId, await comments.openOnAmendment(permit, context, input)),
  }),
  endpoint({
    method: 'post', path: '/threads/:threadId/comments', summary: 'Reply in a thread', created: true,
    params: ofThread, input: contract.writeComment, output: contract.anyThread, capability: 'comment.write',
    subject: (context, { params, userId }) => threadSubject(context, params.threadId, userId),
    handle: async (permit, context, { params, input }) => {
      await comments.reply(permit, context, whereOf(permit.subject), input.body)
      return viewOf(context, permit.subject.workspaceId, params.threadId)
    },
  }),
  endpoint({
    method: 'patch', path: '/comments/:commentId', summary: 'Edit a comment of mine',
    params: z.strictObject({ commentId: id }), input: contract.writeComment, output: contract.anyThread, capability: 'comment.edit',
    subject: (context, { params, userId }) => commentSubject(context, params.commentId, userId),
    handle: async (permit, context, { params, input }) => {
      const where = whereOf(permit.subject)
      await comments.edit(permit, context, where, params.commentId, input.body)
      return viewOf(context, permit.subject.workspaceId, where.threadId)
    },
  }),
  ...([['resolve', 'Resolve a thread', comments.resolve], ['reopen', 'Open a resolved thread again', comments.reopen]] as const).map(([act, summary, settle]) => endpoint({
    method: 'post', path: `/threads/:threadId/${act}`, summary,
    params: ofThread, output: contract.anyThread, capability: 'comment.resolve',
    subject: (context, { params, userId }) => threadSubject(context, params.threadId, userId),
    handle: async (permit, context, { params }) => {
      await settle(permit, context, whereOf(permit.subject))
      return viewOf(context, permit.subject.workspaceId, params.threadId)
    },
  })),
]
