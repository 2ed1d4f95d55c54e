import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import type { AmendmentView, DifferenceView } from '#domain/contract/amendments.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import { act, branch, get, lodged, move, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts, paragraphOf } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()

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

test('nobody fills the server with copies: twenty amendments may be begun, and another once one is withdrawn', async () => {
  const world = await aWorkspace(app)
  const ethicist = await world.as('ethicist')
  const begin = () => ethicist.post<AmendmentView>(`/api/drafts/${world.draftId}/amendments`, { title: 'One of many' })
  const first = await begin()
  for (let begun = 1; begun < 20; begun += 1) expect((await begin()).status).toBe(201)
  expect((await begin()).status).toBe(429)
  await act(world, 'ethicist', first.body, 'withdraw')
  expect([(await begin()).status, (await begin()).status]).toEqual([201, 429])
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
  const { amendment } = await lodged(world)
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
  const { amendment, writer } = await lodged(world)
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

test('an amendment that leaves a provision without words is not sealed', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer } = await lodged(world)
  const written = paragraphOf(writer.doc, world.first)
  written.delete(0, written.length)
  await until(() => writer.acknowledged().seq > 2)
  const { status, body } = await act(world, 'ethicist', amendment, 'seal')
  expect([status, body.error.details.because]).toEqual([409, 'notInOrder'])
  expect((await get(world, 'ethicist', amendment)).body.state).toBe('lodged')
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
  const [first, second] = [(await lodged(world)).amendment, (await lodged(world)).amendment]
  const settle = async ({ id }: AmendmentView, accepted: boolean) => (await world.as('policymaker')).post<AmendmentView & Refused>(`/api/amendments/${id}/settle`, { accepted, reason: 'Too short a time.' })
  expect((await settle(first, false)).body).toMatchObject({ state: 'decided', outcome: 'disagreedTo', settled: { accepted: false } })
  await openVote(world)
  expect((await settle(second, true)).status).toBe(423)
  expect(await words(world, world.first.id)).toBe(world.first.words)
  expect((await get(world, 'ethicist', second)).body.state).toBe('lodged')
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
