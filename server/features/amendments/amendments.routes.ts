import { z } from 'zod'
import * as contract from '#domain/contract/amendments.ts'
import { piecesQuery, piecesView as piecesOutput, rebaseAmendment } from '#domain/contract/pieces.ts'
import { done, doneView, id } from '#domain/contract/shared.ts'
import { Refusal } from '#domain/errors.ts'

import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { amendmentSummary, amendmentView, peopleIn, piecesView } from './amendments.presenter.ts'
import { collisionsIn } from './collisions.service.ts'
import { differenceOf } from './difference.service.ts'
import * as amendments from './amendments.service.ts'
import { answer } from './answer.service.ts'
import { piecesOf } from './pieces.service.ts'
import { rebaseByHand } from './rebase.service.ts'
import { settle } from './settle.service.ts'
import { amendmentSubject } from './amendments.subject.ts'

const ofAmendment = z.strictObject({ amendmentId: id })
const subject = (context: Context, { params, userId }: { params: { amendmentId: string }; userId: string | null }) => amendmentSubject(context, params.amendmentId, userId)

async function viewOf(context: Context, amendmentId: string, workspaceId: string, userId: string | null) {
  const row = await amendments.find(context, amendmentId)
  if (!row) throw new Refusal('notFound', 'There is no such amendment')
  // Its text is made in the transaction that moves it, and not there for others before that has ended.
  const settled = await amendments.dispositionOf(context, amendmentId)
  return amendmentView(row, settled, 1, { userId, people: await stakeholders.peopleOf(context.tx, workspaceId, [...peopleIn([row]), ...settled ? [settled.byId] : []]) })
}

/** An act of the sponsors that answers with the amendment as it is then. */
const act = <C extends 'amendment.edit' | 'amendment.withdraw'>(capability: C, verb: string, summary: string, work: (permit: Permit<C>, context: Context) => Promise<void>): AnyEndpoint => endpoint({
  method: 'post', path: `/amendments/:amendmentId/${verb}`, summary, params: ofAmendment, output: contract.amendmentView, capability, subject,
  handle: async (permit, context, { params, userId }) => {
    await work(permit, context)
    return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
  },
})

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/drafts/:draftId/amendments', summary: 'The amendments to a draft that one may see, by number',
    params: z.strictObject({ draftId: id }), output: contract.amendmentsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, userId }) => {
      const rows = await amendments.ofDraft(permit, context, params.draftId)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, peopleIn(rows))
      return { amendments: rows.map((row) => amendmentSummary(row, { userId, people })) }
    },
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/amendments', summary: 'Move an amendment: a branch of the text to write in', created: true,
    params: z.strictObject({ draftId: id }), input: contract.moveAmendment, output: contract.amendmentView, capability: 'amendment.move',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, input, userId }) => viewOf(context, await amendments.move(permit, context, params.draftId, input), permit.subject.workspaceId, userId),
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/amendments/collisions', summary: 'The sealed amendments that can be put to the vote now, and which of them exclude each other',
    params: z.strictObject({ draftId: id }), output: contract.collisionsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => {
      const { choosable, collisions } = await collisionsIn(permit, context, params.draftId)
      return { choosable: [...choosable], collisions: collisions.map(({ between, kind }) => ({ between: [...between], kind })) }
    },
  }),
  endpoint({
    method: 'get', path: '/amendments/:amendmentId', summary: 'An amendment: whose it is, how far it has come, and its words once they are sealed',
    params: ofAmendment, output: contract.amendmentView, capability: 'draft.read', subject,
    handle: (permit, context, { params, userId }) => viewOf(context, params.amendmentId, permit.subject.workspaceId, userId),
  }),
  endpoint({
    method: 'get', path: '/amendments/:amendmentId/difference', summary: 'What an amendment changes, by clause and word, and where the draft has gone on since',
    params: ofAmendment, output: contract.differenceView, capability: 'draft.read', subject,
    handle: async (permit, context, { params }) => {
      const row = await amendments.find(context, params.amendmentId)
      if (!row) throw new Refusal('notFound', 'There is no such amendment')
      const { hasMoved, ...rest } = await differenceOf(permit, context, row)
      return { ...rest, clauses: [...rest.clauses], hasMoved: [...hasMoved] }
    },
  }),
  endpoint({
    method: 'get', path: '/amendments/:amendmentId/pieces', summary: 'The separately acceptable pieces of an amendment, how each stands to the draft as it is now, and who changed it there',
    params: ofAmendment, query: piecesQuery, output: piecesOutput, capability: 'draft.read', subject,
    handle: async (permit, context, { params, query }) => {
      const row = await amendments.find(context, params.amendmentId)
      if (!row) throw new Refusal('notFound', 'There is no such amendment')
      const look = await piecesOf(permit, context, row, query.language)
      return piecesView(look, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, look.pieces.flatMap(({ changed }) => changed?.userId ?? [])))
    },
  }),
  endpoint({
    method: 'post', path: '/amendments/:amendmentId/rebase', summary: 'Bring an amendment up to date by hand: it starts from the draft as one has seen it, with the pieces that are taken',
    params: ofAmendment, input: rebaseAmendment, output: contract.amendmentView, capability: 'amendment.edit', subject,
    handle: async (permit, context, { params, input, userId }) => {
      await rebaseByHand(permit, context, input)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'patch', path: '/amendments/:amendmentId', summary: 'Change the title of an amendment, the reason for it, or who may read it before it is handed in',
    params: ofAmendment, input: contract.changeAmendment, output: contract.amendmentView, capability: 'amendment.edit', subject,
    handle: async (permit, context, { params, input, userId }) => {
      await amendments.change(permit, context, input)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/amendments/:amendmentId/sponsors', summary: 'Take a member in as sponsor, to write in the amendment too',
    params: ofAmendment, input: contract.nameSponsor, output: contract.amendmentView, capability: 'amendment.edit', subject,
    handle: async (permit, context, { params, input, userId }) => {
      await amendments.addSponsor(permit, context, input.userId)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'delete', path: '/amendments/:amendmentId/sponsors/:userId', summary: 'Take a sponsor\'s name off an amendment',
    params: z.strictObject({ amendmentId: id, userId: id }), output: doneView, capability: 'amendment.edit', subject,
    handle: async (permit, context, { params }) => {
      await amendments.removeSponsor(permit, context, params.userId)
      return done
    },
  }),
  endpoint({
    method: 'put', path: '/amendments/:amendmentId/support', summary: 'Put my name to an amendment',
    params: ofAmendment, output: contract.amendmentView, capability: 'amendment.support', subject,
    handle: async (permit, context, { params, userId }) => {
      await amendments.support(permit, context, true)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'delete', path: '/amendments/:amendmentId/support', summary: 'Take my name off an amendment',
    params: ofAmendment, output: contract.amendmentView, capability: 'amendment.support', subject,
    handle: async (permit, context, { params, userId }) => {
      await amendments.support(permit, context, false)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  act('amendment.edit', 'lodge', 'Hand an amendment in: it gets its number and is open to all who may read the draft', amendments.lodge),
  act('amendment.edit', 'seal', 'Fix the words of an amendment, to be voted on exactly as they are', amendments.seal),
  endpoint({
    method: 'post', path: '/amendments/:amendmentId/settle', summary: 'Accept the words of an amendment into the draft without a vote, all of them or some pieces, or reject them, with a reason',
    params: ofAmendment, input: contract.settleAmendment, output: contract.amendmentView, capability: 'amendment.settle', subject,
    handle: async (permit, context, { params, input, userId }) => {
      await settle(permit, context, input)
      return viewOf(context, params.amendmentId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/amendments/:amendmentId/answers/:amendingId', summary: 'Answer an amendment to one\'s own amendment: take its words in, all of them or some pieces, or do not, with a reason',
    params: z.strictObject({ amendmentId: id, amendingId: id }), input: contract.settleAmendment, output: contract.amendmentView, capability: 'amendment.edit', subject,
    handle: async (permit, context, { params, input, userId }) => {
      await answer(permit, context, params.amendingId, input)
      return viewOf(context, params.amendingId, permit.subject.workspaceId, userId)
    },
  }),
  act('amendment.withdraw', 'withdraw', 'Take an amendment back, as long as nothing was decided on it', amendments.withdraw),
]
