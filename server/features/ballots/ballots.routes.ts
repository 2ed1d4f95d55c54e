import { z } from 'zod'
import { castBallot } from '#domain/contract/ballots.ts'
import { answerObjection, castView, proposalView } from '#domain/contract/proposals.ts'
import { id } from '#domain/contract/shared.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { Refusal } from '#domain/errors.ts'
import { authorize, type Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { ownBallot } from '#server/features/proposals/proposals.presenter.ts'
import { viewOf } from '#server/features/proposals/proposals.routes.ts'
import { proposalSubject, proposalSubjects } from '#server/features/proposals/proposals.subject.ts'
import { type AnyEndpoint, endpoint, togetherEndpoint } from '#server/http/endpoint.ts'
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
      // Where there are proxies, which of them are theirs is of each by itself.
      case 'recorded': return common.proxy === null ? { ...common, onRoll: true, voted: true, myBallot: ownBallot(done.ballot), receipt: null } : { ...await viewOf(context, proposal.id, workspaceId, entry.userId), receipt: null }
      case 'sentBefore': return { ...await viewOf(context, proposal.id, workspaceId, entry.userId), receipt: null }
    }
  }))
}

export const routes: AnyEndpoint[] = [
  togetherEndpoint({
    method: 'put', path: '/proposals/:proposalId/ballot', summary: 'Cast my ballot, or change it while voting is open (not a secret one)', keyed: true,
    params: z.strictObject({ proposalId: id }), input: castBallot, output: castView, capability: 'ballot.cast',
    together: {
      group: ({ params }) => params.proposalId,
      subjects: (context, asked) => proposalSubjects(context, asked[0]?.params.proposalId ?? '', asked.map(({ userId }) => userId)),
      handle: (context, entries) => ballots.castTogether(context, entries),
      answer: answerAll,
    },
  }),
  endpoint({
    method: 'put', path: '/proposals/:proposalId/ballot/for/:electorId', summary: 'Cast the ballot of the elector whose proxy I hold, or change it while voting is open', keyed: true,
    params: z.strictObject({ proposalId: id, electorId: z.string() }), input: castBallot, output: proposalView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, key, userId }) => {
      await requireVoter(context, params.proposalId, params.electorId)
      await ballots.castAsProxy(permit, context, input, { key, inNameOf: params.electorId })
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
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
