import { z } from 'zod'
import * as contract from '#domain/contract/drafts.ts'
import { done, doneView, id } from '#domain/contract/shared.ts'
import * as clauses from '#server/features/clauses/clauses.service.ts'
import { type AnyEndpoint, endpoint, ownEndpoint } from '#server/http/endpoint.ts'
import { draftSummary, draftView } from './drafts.presenter.ts'
import * as drafts from './drafts.service.ts'
import { draftSubject } from './drafts.subject.ts'

const byId = z.strictObject({ draftId: id })

export const routes: AnyEndpoint[] = [
  ownEndpoint({
    method: 'get', path: '/drafts', summary: 'Every draft that I may read', who: 'anyone', output: contract.draftsView,
    handle: async (_anyone, context, { userId }) => ({ drafts: (await drafts.list(context, userId)).map(draftSummary) }),
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId', summary: 'A draft: its stage, tree, clauses and how to edit it live',
    params: byId, output: contract.draftView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => draftView(await drafts.read(permit, context, params.draftId), await clauses.linksOf(context.tx, params.draftId)),
  }),
  endpoint({
    method: 'post', path: '/workspaces/:workspaceId/drafts', summary: 'Begin a draft', created: true,
    params: z.strictObject({ workspaceId: id }), input: contract.createDraft, output: z.strictObject({ id }), capability: 'draft.create',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { input }) => ({ id: await drafts.create(permit, context, { title: { en: input.title }, longTitle: null, language: input.language, first: drafts.firstText(input.title) }) }),
  }),
  endpoint({
    method: 'patch', path: '/drafts/:draftId', summary: 'Say in which language a draft is written',
    params: byId, input: contract.changeDraft, output: doneView, capability: 'draft.advance',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { input }) => { await drafts.change(permit, context, input); return done },
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/stage', summary: 'Move a draft one stage on or back',
    params: byId, input: contract.advanceDraft, output: doneView, capability: 'draft.advance',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { input }) => { await drafts.advance(permit, context, input); return done },
  }),
]
