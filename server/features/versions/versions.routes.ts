import { z } from 'zod'
import { correctClause, correctedView } from '#domain/contract/clauses.ts'
import * as history from '#domain/contract/history.ts'
import { id } from '#domain/contract/shared.ts'
import * as contract from '#domain/contract/versions.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { correct } from './corrections.service.ts'
import { attributionView, authorsIn, clauseDecisionsView, formerView, historyPage, historyView, momentsOf, peopleIn, textAtView, versionView } from './history.presenter.ts'
import * as past from './history.service.ts'
import * as versions from './versions.service.ts'

const ofDraft = z.strictObject({ draftId: id })

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/drafts/:draftId/versions', summary: 'The named moments of a draft, the latest first',
    params: ofDraft, output: contract.versionsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => {
      const rows = await versions.list(permit, context, params.draftId)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, rows.map(({ userId }) => userId))
      return { versions: rows.map((row) => versionView(row, people)) }
    },
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/versions', summary: 'Name a moment of a draft, by default the present one', created: true,
    params: ofDraft, input: contract.nameVersion, output: contract.versionView, capability: 'version.name',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, input }) => {
      const row = await versions.name(permit, context, params.draftId, input)
      return versionView(row, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, [row.userId]))
    },
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/restore', summary: 'Put a clause, or the whole draft, back to its words at a moment, as a new edit',
    params: ofDraft, input: contract.restore, output: contract.restoredView, capability: 'version.restore',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: (permit, context, { params, input }) => versions.restore(permit, context, params.draftId, input),
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/clauses/:clauseId/corrections', summary: 'Correct a printing point of adopted words: an obvious error, without a vote',
    params: z.strictObject({ draftId: id, clauseId: id }), input: correctClause, output: correctedView, capability: 'clause.correct',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: (permit, context, { params, input }) => correct(permit, context, params, input),
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/history', summary: 'The time line of a draft: days, decisions, stages, versions and restorings, the latest first',
    params: ofDraft, query: history.historyQuery, output: history.historyView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, query }) => {
      const { head, timeline } = await past.timeline(permit, context, params.draftId, query)
      const { page, nextBefore } = historyPage(momentsOf(timeline, query.zone), query)
      return historyView(head, page, nextBefore, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, peopleIn(page)))
    },
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/history/:seq', summary: 'A draft as it stood right after one row of its journal',
    params: history.atSeq, output: history.textAtView, capability: 'draft.read', perMinute: 'pastTextsPerMinute',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => {
      const { place, nodes } = await past.textAt(permit, context, params.draftId, params.seq)
      return textAtView(place, nodes, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, [place.userId]))
    },
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/compare', summary: 'What differs between two moments of a draft, by clause and word',
    params: ofDraft, query: history.compareQuery, output: history.comparisonView, capability: 'draft.read', perMinute: 'comparisonsPerMinute',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: (permit, context, { params, query }) => past.compare(permit, context, params.draftId, query),
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/clauses/:clauseId/attribution', summary: 'Who wrote which words of a clause, as it stands or stood',
    params: z.strictObject({ draftId: id, clauseId: id }), query: history.attributionQuery, output: history.attributionView, capability: 'draft.read', perMinute: 'attributionsPerMinute',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, query }) => {
      const attributed = await past.attribution(permit, context, params, query.seq)
      return attributionView(attributed, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, authorsIn(attributed)))
    },
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/clauses/:clauseId/decisions', summary: 'Which votes and other acts of the record decided on the words of a clause, the latest first',
    params: z.strictObject({ draftId: id, clauseId: id }), output: history.clauseDecisionsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params }) => {
      const decisions = await past.clauseDecisions(permit, context, params)
      return clauseDecisionsView(decisions, await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, decisions.flatMap(({ actorId, amendment }) => [...actorId ? [actorId] : [], ...amendment?.sponsors ?? []])))
    },
  }),
  endpoint({
    method: 'get', path: '/drafts/:draftId/clauses/:clauseId/former', summary: 'What a deleted provision, or a deleted block of one, was called when it was last there',
    params: z.strictObject({ draftId: id, clauseId: id }), query: history.formerQuery, output: history.formerView, capability: 'draft.read', perMinute: 'formerNamesPerMinute',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, query }) => {
      const { place, provision, label } = await past.former(permit, context, params, query.block ?? null)
      return formerView(place, provision, label)
    },
  }),
]
