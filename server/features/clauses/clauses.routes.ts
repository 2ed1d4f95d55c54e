import { z } from 'zod'
import { clauseLinksView, linkClause } from '#domain/contract/clauses.ts'
import { id } from '#domain/contract/shared.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import * as clauses from './clauses.service.ts'

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'put', path: '/drafts/:draftId/clauses/:clauseId/links', summary: 'Say which challenges and measures a clause answers',
    params: z.strictObject({ draftId: id, clauseId: id }), input: linkClause, output: clauseLinksView, capability: 'clause.link',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, input }) => ({ clauseId: params.clauseId, ...await clauses.link(permit, context, params, input) }),
  }),
]
