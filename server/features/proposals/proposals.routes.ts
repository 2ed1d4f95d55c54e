import { z } from 'zod'
import * as contract from '#domain/contract/proposals.ts'
import { id } from '#domain/contract/shared.ts'
import { Refusal } from '#domain/errors.ts'
import type { Context } from '#server/db/context.ts'
import { charterContent } from '#server/features/charters/charters.presenter.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { ballotViews, peopleIn, proposalSummary, proposalView, secretViews } from './proposals.presenter.ts'
import type { ProposalRow } from './proposals.repository.ts'
import * as closing from './closing.service.ts'
import * as proposals from './proposals.service.ts'
import { proposalSubject } from './proposals.subject.ts'
import * as proxies from './proxies.service.ts'
import type { ElectorRow } from './standing.service.ts'
import * as standing from './standing.service.ts'

const ofDraft = z.strictObject({ draftId: id })
const ofProposal = z.strictObject({ proposalId: id })

async function around(context: Context, rows: readonly ProposalRow[], workspaceId: string, userId: string | null, also: readonly string[] = []) {
  return {
    userId, workspaceId, drafts: await drafts.namesOf(context.tx, [...new Set(rows.flatMap(({ draftId }) => draftId ?? []))]),
    people: await stakeholders.peopleOf(context.tx, workspaceId, [...peopleIn(rows), ...also]), standings: await standing.standingsOf(context, rows, userId),
  }
}

async function summaries(context: Context, rows: readonly ProposalRow[], workspaceId: string, userId: string | null) {
  const known = await around(context, rows, workspaceId, userId)
  return { proposals: rows.map((row) => proposalSummary(row, known)) }
}

async function there(context: Context, proposalId: string): Promise<ProposalRow> {
  const row = await proposals.find(context.tx, proposalId)
  if (!row) throw new Refusal('notFound', 'There is no such proposal')
  return row
}

/** Everybody whose ballots these are, and who cast them in their name. */
const castersOf = (electors: readonly ElectorRow[]) => electors.flatMap(({ userId, ballot }) => [userId, ...(ballot?.byProxy ? [ballot.byProxy] : [])])
/** Of a proposal on the charter: which one it would follow, and what became of it. */
async function charterOf({ tx }: Context, { id: proposalId, workspaceId, charterVersion, result }: ProposalRow): Promise<contract.ProposalView['charter']> {
  const before = workspaceId === null ? null : await charters.ofVersion(tx, workspaceId, charterVersion)
  if (!before) return null
  const adopted = async () => (await charters.adoptedBy(tx, proposalId) === null ? 'stopped' : 'inForce')
  return { before: charterContent(before), state: result === null ? 'proposed' : result.outcome === 'adopted' ? await adopted() : 'rejected' }
}

/** The whole view of one proposal, as its routes and those of its ballots answer with it. */
export async function viewOf(context: Context, proposalId: string, workspaceId: string, userId: string | null) {
  const row = await there(context, proposalId)
  const page = await standing.ballotsOf(context, row)
  const own = await proxies.ownOf(context, row, workspaceId, userId)
  const known = await around(context, [row], workspaceId, userId, [...castersOf(page.electors), ...(own ? [own.givenTo, own.heldFor, ...own.eligible].filter((id) => id !== null) : [])])
  return proposalView(row, page, await standing.publishedOf(context, row), { own, cast: await proxies.castByProxy(context, row) }, await charterOf(context, row), known)
}

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/drafts/:draftId/proposals', summary: 'The proposals on a draft, newest first',
    params: ofDraft, output: contract.proposalsView, capability: 'draft.read',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, userId }) => summaries(context, await proposals.ofDraft(permit, context, params.draftId), permit.subject.workspaceId, userId),
  }),
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/proposals', summary: 'Every proposal of a workspace, newest first',
    params: z.strictObject({ workspaceId: id }), output: contract.proposalsView, capability: 'workspace.read',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { params, userId }) => summaries(context, await proposals.ofWorkspace(permit, context, params.workspaceId), params.workspaceId, userId),
  }),
  endpoint({
    method: 'get', path: '/proposals/:proposalId', summary: 'A proposal: its exact words, how the vote stands or what came of it',
    params: ofProposal, output: contract.proposalView, capability: 'draft.read',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, userId }) => viewOf(context, params.proposalId, permit.subject.workspaceId, userId),
  }),
  endpoint({
    method: 'get', path: '/proposals/:proposalId/ballots', summary: 'The ballots of a recorded vote, fifty at a time, in the order in which they were cast',
    params: ofProposal, query: contract.ballotsQuery, output: contract.ballotsView, capability: 'draft.read',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, query }) => {
      const { electors, more } = await standing.ballotsOf(context, await there(context, params.proposalId), query.after ?? null)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, castersOf(electors))
      return { ballots: ballotViews(electors, { people }), more }
    },
  }),
  endpoint({
    method: 'get', path: '/proposals/:proposalId/secret-ballots', summary: 'The papers and receipts that a closed secret ballot published, fifty at a time',
    params: ofProposal, query: contract.secretBallotsQuery, output: contract.secretBallotsView, capability: 'draft.read',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (_permit, context, { params, query }) => {
      const published = await standing.publishedOf(context, await there(context, params.proposalId))
      return published ? secretViews(published, query.from) : { papers: [], receipts: [], more: false }
    },
  }),
  endpoint({
    method: 'get', path: '/proposals/:proposalId/references', summary: 'What the cross-references in the words voted on are called now',
    params: ofProposal, output: contract.wordsReferencesView, capability: 'draft.read',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params }) => ({ references: await proposals.referencesIn(permit, context, params.proposalId) }),
  }),
  endpoint({
    method: 'post', path: '/drafts/:draftId/proposals', summary: 'Put a clause, amendments, the whole draft or a question to the vote', created: true,
    params: ofDraft, input: contract.openProposal, output: contract.proposalView, capability: 'proposal.open',
    subject: (context, { params, userId }) => draftSubject(context, params.draftId, userId),
    handle: async (permit, context, { params, input, userId }) => viewOf(context, await proposals.open(permit, context, params.draftId, input), permit.subject.workspaceId, userId),
  }),
  endpoint({
    method: 'post', path: '/workspaces/:workspaceId/charter/proposals', summary: 'Put a charter to the vote that would follow the one in force', created: true,
    params: z.strictObject({ workspaceId: id }), input: contract.openCharterProposal, output: contract.proposalView, capability: 'proposal.open',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { params, input, userId }) => viewOf(context, await proposals.openCharter(permit, context, input), params.workspaceId, userId),
  }),
  endpoint({
    method: 'post', path: '/proposals/:proposalId/extend', summary: 'Put the deadline of a proposal off, with a reason',
    params: ofProposal, input: contract.extendProposal, output: contract.proposalView, capability: 'proposal.extend',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, userId }) => {
      await proposals.extend(permit, context, params.proposalId, input)
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'put', path: '/proposals/:proposalId/proxy', summary: 'Name the one elector who votes in my name in this proposal, where it admits proxies',
    params: ofProposal, input: contract.nameProxy, output: contract.proposalView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, userId }) => {
      await proxies.name(permit, context, params.proposalId, input.holderId)
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/proposals/:proposalId/proxy/end', summary: 'Take back the proxy that I gave, or give back the one that I hold, before it was used',
    params: ofProposal, input: contract.endProxy, output: contract.proposalView, capability: 'ballot.cast',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, input, userId }) => {
      await proxies.end(permit, context, params.proposalId, input.giverId)
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
    },
  }),
  endpoint({
    method: 'post', path: '/proposals/:proposalId/close', summary: 'Close a proposal: before its deadline as its rules allow, or a consent round that waits in vain',
    params: ofProposal, output: contract.proposalView, capability: 'proposal.close',
    subject: (context, { params, userId }) => proposalSubject(context, params.proposalId, userId),
    handle: async (permit, context, { params, userId }) => {
      await closing.close(permit, context, params.proposalId)
      return viewOf(context, params.proposalId, permit.subject.workspaceId, userId)
    },
  }),
]
