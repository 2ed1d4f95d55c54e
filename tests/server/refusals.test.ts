import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { Capability } from '#domain/charter/charter.ts'
import type { Actor, Subject } from '#domain/charter/conditions.ts'
import { decide, type Reason } from '#domain/charter/decide.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { type Stage, stages } from '#domain/charter/roles.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { NewInvitationView } from '#domain/contract/stakeholders.ts'
import { endpoints } from '#server/endpoints.ts'
import type { AnyEndpoint } from '#server/http/endpoint.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client, Refused } from '#tests/support/client.ts'
import { digestOf } from '#tests/support/digest.ts'
import { drafts } from '#tests/support/drafter.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, outsider, standings, type World } from '#tests/support/world.ts'

const app = anApp()
const nextCharter = { ...defaultCharter, version: 2, decisions: { ...defaultCharter.decisions, concurrentRoles: ['ethicist'] } }
const nobody = 'nobody'
const everyone = ['policymaker', 'ethicist', 'civilSociety', 'creator', 'developer', 'facilitator', 'observer', outsider, nobody]

/** One thing that each endpoint could be asked for: where, with which words, and the facts that the charter's conditions look at. */
interface Sample { readonly params: Readonly<Record<string, string>>; readonly input?: object; readonly facts?: (persona: string) => Omit<Subject, 'workspaceId' | 'draftId' | 'stage'> }
let world: World
/** By endpoint: the right that it must ask for, said here once more so that a wrong one shows, and what is asked. */
let samples: Record<string, readonly [Capability, readonly Sample[]]>
const clients = new Map<string, Client>()

beforeAll(async () => {
  world = await aWorkspace(app)
  for (const persona of everyone) clients.set(persona, persona === nobody ? app.nobody() : await world.as(persona))
  samples = await makeSamples()
})

const client = (persona: string) => {
  const found = clients.get(persona)
  if (!found) throw new Error(`${persona} is not here`)
  return found
}

async function aThread(body: string) {
  const made = await client('ethicist').post<ThreadView>(`/api/drafts/${world.draftId}/threads`, { clauseId: world.second.id, kind: 'ethical', anchor: null, body })
  return { id: made.body.id, commentId: made.body.comments[0]?.id ?? '' }
}

async function makeSamples(): Promise<typeof samples> {
  const { workspaceId, draftId } = world
  const open = await aThread('This stays open.')
  const resolved = await aThread('This is resolved.')
  await client('facilitator').post(`/api/threads/${resolved.id}/resolve`)
  const [running, closed] = [await openVote(world), await openVote(world, { clauseId: null })]
  const round = await openVote(world, { clauseId: null, method: { kind: 'consent' } })
  const objecting = await client('civilSociety').put<ProposalView>(`/api/proposals/${round.id}/ballot`, { position: 'objection', reason: 'It harms.', hash: null })
  await client('facilitator').post(`/api/proposals/${closed.id}/close`)
  const invitation = await client('facilitator').post<NewInvitationView>(`/api/workspaces/${workspaceId}/invitations`, { role: 'ethicist', functions: [] })

  const inWorkspace: Sample = { params: { workspaceId } }
  const ofDraft: Sample = { params: { draftId } }
  const closesAt = new Date(Date.now() + 3600_000)
  const factsOf = ({ id }: { id: string }, isOpen: boolean): NonNullable<Sample['facts']> => (persona) =>
    ({ proposal: { id, open: isOpen, closesAt, onRoll: ['policymaker', 'civilSociety'].includes(persona) } })
  const votes = (input?: (hash: string | null) => object): Sample[] => [{ vote: running, isOpen: true }, { vote: closed, isOpen: false }].map(({ vote, isOpen }) =>
    ({ params: { proposalId: vote.id }, facts: factsOf(vote, isOpen), ...(input && { input: input(vote.words?.hash ?? null) }) }))
  const amendment = await client('ethicist').post<AmendmentView>(`/api/drafts/${draftId}/amendments`, { title: 'Other words', openTo: 'all' })
  const moved = (input?: object, params: Record<string, string> = {}): Sample => ({
    params: { amendmentId: amendment.body.id, ...params }, ...(input && { input }), facts: (persona) => ({ amendment: { id: amendment.body.id, state: 'drafting', isSponsor: persona === 'ethicist' } }),
  })
  const objections = (input?: object): Sample[] => [{
    params: { objectionId: objecting.body.objections[0]?.id ?? '' }, ...(input && { input }), facts: (persona) => ({ authorId: world.userId('civilSociety'), ...factsOf(round, true)(persona) }),
  }]
  const threads: Sample[] = [{ params: { threadId: open.id } }, { params: { threadId: resolved.id } }]

  return {
    'get /workspaces/:workspaceId/charter': ['charter.read', [inWorkspace]],
    'put /workspaces/:workspaceId/charter': ['charter.change', [{ ...inWorkspace, input: { charter: nextCharter } }]],
    'post /workspaces/:workspaceId/charter/proposals': ['proposal.open', [{ ...inWorkspace, input: { question: 'Shall it be so?', method: simpleMajority, roles: ['policymaker'], closesAt: closesAt.toISOString(), charter: nextCharter } }]],
    'get /workspaces/:workspaceId/members': ['member.read', [inWorkspace]],
    'get /workspaces/:workspaceId/shared-mailboxes': ['member.change', [inWorkspace]],
    'patch /members/:memberId': ['member.change', [{ params: { memberId: await world.memberId('creator') }, input: { role: 'ethicist', functions: [] } }]],
    'delete /members/:memberId': ['member.remove', [{ params: { memberId: await world.memberId('creator') } }]],
    'get /workspaces/:workspaceId/invitations': ['member.invite', [inWorkspace]],
    'post /workspaces/:workspaceId/invitations': ['member.invite', [{ ...inWorkspace, input: { role: 'ethicist', functions: [] } }]],
    'delete /invitations/:invitationId': ['member.invite', [{ params: { invitationId: invitation.body.invitation.id } }]],
    'get /drafts/:draftId': ['draft.read', [ofDraft]],
    'post /workspaces/:workspaceId/drafts': ['draft.create', [{ ...inWorkspace, input: { title: 'Another draft' } }]],
    'patch /drafts/:draftId': ['draft.advance', [{ ...ofDraft, input: { language: 'en' } }]],
    'post /drafts/:draftId/stage': ['draft.advance', [{ ...ofDraft, input: { stage: 'voting' } }]],
    'get /drafts/:draftId/versions': ['draft.read', [ofDraft]],
    'post /drafts/:draftId/versions': ['version.name', [{ ...ofDraft, input: { name: 'As it was', seq: 1 } }]],
    'post /drafts/:draftId/restore': ['version.restore', [{ ...ofDraft, input: { seq: 1 } }]],
    'get /drafts/:draftId/history': ['draft.read', [ofDraft]],
    'get /drafts/:draftId/history/:seq': ['draft.read', [{ params: { draftId, seq: '1' } }]],
    'get /drafts/:draftId/compare': ['draft.read', [ofDraft]],
    'get /drafts/:draftId/clauses/:clauseId/attribution': ['draft.read', [{ params: { draftId, clauseId: world.second.id } }]],
    'get /drafts/:draftId/clauses/:clauseId/decisions': ['draft.read', [{ params: { draftId, clauseId: world.second.id } }]],
    'get /drafts/:draftId/clauses/:clauseId/former': ['draft.read', [{ params: { draftId, clauseId: world.second.id } }]],
    'post /drafts/:draftId/clauses/:clauseId/corrections': ['clause.correct', [{ params: { draftId, clauseId: world.second.id }, input: { old: 'teh', new: 'the', reason: 'A slip of the fingers.' } }]],
    'put /drafts/:draftId/clauses/:clauseId/links': ['clause.link', [{ params: { draftId, clauseId: world.second.id }, input: { challengeIds: [], measureIds: [] } }]],
    'get /workspaces/:workspaceId/challenges': ['workspace.read', [inWorkspace]],
    'get /drafts/:draftId/coverage': ['draft.read', [ofDraft]],
    'get /drafts/:draftId/threads': ['draft.read', [ofDraft]],
    'post /drafts/:draftId/threads': ['comment.write', [{ ...ofDraft, input: { clauseId: world.second.id, kind: 'general', anchor: null, body: 'Why?' } }]],
    'post /threads/:threadId/comments': ['comment.write', threads.map((thread) => ({ ...thread, input: { body: 'Because.' } }))],
    'patch /comments/:commentId': ['comment.edit', [open, resolved].map((thread) => ({
      params: { commentId: thread.commentId }, input: { body: 'Other words.' },
      facts: () => ({ authorId: world.userId('ethicist'), thread: { id: thread.id, resolved: thread === resolved } }),
    }))],
    'post /threads/:threadId/resolve': ['comment.resolve', threads],
    'post /threads/:threadId/reopen': ['comment.resolve', threads],
    'get /drafts/:draftId/amendments': ['draft.read', [ofDraft]],
    'get /drafts/:draftId/amendments/collisions': ['draft.read', [ofDraft]],
    'post /drafts/:draftId/amendments': ['amendment.move', [{ ...ofDraft, input: { title: 'Other words', openTo: 'all' } }]],
    'get /drafts/:draftId/amendments/order': ['draft.read', [ofDraft]],
    'get /drafts/:draftId/amendments/what-if': ['draft.read', [ofDraft]],
    'put /amendments/:amendmentId/links/:otherId': ['amendment.move', [moved({ kind: 'together' }, { otherId: randomUUID() })]],
    'delete /amendments/:amendmentId/links/:otherId': ['amendment.move', [moved(undefined, { otherId: randomUUID() })]],
    'get /amendments/:amendmentId/threads': ['draft.read', [moved()]],
    'post /amendments/:amendmentId/threads': ['comment.write', [moved({ kind: 'general', body: 'Why?' })]],
    'get /amendments/:amendmentId': ['draft.read', [moved()]],
    'get /amendments/:amendmentId/difference': ['draft.read', [moved()]],
    'get /amendments/:amendmentId/pieces': ['draft.read', [moved()]],
    'post /amendments/:amendmentId/rebase': ['amendment.edit', [moved({ seq: 1, take: [], leave: [] })]],
    'patch /amendments/:amendmentId': ['amendment.edit', [moved({ title: 'Better words' })]],
    'post /amendments/:amendmentId/sponsors': ['amendment.edit', [moved({ userId: world.userId('creator') })]],
    'delete /amendments/:amendmentId/sponsors/:userId': ['amendment.edit', [moved(undefined, { userId: world.userId('creator') })]],
    'put /amendments/:amendmentId/support': ['amendment.support', [moved()]],
    'delete /amendments/:amendmentId/support': ['amendment.support', [moved()]],
    'post /amendments/:amendmentId/lodge': ['amendment.edit', [moved()]],
    'post /amendments/:amendmentId/seal': ['amendment.edit', [moved()]],
    'post /amendments/:amendmentId/settle': ['amendment.settle', [moved({ accepted: true, reason: 'It is better.' })]],
    'post /amendments/:amendmentId/answers/:amendingId': ['amendment.edit', [moved({ accepted: true, reason: 'It is better.' }, { amendingId: randomUUID() })]],
    'post /amendments/:amendmentId/withdraw': ['amendment.withdraw', [moved()]],
    'get /drafts/:draftId/proposals': ['draft.read', [ofDraft]],
    'get /workspaces/:workspaceId/proposals': ['workspace.read', [inWorkspace]],
    'get /proposals/:proposalId': ['draft.read', votes()],
    'get /proposals/:proposalId/references': ['draft.read', votes()],
    'get /proposals/:proposalId/ballots': ['draft.read', votes()],
    'post /drafts/:draftId/proposals': ['proposal.open', [{ ...ofDraft, input: { question: 'Shall it be so?', clauseId: world.second.id, method: simpleMajority, roles: ['civilSociety'], closesAt: closesAt.toISOString() } }]],
    'post /proposals/:proposalId/close': ['proposal.close', votes()],
    'post /proposals/:proposalId/extend': ['proposal.extend', votes(() => ({ closesAt: new Date(Date.now() + 7200_000).toISOString(), reason: 'More time.' }))],
    'post /objections/:objectionId/answer': ['objection.answer', objections({ answer: 'It does not.' })],
    'post /objections/:objectionId/withdraw': ['objection.withdraw', objections()],
    'post /objections/:objectionId/uphold': ['objection.uphold', objections()],
    'put /proposals/:proposalId/ballot': ['ballot.cast', votes((hash) => ({ choice: 'for', hash }))],
    'put /proposals/:proposalId/ballot/for/:electorId': ['ballot.cast', votes((hash) => ({ choice: 'for', hash })).map((vote) => ({ ...vote, params: { ...vote.params, electorId: world.userId('policymaker') } }))],
    'get /proposals/:proposalId/secret-ballots': ['draft.read', votes()],
    'put /proposals/:proposalId/proxy': ['ballot.cast', votes(() => ({ holderId: world.userId('policymaker') }))],
    'post /proposals/:proposalId/proxy/end': ['ballot.cast', votes(() => ({ giverId: world.userId('policymaker') }))],
    'get /workspaces/:workspaceId/record': ['record.read', [inWorkspace]],
    'get /workspaces/:workspaceId/record/export': ['record.read', [inWorkspace]],
  }
}

const nameOf = ({ method, path }: AnyEndpoint) => `${method} ${path}`
const addressOf = ({ path }: AnyEndpoint, params: Sample['params']) => `/api${path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '')}`

const actorOf = (persona: string): Actor => {
  const standing = standings[persona]
  return { userId: persona === nobody ? null : world.userId(persona), membership: standing ? { memberId: 'm', ...standing } : null }
}

const statusFor: Record<Reason, number> = {
  signIn: 401, notMember: 403, role: 403, authorOnly: 403, onTheRoll: 403, stage: 409, proposalOpen: 409, undecided: 409, threadOpen: 409, clauseNotAtRest: 423, sponsorOnly: 403, amendmentUnsealed: 409, amendmentLodged: 409, amendmentUndecided: 409,
}

/** The documented status of a refusal, or null where the charter allows it. */
function expected(path: string, capability: Capability, persona: string, stage: Stage, sample: Sample): number | null {
  const ofDraft = !/^\/(workspaces|members|invitations)\//.test(path)
  const subject: Subject = { workspaceId: world.workspaceId, ...(ofDraft && { draftId: world.draftId, stage }), ...sample.facts?.(persona) }
  const may = (asked: Capability) => decide(defaultCharter, actorOf(persona), asked, subject, new Date())
  const decision = may(capability)
  if (decision.allowed) return null
  if (!may(ofDraft ? 'draft.read' : 'workspace.read').allowed) return persona === nobody ? 401 : 404
  return statusFor[decision.because]
}

function samplesOf(name: string) {
  const own = samples[name]
  if (!own) throw new Error(`${name} has no sample: say above how it is asked`)
  return own
}

const charterEndpoints = endpoints.filter(({ capability }) => capability)

test.each(charterEndpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s: whom the charter denies it is refused with the documented status, and nothing changes', async (name, endpoint) => {
  const [capability, own] = samplesOf(name)
  for (const stage of stages) {
    await world.placeAt(stage)
    const before = await digestOf(app)
    const asked = own.flatMap((sample, index) => everyone.map((persona) => ({ sample, persona, index, status: expected(endpoint.path, capability, persona, stage, sample) })))
    // Where the charter allows it, reading is tried too: a refusal must not be too broad either.
    const tried = asked.filter(({ status }) => status !== null || endpoint.method === 'get')
    const answers = await Promise.all(tried.map(async ({ sample, persona }) => client(persona).ask<Refused>(endpoint.method.toUpperCase(), addressOf(endpoint, sample.params), sample.input)))
    expect(answers.map(({ status }, at) => `${stage} ${tried[at]?.persona} ${tried[at]?.index}: ${status}`))
      .toEqual(tried.map(({ persona, index, status }) => `${stage} ${persona} ${index}: ${status ?? 200}`))
    for (const { status, body } of answers) if (status !== 200) expect(Object.keys(body)).toEqual(['error'])
    expect(await digestOf(app)).toEqual(before)
  }
})

test.each(charterEndpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s: what does not exist and what is no id are hidden alike', async (name, endpoint) => {
  for (const id of [randomUUID(), 'no-id']) {
    const address = addressOf(endpoint, Object.fromEntries((endpoint.path.match(/:\w+/g) ?? []).map((param) => [param.slice(1), id])))
    const input = samplesOf(name)[1][0]?.input
    const ask = async (persona: string) => (await client(persona).ask(endpoint.method.toUpperCase(), address, input)).status
    expect([id, await ask('facilitator'), await ask(outsider), await ask(nobody)]).toEqual([id, 404, 404, 401])
  }
})

test.each(charterEndpoints.filter(({ input }) => input).map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s: a field that it does not know is refused, whoever asks', async (name, endpoint) => {
  const [sample = { params: {}, input: {} }] = samplesOf(name)[1]
  const before = await digestOf(app)
  const { status, body } = await client('facilitator').ask<Refused>(endpoint.method.toUpperCase(), addressOf(endpoint, sample.params), { ...sample.input, authorId: randomUUID() })
  expect([status, body.error.code]).toEqual([422, 'invalid'])
  expect(await digestOf(app)).toEqual(before)
})

test.each(endpoints.filter(({ who }) => who === 'signedIn').map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s asks to sign in first', async (_name, endpoint) => {
  const before = await digestOf(app)
  const { status, body } = await app.nobody().ask<Refused>(endpoint.method.toUpperCase(), addressOf(endpoint, {}), endpoint.method === 'get' ? undefined : {})
  expect([status, body.error.code]).toEqual([401, 'unauthenticated'])
  expect(await digestOf(app)).toEqual(before)
})

test('the text itself is refused, live, to whom the charter denies it at a stage', async () => {
  const subject = { workspaceId: world.workspaceId, draftId: world.draftId }
  for (const stage of stages) {
    await world.placeAt(stage)
    const before = await digestOf(app)
    for (const persona of everyone) {
      const may = (capability: 'draft.read' | 'clause.edit') => decide(defaultCharter, actorOf(persona), capability, { ...subject, stage }, new Date()).allowed
      if (may('clause.edit')) continue
      const drafter = drafts(client(persona), world)
      if (may('draft.read')) {
        await drafter.synced()
        drafter.type(world.second, 'Never ')
        await drafter.closedWith(4403)
      } else await drafter.closedWith(persona === nobody ? 4401 : 4404)
      drafter.leave()
      expect(drafter.doc.getMap('clauses').size > 0).toBe(may('draft.read'))
    }
    expect(await digestOf(app)).toEqual(before)
  }
})
