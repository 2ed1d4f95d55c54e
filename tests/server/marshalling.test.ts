import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AmendmentView, CollisionsView } from '#domain/contract/amendments.ts'
import type { TextAtView } from '#domain/contract/history.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, removeNode } from '#domain/text/placeNodes.ts'
import { act, branch, move } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { handedIn, inNumbers, orderOf, whatIf } from '#tests/support/marshalling.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

/** The draft goes on: words before those of a clause. */
async function draftGoesOn(world: World, clause = world.first, added = 'All ') {
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  const { seq } = drafter.acknowledged()
  drafter.type(clause, added)
  await until(() => drafter.acknowledged().seq > seq)
}
const accept = async (world: World, { id }: AmendmentView) => (await world.as('policymaker')).post<AmendmentView>(`/api/amendments/${id}/settle`, { accepted: true, reason: 'It is clearer.' })
const link = async (world: World, persona: string, one: AmendmentView, other: AmendmentView, input: object = { kind: 'together', note: 'The same thought.' }) =>
  (await world.as(persona)).put<Refused>(`/api/amendments/${one.id}/links/${other.id}`, input)

test('amendments are marshalled as their places are read, direct alternatives together, and which exclude each other is said with the place', async () => {
  const world = await aWorkspace(app)
  const scope = await handedIn(world, 'The scope', (writer) => writer.type(world.second, 'Where it applies: '))
  const day = await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  const week = await handedIn(world, 'Within a week', (writer) => writer.type(world.first, 'Within a week, '))
  expect([scope.number, day.number, week.number]).toEqual([1, 2, 3])
  const order = await orderOf(world)
  const { groups: [first, ...rest], exclusions } = inNumbers(order)
  expect([[...first ?? []].sort(), rest]).toEqual([[2, 3], [[1]]])
  expect(exclusions).toEqual([[[2, 3], 'alternatives', null, 'Article 1(1)']])
  expect(order.groups.flat().map(({ changes, outdated }) => [changes.map(({ clauseId }) => clauseId), outdated])).toEqual([[[world.first.id], []], [[world.first.id], []], [[world.second.id], []]])
})

test('an amendment that leaves an article out pre-empts one that changes its words', async () => {
  const world = await aWorkspace(app)
  await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  await handedIn(world, 'Leave it out', (writer) => removeNode(writer.doc, world.first.id))
  expect(inNumbers(await orderOf(world))).toEqual({ groups: [[2], [1]], exclusions: [[[1, 2], 'preempts', 2, 'Article 1']] })
})

test('two amendments that are sealed on other words of one article exclude each other, and the page of a vote among them is told so too', async () => {
  const world = await aWorkspace(app)
  const day = await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  const late = await handedIn(world, 'At the latest', (writer) => writer.type(world.first, ' at the latest', 10))
  expect(inNumbers(await orderOf(world)).exclusions).toEqual([])
  expect((await whatIf(world, [day, late])).body.possible).toBe(true)
  for (const amendment of [day, late]) expect((await act(world, 'ethicist', amendment, 'seal')).status).toBe(200)
  expect(inNumbers(await orderOf(world)).exclusions).toEqual([[[1, 2], 'sealed', null, 'Article 1']])
  expect((await whatIf(world, [day, late])).body.possible).toBe(false)
  const { body } = await (await world.as('facilitator')).get<CollisionsView>(`/api/drafts/${world.draftId}/amendments/collisions`)
  expect(body.collisions).toEqual([{ between: [day.id, late.id], kind: 'sealed' }])
})

test('an amendment that the draft has left behind at one place is told there, and takes part with the rest', async () => {
  const world = await aWorkspace(app)
  const both = await handedIn(world, 'Both articles', (writer) => { writer.type(world.first, 'Soon, '); writer.type(world.second, 'Where it applies: ') })
  await draftGoesOn(world)
  const [[one] = []] = (await orderOf(world)).groups
  expect([one?.changes.map(({ clauseId }) => clauseId), one?.outdated.map(({ clauseId }) => clauseId)]).toEqual([[world.second.id], [world.first.id]])
  const { body } = await whatIf(world, [both])
  expect(body.possible && body.clauses.map(({ id, change }) => [id, change])).toEqual([[world.second.id, 'changed']])
})

test('an amendment made before the draft went on elsewhere is compared with one made since', async () => {
  const world = await aWorkspace(app)
  await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  await draftGoesOn(world, world.second)
  await handedIn(world, 'Within a week', (writer) => writer.type(world.first, 'Within a week, '))
  expect(inNumbers(await orderOf(world)).exclusions).toEqual([[[1, 2], 'alternatives', null, 'Article 1(1)']])
})

test('what several amendments would give together is what the draft reads once they were accepted one after the other', async () => {
  const world = await aWorkspace(app)
  const made = [
    await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, ')),
    await handedIn(world, 'The scope', (writer) => writer.type(world.second, 'Where it applies: ')),
    await handedIn(world, 'A new article', (writer) => writeClause(addNode(writer.doc, { id: randomUUID(), kind: 'article', parent: null, after: world.first.id }), { blocks: [{ type: 'paragraph', id: randomUUID(), inlines: [{ text: 'There is a register.' }] }] })),
  ]
  const { body: supposed } = await whatIf(world, made)
  const policymaker = await world.as('policymaker')
  let seq = 0
  for (const amendment of [...made].reverse()) seq = (await accept(world, amendment)).body.consolidatedSeq ?? 0
  const { body: written } = await policymaker.get<TextAtView>(`/api/drafts/${world.draftId}/history/${seq}`)
  expect(supposed.possible && supposed.text).toEqual(written.clauses)
  expect(written.clauses.map(({ label }) => label)).toEqual([null, 'Article\u00a01', 'Article\u00a02', 'Article\u00a03'])
})

test('nothing is written by asking what if, and none chosen gives the text of now', async () => {
  const world = await aWorkspace(app)
  const day = await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  const { body } = await whatIf(world, [day])
  expect(body.possible && body.clauses.flatMap(({ blocks }) => blocks.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind !== 'same')))).toEqual([{ kind: 'added', text: 'Within a day, ' }])
  const { body: none } = await whatIf(world, [])
  const { body: now } = await (await world.as('observer')).get<TextAtView>(`/api/drafts/${world.draftId}/history/1`)
  expect(none).toEqual({ possible: true, clauses: [], text: now.clauses })
})

test('amendments that exclude each other give no text, but the pairs that stand in the way', async () => {
  const world = await aWorkspace(app)
  const [day, scope, without] = [
    await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, ')), await handedIn(world, 'The scope', (writer) => writer.type(world.second, 'Where it applies: ')),
    await handedIn(world, 'Leave it out', (writer) => removeNode(writer.doc, world.first.id)),
  ]
  const { body } = await whatIf(world, [day, scope, without])
  expect(!body.possible && body.exclusions.map(({ pair, because, by }) => [pair, because, by])).toEqual([[[day.id, without.id], 'preempts', without.id]])
})

test('what was decided or withdrawn is in no order any more', async () => {
  const world = await aWorkspace(app)
  const [day, scope] = [await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, ')), await handedIn(world, 'The scope', (writer) => writer.type(world.second, 'Where it applies: '))]
  await link(world, 'ethicist', day, scope)
  await act(world, 'ethicist', day, 'withdraw')
  const order = await orderOf(world)
  expect([inNumbers(order).groups, order.links]).toEqual([[[2]], []])
  expect((await whatIf(world, [day])).status).toBe(404)
})

test('an amendment that others draft among themselves is in no order, supposed by nobody, and linked by nobody', async () => {
  const world = await aWorkspace(app)
  const day = await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, '))
  const hidden = await move(world, 'ethicist', { title: 'Our secret' })
  const writer = await branch(world, 'ethicist', hidden)
  writer.type(world.first, 'Within an hour, ')
  await until(() => writer.acknowledged().seq > 1)
  for (const persona of ['civilSociety', 'facilitator', 'ethicist']) {
    expect(JSON.stringify(await orderOf(world, persona))).not.toContain(hidden.id)
    expect((await whatIf(world, [day, hidden], persona)).status).toBe(404)
    expect((await link(world, persona === 'facilitator' ? 'policymaker' : persona, day, hidden)).status).toBe(404)
  }
  expect((await link(world, 'civilSociety', hidden, day)).status).toBe(404)
  expect((await link(world, 'ethicist', hidden, day)).body.error.details.because).toBe('linkUndecided')
})

test('a link made by hand is there for everyone with who made it, once a pair, until it is taken back; the record keeps both', async () => {
  const world = await aWorkspace(app)
  const [day, scope] = [await handedIn(world, 'Within a day', (writer) => writer.type(world.first, 'Within a day, ')), await handedIn(world, 'The scope', (writer) => writer.type(world.second, 'Where it applies: '))]
  expect((await link(world, 'observer', day, scope)).status).toBe(403)
  expect((await link(world, 'ethicist', day, day)).status).toBe(422)
  expect((await link(world, 'ethicist', day, scope)).status).toBe(200)
  expect((await link(world, 'creator', scope, day, { kind: 'consequential' })).status).toBe(200)
  expect((await orderOf(world)).links.map(({ by, at: _at, ...rest }) => ({ ...rest, by: by.id }))).toEqual([{ amendmentId: scope.id, otherId: day.id, kind: 'consequential', note: '', by: world.userId('creator') }])
  const unlink = async () => (await (await world.as('civilSociety')).del(`/api/amendments/${day.id}/links/${scope.id}`)).status
  expect([await unlink(), await unlink()]).toEqual([200, 404])
  expect((await orderOf(world)).links).toEqual([])
  const { body } = await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(body.entries.filter(({ name }) => name.includes('linked')).map(({ name, facts }) => [name, facts['number'], facts['otherNumber']]))
    .toEqual([['amendment.unlinked', 1, 2], ['amendment.linked', 2, 1], ['amendment.linked', 1, 2]])
})
