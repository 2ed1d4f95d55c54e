import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, removeNode } from '#domain/text/placeNodes.ts'
import { act, branch, consolidated, move, putToVote, vote } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { type Drafter, drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

async function written(world: World, work: (writer: Drafter) => void, verbs: readonly string[]): Promise<AmendmentView> {
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  work(writer)
  await until(() => writer.acknowledged().seq > 1)
  writer.leave()
  for (const verb of verbs) await act(world, 'ethicist', amendment, verb)
  return amendment
}

/** A sealed amendment that puts an article behind the first one. */
const anInsertion = (world: World, id: string) => written(world, ({ doc }) => writeClause(addNode(doc, { id, kind: 'article', parent: null, after: world.first.id }), {
  blocks: [{ type: 'paragraph', id: randomUUID(), inlines: [{ text: 'There is a register.' }] }],
}), ['lodge', 'seal'])

const tryToOpen = async (world: World, { id }: AmendmentView) => (await world.as('facilitator')).post<Refused>(`/api/drafts/${world.draftId}/proposals`, {
  question: 'Shall it be so?', clauseId: null, amendmentId: id, method: simpleMajority, roles: ['policymaker'], earlyClose: 'facilitator', closesAt: new Date(Date.now() + 3600_000).toISOString(),
})

const clauseOf = async (world: World, clauseId: string) => (await (await world.as('policymaker')).get<DraftView>(`/api/drafts/${world.draftId}`)).body.clauses.find(({ id }) => id === clauseId)

test('while a provision behind a clause is voted on, the clause may be written but neither deleted nor moved, and the agreed one stands behind it', async () => {
  const world = await aWorkspace(app)
  const added = randomUUID()
  const amendment = await anInsertion(world, added)
  const proposal = await putToVote(world, amendment)
  expect(await clauseOf(world, world.first.id)).toMatchObject({ atRestFor: null, inPlaceFor: proposal.id })
  const writer = drafts(await world.as('policymaker'), world)
  await writer.synced()
  writer.type(world.first, 'Now ')
  await until(() => writer.acknowledged().seq > 1)
  removeNode(writer.doc, world.first.id)
  await writer.closedWith(4423)
  writer.leave()

  await vote(world, proposal, 'for')
  await consolidated(world, amendment)
  const { body } = await (await world.as('policymaker')).get<DraftView>(`/api/drafts/${world.draftId}`)
  expect(body.clauses.map(({ id }) => id).slice(-3)).toEqual([world.first.id, added, world.second.id])
  expect(await clauseOf(world, world.first.id)).toMatchObject({ text: expect.stringMatching(/^Now /), inPlaceFor: null })
})

test('nor does anybody accept its deletion without a vote, or put that to the vote, meanwhile', async () => {
  const world = await aWorkspace(app)
  await putToVote(world, await anInsertion(world, randomUUID()))
  const leftOut = (verbs: readonly string[]) => written(world, ({ doc }) => removeNode(doc, world.first.id), verbs)
  const settled = await (await world.as('policymaker')).post<Refused>(`/api/amendments/${(await leftOut(['lodge'])).id}/settle`, { accepted: true, reason: 'It says nothing.' })
  expect([settled.status, settled.body.error.code]).toEqual([423, 'locked'])
  const second = await tryToOpen(world, await leftOut(['lodge', 'seal']))
  expect(second.body.error).toMatchObject({ code: 'conflict', details: { because: 'openProposal', clauseId: world.first.id } })
})

test('nor is a provision put to the vote behind one whose deletion is voted on', async () => {
  const world = await aWorkspace(app)
  const behind = await anInsertion(world, randomUUID())
  await putToVote(world, await written(world, ({ doc }) => removeNode(doc, world.first.id), ['lodge', 'seal']))
  expect((await tryToOpen(world, behind)).body.error).toMatchObject({ code: 'conflict', details: { because: 'openProposal', clauseId: world.first.id } })
})
