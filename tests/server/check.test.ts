import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { simpleMajority } from '#domain/decisions/method.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { anApp } from '#tests/support/app.ts'
import { type Drafter, drafts, paragraphOf } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

interface NotInOrder { readonly error: { readonly code: string; readonly details: { readonly because: string; readonly count: number; readonly findings: { kind: string; clauseId: string; blockId: string; label: string | null }[] } } }

async function drafting(world: World): Promise<Drafter> {
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  return drafter
}
/** Makes a change and waits until the server has it. */
async function change(drafter: Drafter, act: () => void) {
  const { seq } = drafter.acknowledged()
  act()
  await until(() => drafter.acknowledged().seq > seq)
}
const move = async (world: World, stage: string) => (await world.as('facilitator')).post<NotInOrder>(`/api/drafts/${world.draftId}/stage`, { stage })
const openOn = async (world: World, clauseId: string | null) => (await world.as('facilitator')).post<NotInOrder>(`/api/drafts/${world.draftId}/proposals`, {
  question: 'Shall these words stand?', clauseId, method: simpleMajority, roles: ['civilSociety'], closesAt: new Date(Date.now() + 3600_000).toISOString(),
})

/** Puts a cross-reference to a provision at the end of the first paragraph of the second clause. */
function refer(drafter: Drafter, world: World, target: string) {
  const block = paragraphOf(drafter.doc, world.second).parent
  if (!(block instanceof Y.XmlElement)) throw new Error('words stand in a block')
  const reference = new Y.XmlElement('crossReference')
  reference.setAttribute('target', target)
  reference.setAttribute('form', 'full')
  block.insert(block.length, [reference])
}

test('an article without words is not put to the vote, and stays awake; its neighbour is', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafting(world)
  await change(drafter, () => paragraphOf(drafter.doc, world.first).delete(0, world.first.words.length))
  const { status, body } = await openOn(world, world.first.id)
  expect([status, body.error.code, body.error.details.because]).toEqual([409, 'conflict', 'notInOrder'])
  expect(body.error.details.findings).toEqual([{ kind: 'emptyArticle', clauseId: world.first.id, blockId: '', label: 'Article\u00A01' }])
  expect(await app.sql('select id from proposal where "draftId" = $1', [world.draftId])).toEqual([])
  await change(drafter, () => paragraphOf(drafter.doc, world.first).insert(0, 'Words again.'))
  expect((await openOn(world, world.second.id)).status).toBe(201)
  expect((await openOn(world, world.first.id)).status).toBe(201)
})

test('a draft is not adopted while a vote on it is open, and its facilitator is told so; it is once that is decided', async () => {
  const world = await aWorkspace(app, 'voting')
  const vote = await openVote(world)
  const refused = await move(world, 'adopted')
  expect([refused.status, refused.body.error.details.because]).toEqual([409, 'voteOpen'])
  expect(await app.sql('select stage from draft where id = $1', [world.draftId])).toEqual([{ stage: 'voting' }])
  await (await world.as('facilitator')).post(`/api/proposals/${vote.id}/close`)
  expect((await move(world, 'adopted')).status).toBe(200)
})

test('a draft with a reference that leads nowhere does not move on, moves back, and moves on once it is mended', async () => {
  const world = await aWorkspace(app, 'consultation')
  await world.placeAt('deliberation')
  const drafter = await drafting(world)
  const gone = '99999999-9999-4999-8999-999999999999'
  await change(drafter, () => refer(drafter, world, gone))
  const refused = await move(world, 'voting')
  expect(refused.status).toBe(409)
  expect(refused.body.error.details).toMatchObject({ because: 'notInOrder', count: 1, findings: [{ kind: 'brokenReference', clauseId: world.second.id, blockId: world.second.paragraph, label: 'Article\u00A02' }] })
  expect((await openOn(world, world.second.id)).body.error.details.because).toBe('notInOrder')
  expect((await move(world, 'consultation')).status).toBe(200)
  expect((await move(world, 'deliberation')).status).toBe(409)
  await world.placeAt('deliberation')
  await change(drafter, () => {
    const block = paragraphOf(drafter.doc, world.second).parent
    if (block instanceof Y.XmlElement) block.delete(block.length - 1, 1)
  })
  expect((await move(world, 'voting')).status).toBe(200)
})

test('a reference that loses its provision stops the draft, and a question that fixes no words is asked all the same', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafting(world)
  await change(drafter, () => refer(drafter, world, world.first.id))
  await change(drafter, () => drafter.doc.transact(() => {
    drafter.doc.getMap('tree').delete(world.first.id)
    clausesOf(drafter.doc).delete(world.first.id)
  }))
  expect((await move(world, 'voting')).body.error.details.findings.map(({ kind }) => kind)).toEqual(['brokenReference'])
  expect((await openOn(world, null)).status).toBe(201)
})
