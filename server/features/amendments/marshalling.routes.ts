import { z } from 'zod'
import * as contract from '#domain/contract/marshalling.ts'
import { done, doneView, id } from '#domain/contract/shared.ts'
import type { Context } from '#server/db/context.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { amendmentSubject } from './amendments.subject.ts'
import { link, unlink } from './links.service.ts'
import { orderView, peopleOfOrder, whatIfView } from './marshalling.presenter.ts'
import { orderOf, suppose } from './marshalling.service.ts'

const ofDraft = z.strictObject({ draftId: id })
const draft = (context: Context, { params, userId }: { params: { draftId: string }; userId: string | null }) => draftSubject(context, params.draftId, userId)
const pair = z.strictObject({ amendmentId: id, otherId: id })
const amendment = (context: Context, { params, userId }: { params: { amendmentId: string }; userId: string | null }) => amendmentSubject(context, params.amendmentId, userId)

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/drafts/:draftId/amendments/order', summary: 'The amendments that wait for a decision, in marshalled order: direct alternatives together, which exclude each other and why, which were linked by hand',
    params: ofDraft, output: contract.orderView, capability: 'draft.read', subject: draft,
    handle: async (permit, context, { params, userId }) => {
      const order = await orderOf(permit, context, params.draftId)
      return orderView(order, { userId, people: await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, peopleOfOrder(order)) })
    },
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/amendments/what-if', summary: 'The text that some amendments would give together, or which of them exclude each other; nothing is written',
    params: ofDraft, query: contract.whatIfQuery, output: contract.whatIfView, capability: 'draft.read', subject: draft,
    handle: async (permit, context, { params, query }) => whatIfView(await suppose(permit, context, params.draftId, query.amendment), query.whole),
  }),
  endpoint({
    method: 'put', path: '/amendments/:amendmentId/links/:otherId', summary: 'Say that two amendments belong together, or that the first is a consequence of the second',
    params: pair, input: contract.linkAmendments, output: doneView, capability: 'amendment.move', subject: amendment,
    handle: async (permit, context, { params, input }) => {
      await link(permit, context, [params.amendmentId, params.otherId], input)
      return done
    },
  }),
  endpoint({
    method: 'delete', path: '/amendments/:amendmentId/links/:otherId', summary: 'Take back what was said of two amendments',
    params: pair, output: doneView, capability: 'amendment.move', subject: amendment,
    handle: async (permit, context, { params }) => {
      await unlink(permit, context, [params.amendmentId, params.otherId])
      return done
    },
  }),
]
