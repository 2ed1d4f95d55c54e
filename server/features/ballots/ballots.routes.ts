import { z } from 'zod'
import { castBallot } from '#domain/contract/ballots.ts'
import { proposalView } from '#domain/contract/proposals.ts'
import { id } from '#domain/contract/shared.ts'
import { viewOf } from '#server/features/proposals/proposals.routes.ts'
import { proposalSubject } from '#server/features/proposals/proposals.subject.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import * as ballots from './ballots.service.ts'

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'put', path: '/proposals/:proposalId/ballot', summary: 'Cast my ballot, or change it while voting is open',
    params: z.strictObject({ proposalId: id }), input: castBallot, output: proposalView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, userId }) => {
      await ballots.cast(permit, context, input)
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
    },
  }),
]
