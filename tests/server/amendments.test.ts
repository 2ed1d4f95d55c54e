import { createHash } from 'node:crypto'
import pino from 'pino'
import { expect, test } from 'vitest'
import { readCanonicalAmendment } from '#domain/amendments/sealed.ts'
import type { AmendmentView, DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { verify } from '#server/cli/verify.ts'
import * as decisions from '#server/features/amendments/decision.service.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const groups = ['policymaker', 'ethicist', 'civilSociety']

async function move(world: World, persona = 'ethicist', input: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await (await world.as(persona)).post<AmendmentView>(`/api/drafts/${world.draftId}/amendments`, { title: 'Within a day', ...input })
  if (status !== 201) throw new Error(`it could not be moved: ${JSON.stringify(body)}`)
  return body
}
const branch = async (world: World, persona: string, { sync }: AmendmentView) => {
  const drafter = drafts(await world.as(persona), world, { room: sync.room })
  await drafter.synced()
  return drafter
}
const act = async (world: World, persona: string, { id }: AmendmentView, verb: string) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${id}/${verb}`)
const get = async (world: World, persona: string, { id }: AmendmentView) => (await world.as(persona)).get<AmendmentView & Refused>(`/api/amendments/${id}`)
const words = async (world: World, clauseId: string) => {
  const { body } = await (await world.as('policymaker')).get<DraftView>(`/api/drafts/${world.draftId}`)
  return body.clauses.find(({ id }) => id === clauseId)?.text
}

/** An amendment that puts two words before the first clause, with its words sealed. */
async function sealed(world: World, clause = world.first, added = 'Within a day, ') {
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(clause, added)
  await until(() => writer.acknowledged().seq > 1)
  await act(world, 'ethicist', amendment, 'lodge')
  const { status, body } = await act(world, 'ethicist', amendment, 'seal')
  if (status !== 200) throw new Error(`it could not be sealed: ${JSON.stringify(body)}`)
  return body
}

const putToVote = (world: World, amendment: AmendmentView, change: Readonly<Record<string, unknown>> = {}) => openVote(world, { clauseId: null, amendmentId: amendment.id, rule: 'concurrent', roles: groups, ...change })

async function vote(world: World, { id, words: fixed }: ProposalView, choice: string) {
  for (const persona of ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2']) {
    expect((await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { choice, hash: fixed?.hash ?? null })).status).toBe(200)
  }
  return (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)
}
const consolidated = (world: World, amendment: AmendmentView) => until(async () => (await get(world, 'policymaker', amendment)).body.state === 'consolidated')

test('two sponsors of different roles write in one branch, live, and the draft stays as it is', async () => {
  const world = await aWorkspace(app)
  const before = await words(world, world.first.id)
  const amendment = await move(world)
  await (await world.as('ethicist')).post(`/api/amendments/${amendment.id}/sponsors`, { userId: world.userId('civilSociety') })
  const [first, second] = [await branch(world, 'ethicist', amendment), await branch(world, 'civilSociety', amendment)]
  first.type(world.first, 'Soon, ')
  await second.reads(world.first, `Soon, ${world.first.words}`)
  second.type(world.first, 'Very ')
  await first.reads(world.first, `Very Soon, ${world.first.words}`)
  const { body } = await (await world.as('ethicist')).get<DifferenceView>(`/api/amendments/${amendment.id}/difference`)
  expect(body.clauses.map(({ id, change, blocks }) => [id, change, blocks.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind !== 'same'))]))
    .toEqual([[world.first.id, 'changed', [{ kind: 'added', text: 'Very Soon, ' }]]])
  expect(await words(world, world.first.id)).toBe(before)
})

test('an amendment that its sponsors keep to themselves is not there for anyone else, live or asked for, until it is handed in', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(world.first, 'Soon, ')
  await until(() => writer.acknowledged().seq > 1)
  for (const persona of ['policymaker', 'civilSociety', 'facilitator', 'observer']) {
    expect([persona, (await get(world, persona, amendment)).status]).toEqual([persona, 404])
    expect((await (await world.as(persona)).get<{ amendments: unknown[] }>(`/api/drafts/${world.draftId}/amendments`)).body.amendments).toEqual([])
  }
  const curious = drafts(await world.as('policymaker'), world, { room: amendment.sync.room })
  await until(() => curious.closes.length > 0)
  expect(curious.doc.getMap('clauses').size).toBe(0)
  curious.leave()
  expect((await act(world, 'ethicist', amendment, 'lodge')).body.number).toBe(1)
  for (const persona of ['policymaker', 'observer']) expect((await get(world, persona, amendment)).body).toMatchObject({ state: 'lodged', number: 1 })
})

test('a caucus reads what its role drafts, and nobody else', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world, 'civilSociety', { openTo: 'role' })
  expect([(await get(world, 'civilSociety-2', amendment)).status, (await get(world, 'ethicist', amendment)).status]).toEqual([200, 404])
})

test('whoever may read it but is no sponsor writes nothing in it', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world, 'ethicist', { openTo: 'all' })
  const reader = await branch(world, 'policymaker', amendment)
  reader.type(world.first, 'No. ')
  await until(() => reader.closes.length > 0)
  const writer = await branch(world, 'ethicist', amendment)
  expect(writer.words(world.first)).toBe(world.first.words)
})

test('what changes nothing is not handed in', async () => {
  const world = await aWorkspace(app)
  const { status, body } = await act(world, 'ethicist', await move(world), 'lodge')
  expect([status, body.error.details.because]).toEqual([409, 'nothingChanged'])
})

test('sealed words are fixed by their hash, and whoever was writing in them is put out', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(world.first, 'Within a day, ')
  await until(() => writer.acknowledged().seq > 1)
  await act(world, 'ethicist', amendment, 'lodge')
  const { body } = await act(world, 'ethicist', amendment, 'seal')
  expect(body.words?.hash).toBe(createHash('sha256').update(body.words?.canonical ?? '').digest('hex'))
  expect(readCanonicalAmendment(body.words?.canonical ?? '').clauses.map(({ id }) => id)).toEqual([world.first.id])
  const late = drafts(await world.as('ethicist'), world, { room: amendment.sync.room })
  await late.synced()
  late.type(world.first, 'Or two: ')
  await until(() => late.closes.length > 0)
  expect((await (await world.as('ethicist')).get<DifferenceView>(`/api/amendments/${amendment.id}/difference`)).body.clauses[0]?.blocks.flatMap(({ pieces }) => pieces).find(({ kind }) => kind === 'added')?.text).toBe('Within a day, ')
})

test('an amendment whose words the draft has changed since is not sealed before it is brought up to date', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(world.first, 'Within a day, ')
  await until(() => writer.acknowledged().seq > 1)
  await act(world, 'ethicist', amendment, 'lodge')
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'All ')
  await until(() => drafter.acknowledged().seq > 1)
  const { status, body } = await act(world, 'ethicist', amendment, 'seal')
  expect([status, body.error.details]).toEqual([409, { because: 'textMoved', clauseId: world.first.id }])
  expect((await get(world, 'ethicist', amendment)).body.state).toBe('lodged')
  // Nobody was put out for nothing.
  writer.type(world.first, 'Still: ')
  await until(() => writer.acknowledged().seq > 2)
})

test('while it is voted on nobody writes in the clauses that it changes; agreed to in each role, exactly its words stand in the draft, as words of its sponsor', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world)
  const proposal = await putToVote(world, amendment)
  expect(proposal.words).toMatchObject({ canonical: amendment.words?.canonical, hash: amendment.words?.hash })
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Never ')
  await drafter.closedWith(4423)
  drafter.leave()
  const other = drafts(await world.as('policymaker-2'), world)
  await other.synced()
  other.type(world.second, 'Also ')
  await until(() => other.acknowledged().seq > 1)

  expect((await vote(world, proposal, 'for')).body.result?.outcome).toBe('adopted')
  await consolidated(world, amendment)
  await other.reads(world.first, `Within a day, ${world.first.words}`)
  expect(other.words(world.second)).toBe(`Also ${world.second.words}`)
  const { body } = await (await world.as('policymaker')).get<AttributionView>(`/api/drafts/${world.draftId}/clauses/${world.first.id}/attribution`)
  expect(body.blocks.flatMap(({ runs }) => runs).find(({ text }) => text.startsWith('Within'))?.userId).toBe(world.userId('ethicist'))
  const record = await (await world.as('policymaker')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(record.body.entries.map(({ name }) => name).slice(0, 3)).toEqual(['amendment.consolidated', 'amendment.decided', 'proposal.closed'])
  expect(record.body.entries[0]).toMatchObject({ facts: { hash: amendment.words?.hash, number: 1, clauses: [world.first.id] }, ids: { amendmentId: amendment.id, proposalId: proposal.id } })
  // The clause is awake again.
  other.type(world.first, 'And ')
  await other.reads(world.first, `And Within a day, ${world.first.words}`)
})

test('a majority against it, or one role without a majority, leaves the draft as it is and the clause awake', async () => {
  const world = await aWorkspace(app)
  const before = await words(world, world.first.id)
  const amendment = await sealed(world)
  expect((await vote(world, await putToVote(world, amendment), 'against')).body.result?.outcome).toBe('rejected')
  expect((await get(world, 'ethicist', amendment)).body).toMatchObject({ state: 'decided', outcome: 'disagreedTo' })
  expect(await words(world, world.first.id)).toBe(before)
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Still ')
  await until(() => drafter.acknowledged().seq > 1)
})

test('a vote without a quorum decides nothing: the words stay sealed and may be put again', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world)
  const proposal = await putToVote(world, amendment, { quorum: 3 })
  await (await world.as('facilitator')).post(`/api/proposals/${proposal.id}/close`)
  expect((await get(world, 'ethicist', amendment)).body).toMatchObject({ state: 'sealed', outcome: null })
  expect((await putToVote(world, amendment)).number).toBe(2)
})

test('what was cut off between writing the words and recording it is recorded once, and written once', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world)
  await vote(world, await putToVote(world, amendment), 'for')
  await consolidated(world, amendment)
  // As a kill right after the writing leaves it.
  await app.sql('update amendment set state = \'decided\', "consolidatedAt" = null, "consolidatedSeq" = null where id = $1', [amendment.id])
  const { unitOfWork } = app.running()
  await Promise.all([1, 2, 3].map(() => unitOfWork(null, (context) => decisions.consolidate(context, amendment.id))))
  expect(await words(world, world.first.id)).toBe(`Within a day, ${world.first.words}`)
  expect(await app.sql('select count(*)::int as rows from record where name = \'amendment.consolidated\' and "draftId" = $1', [world.draftId])).toEqual([{ rows: 2 }])
})

test('words that cannot be written as they were sealed are not written at all, and the clause stays at rest', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world)
  const proposal = await putToVote(world, amendment)
  const { texts, unitOfWork } = app.running()
  // By a way that does not exist: a hand in the text while it is at rest.
  await texts.edit(`draft:${world.draftId}`, { userId: world.userId('policymaker') }, (doc) => {
    const drafter = doc.getMap('clauses').get(world.first.id) as unknown as { toArray(): { nodeName: string; get(index: number): { insert(at: number, words: string): void } }[] }
    drafter.toArray().find(({ nodeName }) => nodeName === 'paragraph')?.get(0).insert(0, 'By force: ')
  })
  await vote(world, proposal, 'for')
  await expect(unitOfWork(null, (context) => decisions.consolidate(context, amendment.id))).rejects.toMatchObject({ details: { because: 'clauseChanged', clauseId: world.first.id } })
  expect(await words(world, world.first.id)).toBe(`By force: ${world.first.words}`)
  expect((await get(world, 'ethicist', amendment)).body.state).toBe('decided')
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'More ')
  await drafter.closedWith(4423)
})

test('whoever may write in the draft accepts an amendment that was handed in: its words stand in the draft at once, as its sponsor\'s, with the reason', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(world.first, 'Within a day, ')
  await until(() => writer.acknowledged().seq > 1)
  const settle = async (persona: string, accepted: boolean) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${amendment.id}/settle`, { accepted, reason: 'It is clearer.' })
  expect((await settle('policymaker', true)).status).toBe(404)
  await act(world, 'ethicist', amendment, 'lodge')
  expect((await settle('civilSociety', true)).status).toBe(403)
  const { body } = await settle('policymaker', true)
  expect(body).toMatchObject({ state: 'consolidated', outcome: 'agreedTo', settled: { accepted: true, reason: 'It is clearer.', by: { id: world.userId('policymaker') } } })
  expect(await words(world, world.first.id)).toBe(`Within a day, ${world.first.words}`)
  const attribution = await (await world.as('policymaker')).get<AttributionView>(`/api/drafts/${world.draftId}/clauses/${world.first.id}/attribution`)
  expect(attribution.body.blocks.flatMap(({ runs }) => runs).find(({ text }) => text.startsWith('Within'))?.userId).toBe(world.userId('ethicist'))
  expect((await settle('policymaker', false)).status).toBe(409)
})

test('a rejected amendment changes nothing and says why; one whose clause is voted on is not accepted', async () => {
  const world = await aWorkspace(app)
  const lodged = async () => {
    const amendment = await move(world)
    const writer = await branch(world, 'ethicist', amendment)
    writer.type(world.first, 'Within a day, ')
    await until(() => writer.acknowledged().seq > 1)
    await act(world, 'ethicist', amendment, 'lodge')
    return amendment
  }
  const [first, second] = [await lodged(), await lodged()]
  const settle = async ({ id }: AmendmentView, accepted: boolean) => (await world.as('policymaker')).post<AmendmentView & Refused>(`/api/amendments/${id}/settle`, { accepted, reason: 'Too short a time.' })
  expect((await settle(first, false)).body).toMatchObject({ state: 'decided', outcome: 'disagreedTo', settled: { accepted: false } })
  await openVote(world)
  expect((await settle(second, true)).status).toBe(423)
  expect(await words(world, world.first.id)).toBe(world.first.words)
  expect((await get(world, 'ethicist', second)).body.state).toBe('lodged')
})

test('an amendment that is not sealed, was decided, or is of another draft is not put to the vote', async () => {
  const [world, elsewhere] = [await aWorkspace(app), await aWorkspace(app)]
  const open = await move(world, 'ethicist', { openTo: 'all' })
  const ask = async (where: World, { id }: AmendmentView) => (await where.as('facilitator')).post<Refused>(`/api/drafts/${where.draftId}/proposals`, {
    question: 'Shall it be so?', clauseId: null, amendmentId: id, rule: 'simpleMajority', roles: groups, closesAt: new Date(Date.now() + 3600_000).toISOString(),
  })
  expect((await ask(world, open)).status).toBe(409)
  const amendment = await sealed(world, world.second)
  expect((await ask(elsewhere, amendment)).status).toBe(404)
  await vote(world, await putToVote(world, amendment), 'against')
  expect((await ask(world, amendment)).status).toBe(409)
})

test('a sponsor whose name is taken off loses the pen at once', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  await (await world.as('ethicist')).post(`/api/amendments/${amendment.id}/sponsors`, { userId: world.userId('creator') })
  const writer = await branch(world, 'creator', amendment)
  expect((await (await world.as('ethicist')).ask('DELETE', `/api/amendments/${amendment.id}/sponsors/${world.userId('creator')}`)).status).toBe(200)
  await until(() => writer.closes.length > 0)
  expect((await (await world.as('ethicist')).ask<Refused>('DELETE', `/api/amendments/${amendment.id}/sponsors/${world.userId('ethicist')}`)).body.error.details.because).toBe('lastSponsor')
})

test('verify finds that the words written are those that were sealed, and names an amendment of which that is not so', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world)
  await vote(world, await putToVote(world, amendment), 'for')
  await consolidated(world, amendment)
  const said: string[] = []
  const check = async () => [await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line)), said.at(-1)]
  expect((await check())[0]).toBe(0)
  const { id, words: fixed } = (await get(world, 'ethicist', amendment)).body
  await app.sql('update amendment set words = replace(words, \'day\', \'dax\') where id = $1', [id])
  expect(await check()).toEqual([1, expect.stringContaining(`(${id}): hash`)])
  await app.sql('update amendment set words = $2 where id = $1', [id, fixed?.canonical])
  await app.sql('update amendment set "consolidatedSeq" = 1 where id = $1', [id])
  expect(await check()).toEqual([1, expect.stringContaining(`(${id}): words`)])
})
