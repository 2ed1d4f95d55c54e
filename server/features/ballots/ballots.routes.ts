import { z } from 'zod'
import { castBallot } from '#domain/contract/ballots.ts'
import { answerObjection, castView, proposalView } from '#domain/contract/proposals.ts'
import { id } from '#domain/contract/shared.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { ownBallot } from '#server/features/proposals/proposals.presenter.ts'
import { viewOf } from '#server/features/proposals/proposals.routes.ts'
import { proposalSubject } from '#server/features/proposals/proposals.subject.ts'
import { type AnyEndpoint, endpoint, togetherEndpoint } from '#server/http/endpoint.ts'
import * as ballots from './ballots.service.ts'
import { objectionSubject } from './ballots.subject.ts'
import * as objections from './objections.service.ts'

const ofObjection = z.strictObject({ objectionId: id })

const proposalOf = (context: Context, { workspaceId, proposal }: Subject, userId: string | null) => {
  if (!proposal) throw new Error('an objection is part of a proposal')
  return viewOf(context, proposal.id, workspaceId, userId)
}

type Voted = { readonly entry: { readonly userId: string | null; readonly permit: Permit<'ballot.cast'> }; readonly done: ballots.Cast }

/** One reading for all who voted together: it differs only in what each of them knows of their own. */
async function answerAll(context: Context, voted: readonly Voted[]) {
  const [first] = voted
  if (!first) return []
  const { proposal, workspaceId } = first.entry.permit.subject
  if (!proposal) throw new Error('a ballot is cast in a proposal')
  const common = await viewOf(context, proposal.id, workspaceId, null)
  return Promise.all(voted.map(async ({ entry, done }) => {
    switch (done.kind) {
      case 'secret': return { ...common, onRoll: true, voted: true, receipt: done.receipt }
      case 'recorded': return { ...common, onRoll: true, voted: true, myBallot: ownBallot(done.ballot), receipt: null }
      case 'sentBefore': return { ...await viewOf(context, proposal.id, workspaceId, entry.userId), receipt: null }
    }
  }))
}

export const routes: AnyEndpoint[] = [
  togetherEndpoint({
    method: 'put', path: '/proposals/:proposalId/ballot', summary: 'Cast my ballot, or change it while voting is open (not a secret one)', keyed: true,
    params: z.strictObject({ proposalId: id }), input: castBallot, output: castView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    together: {
      group: ({ params }) => params.proposalId,
      handle: (entries, context) => ballots.castTogether(context, entries),
      answer: answerAll,
    },
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
