import { z } from 'zod'
import { challengesView, coverageView as shape } from '#domain/contract/challenges.ts'
import { id } from '#domain/contract/shared.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { coverageView } from './challenges.presenter.ts'
import * as challenges from './challenges.service.ts'

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/challenges', summary: 'The challenges and measures of the source',
    params: z.strictObject({ workspaceId: id }), output: challengesView, capability: 'workspace.read',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { params }) => ({ source: challenges.sourceOf, ...await challenges.list(permit, context, params.workspaceId) }),
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/coverage', summary: 'Which clauses answer which challenge, and where the gaps are',
    params: z.strictObject({ draftId: id }), output: shape, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => coverageView(params.draftId, await challenges.coverage(permit, context, params.draftId)),
  }),
]
