import { z } from 'zod'
import { castBallot } from '#domain/contract/ballots.ts'
import { answerObjection, castView, proposalView } from '#domain/contract/proposals.ts'
import { id } from '#domain/contract/shared.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { Refusal } from '#domain/errors.ts'
import { authorize } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { viewOf } from '#server/features/proposals/proposals.routes.ts'
import { proposalSubject } from '#server/features/proposals/proposals.subject.ts'
import { actEndpoint, type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import * as ballots from './ballots.service.ts'
import { objectionSubject } from './ballots.subject.ts'
import * as objections from './objections.service.ts'

const ofObjection = z.strictObject({ objectionId: id })

const proposalOf = (context: Context, { workspaceId, proposal }: Subject, userId: string | null) => {
  if (!proposal) throw new Error('an objection is part of a proposal')
  return viewOf(context, proposal.id, workspaceId, userId)
}

// A proxy carries the right of whoever gave it: once they may not vote any more, nobody may in their name.
async function requireVoter(context: Context, proposalId: string, electorId: string) {
  try {
    await authorize(context.tx, electorId, 'ballot.cast', await proposalSubject(context, proposalId, electorId), context.now)
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('forbidden', 'They may not vote', { because: 'noProxy' })
    throw error
  }
}

export const routes: AnyEndpoint[] = [
  // Who votes in the same moment waits in the count: nothing is read in there that can be read afterwards.
  actEndpoint({
    method: 'put', path: '/proposals/:proposalId/ballot', summary: 'Cast my ballot, or change it while voting is open (not a secret one)', keyed: true,
    params: z.strictObject({ proposalId: id }), input: castBallot, output: castView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { input, key }) => ({ receipt: await ballots.cast(permit, context, input, { key }), workspaceId: permit.subject.workspaceId }),
    answer: async (context, { params, userId }, { receipt, workspaceId }) => ({ ...await viewOf(context, params.proposalId, workspaceId, userId), receipt }),
  }),
  actEndpoint({
    method: 'put', path: '/proposals/:proposalId/ballot/for/:electorId', summary: 'Cast the ballot of the elector whose proxy I hold, or change it while voting is open', keyed: true,
    params: z.strictObject({ proposalId: id, electorId: z.string() }), input: castBallot, output: castView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, key }) => {
      await requireVoter(context, params.proposalId, params.electorId)
      return { receipt: await ballots.cast(permit, context, input, { key, inNameOf: params.electorId }), workspaceId: permit.subject.workspaceId }
    },
    answer: async (context, { params, userId }, { receipt, workspaceId }) => ({ ...await viewOf(context, params.proposalId, workspaceId, userId), receipt }),
  }),
  endpoint({
    method: 'post', path: '/objections/:objectionId/answer', summary: 'Answer an objection: it no longer suspends the decision',
    params: ofObjection, input: answerObjection, output: proposalView, capability: 'objection.answer',
    subject: (context, { params, userId }) => objectionSubject(context, params.objectionId, userId),
    handle: async (permit, context, { params, input, userId }) => {
      await objections.answer(permit, context, params.objectionId, input.answer)
      return proposalOf(context, permit.subject, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/objections/:objectionId/withdraw', summary: 'Withdraw my objection',
    params: ofObjection, output: proposalView, capability: 'objection.withdraw',
    subject: (context, { params, userId }) => objectionSubject(context, params.objectionId, userId),
    handle: async (permit, context, { params, userId }) => {
      await objections.withdraw(permit, context, params.objectionId)
      return proposalOf(context, permit.subject, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/objections/:objectionId/uphold', summary: 'Keep my answered objection as a dissent, published with the decision',
    params: ofObjection, output: proposalView, capability: 'objection.uphold',
    subject: (context, { params, userId }) => objectionSubject(context, params.objectionId, userId),
    handle: async (permit, context, { params, userId }) => {
      await objections.uphold(permit, context, params.objectionId)
      return proposalOf(context, permit.subject, userId)
    },
  }),
]
