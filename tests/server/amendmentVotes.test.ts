import pino from 'pino'
import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import { verify } from '#server/cli/verify.ts'
import * as decisions from '#server/features/amendments/decision.service.ts'
import { consolidated, get, groups, move, putToVote, sealed, vote, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

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
  const proposal = await putToVote(world, amendment, { quorum: { all: { kind: 'number', electors: 3 }, roles: {} } })
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

test('an amendment that is not sealed, was decided, or is of another draft is not put to the vote', async () => {
  const [world, elsewhere] = [await aWorkspace(app), await aWorkspace(app)]
  const open = await move(world, 'ethicist', { openTo: 'all' })
  const ask = async (where: World, { id }: AmendmentView) => (await where.as('facilitator')).post<Refused>(`/api/drafts/${where.draftId}/proposals`, {
    question: 'Shall it be so?', clauseId: null, amendmentId: id, method: simpleMajority, roles: groups, closesAt: new Date(Date.now() + 3600_000).toISOString(),
  })
  expect((await ask(world, open)).status).toBe(409)
  const amendment = await sealed(world, world.second)
  expect((await ask(elsewhere, amendment)).status).toBe(404)
  await vote(world, await putToVote(world, amendment), 'against')
  expect((await ask(world, amendment)).status).toBe(409)
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
