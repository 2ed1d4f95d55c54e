import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readDraft } from '#domain/text/draftText.ts'
import { emptyProvision } from '#domain/text/newProvision.ts'
import { joinClauses } from '#domain/text/joinClauses.ts'
import { splitClause } from '#domain/text/splitClause.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { anApp } from '#tests/support/app.ts'
import { type Drafter, drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

async function drafterIn(world: World): Promise<Drafter> {
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  await until(() => drafter.acknowledged().count > 0)
  return drafter
}

async function saved({ doc, acknowledged }: Drafter, act: () => void) {
  const { count } = acknowledged()
  doc.transact(act)
  await until(() => acknowledged().count > count)
}

test('beside a clause at rest provisions are inserted, moved, split, joined and deleted', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world)
  const { doc } = drafter
  await openVote(world, { clauseId: world.second.id })
  const ids = { inserted: randomUUID(), split: randomUUID() }
  await saved(drafter, () => writeClause(addNode(doc, { id: ids.inserted, kind: 'article', parent: null, after: world.first.id }), emptyProvision('article', randomUUID)))
  await saved(drafter, () => moveNode(doc, world.first.id, { parent: null, after: world.second.id }))
  await saved(drafter, () => { splitClause(doc, world.first.id, { after: readDraft(doc).nodes.find(({ id }) => id === world.first.id)?.content.blocks[0]?.id ?? '', id: ids.split, headingId: randomUUID() }) })
  await saved(drafter, () => { joinClauses(doc, ids.split, world.first.id, randomUUID) })
  await saved(drafter, () => removeNode(doc, ids.inserted))
  expect(readDraft(doc).nodes.map(({ id, heading, text }) => [id, heading, text]).slice(1)).toEqual([
    [world.second.id, 'Scope', world.second.words], [world.first.id, 'Subject matter', world.first.words],
  ])
  expect(drafter.closes).toEqual([])
})

test('a split that would change a reference in a clause at rest is refused, and nothing of it is kept', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world)
  const { doc } = drafter
  await saved(drafter, () => {
    const reference = new Y.XmlElement('crossReference')
    for (const [name, value] of Object.entries({ target: world.first.id, block: world.first.paragraph, form: 'full' })) reference.setAttribute(name, value)
    const paragraph = clausesOf(doc).get(world.second.id)?.get(1)
    if (paragraph instanceof Y.XmlElement) paragraph.insert(1, [reference])
  })
  await openVote(world, { clauseId: world.second.id })
  const split = randomUUID()
  splitClause(doc, world.first.id, { after: readDraft(doc).nodes.find(({ id }) => id === world.first.id)?.content.blocks[0]?.id ?? '', id: split, headingId: randomUUID() })
  await drafter.closedWith(4423)
  const { body } = await (await world.as('observer')).get<{ clauses: { id: string }[] }>(`/api/drafts/${world.draftId}`)
  expect(body.clauses.some(({ id }) => id === split)).toBe(false)
})
