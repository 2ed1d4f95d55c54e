import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { AttributionView, ComparisonView, FormerView, HistoryView, TextAtView } from '#domain/contract/history.ts'
import type { RecordView } from '#domain/contract/records.ts'
import type { RestoredView, VersionsView, VersionView } from '#domain/contract/versions.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { packUpdates } from '#server/texts/chain.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts, type Drafter, paragraphOf } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type Clause, type World } from '#tests/support/world.ts'

const app = anApp()

async function drafterIn(world: World, persona: string): Promise<Drafter> {
  const drafter = drafts(await world.as(persona), world)
  await drafter.synced()
  // What a client answers the server with on arrival is acknowledged too.
  await until(() => drafter.acknowledged().count > 0)
  return drafter
}

/** Does something with a draft open, and waits until the journal has it. */
async function saved(drafter: Drafter, act: () => void): Promise<number> {
  const { count } = drafter.acknowledged()
  act()
  await until(() => drafter.acknowledged().count > count)
  return drafter.acknowledged().seq
}

const get = async <Body>(world: World, path: string, persona = 'observer') => (await (await world.as(persona)).get<Body>(`/api/drafts/${world.draftId}${path}`)).body
const restore = async (world: World, input: object) => (await world.as('policymaker')).post<RestoredView & Refused>(`/api/drafts/${world.draftId}/restore`, input)
const textOf = (view: TextAtView, { id }: Clause) => view.clauses.find((clause) => clause.id === id)?.content.blocks.at(-1)?.inlines.map((inline) => 'text' in inline ? inline.text : '').join('')

async function runsOf(world: World, clause: Clause, seq?: number) {
  const { blocks, people } = await get<AttributionView>(world, `/clauses/${clause.id}/attribution${seq ? `?seq=${seq}` : ''}`)
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name.replace('Name of ', '')
  return blocks.slice(1).map(({ runs }) => runs.map(({ userId, text, through }) => `${nameOf(userId)}: ${text}${through ? ` (${through.kind} by ${nameOf(through.userId)})` : ''}`))
}

test('every moment of the journal can be read as the text stood then, with who wrote it', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker-2')
  const first = await saved(drafter, () => drafter.type(world.first, 'All '))
  const second = await saved(drafter, () => drafter.doc.transact(() => removeNode(drafter.doc, world.second.id)))
  const [atFirst, atSecond, atStart] = await Promise.all([first, second, 1].map((seq) => get<TextAtView>(world, `/history/${seq}`)))
  if (!atFirst || !atSecond || !atStart) throw new Error('no answer')
  expect([textOf(atStart, world.first), textOf(atFirst, world.first)]).toEqual([world.first.words, `All ${world.first.words}`])
  expect([atFirst, atSecond].map(({ clauses }) => clauses.length)).toEqual([3, 2])
  expect([atFirst.by.id, atFirst.by.role, atFirst.seq, atFirst.clauses[1]?.label]).toEqual([world.userId('policymaker-2'), 'policymaker', first, 'Article\u00A01'])
  expect((await (await world.as('observer')).get(`/api/drafts/${world.draftId}/history/${second + 1}`)).status).toBe(404)
})

test('a version names a moment by the hash of its text, once a name, and the record says so', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker')
  const seq = await saved(drafter, () => drafter.type(world.first, 'All '))
  const name = async (input: object) => (await world.as('facilitator')).post<VersionView & Refused>(`/api/drafts/${world.draftId}/versions`, input)
  const [now, then] = [await name({ name: 'For the hearing' }), await name({ name: 'As begun', seq: 1 })]
  expect([now.status, now.body.seq, then.body.seq, now.body.by.name]).toEqual([201, seq, 1, 'Name of facilitator'])
  expect(now.body.hash).toBe(createHash('sha256').update(canonicalDraft(readDraft(drafter.doc).nodes)).digest('hex'))
  expect([(await name({ name: 'As begun' })).body.error.details.because, (await name({ name: 'Later', seq: seq + 9 })).status]).toEqual(['nameTaken', 404])
  expect((await get<VersionsView>(world, '/versions')).versions.map((version) => version.name)).toEqual(['For the hearing', 'As begun'])
  const { body } = await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(body.entries[0]).toMatchObject({ name: 'version.named', facts: { name: 'As begun', seq: 1, hash: then.body.hash } })
})

test('any two moments are compared by clause and word', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker')
  const from = await saved(drafter, () => drafter.type(world.second, 'Indeed: '))
  await saved(drafter, () => drafter.doc.transact(() => { paragraphOf(drafter.doc, world.first).delete(10, 5); paragraphOf(drafter.doc, world.first).insert(10, 'must') }))
  await saved(drafter, () => moveNode(drafter.doc, world.second.id, { parent: null, after: null }))
  const { clauses } = await get<ComparisonView>(world, `/compare?from=${from}`)
  // Of two that changed places one is said to have moved.
  expect(clauses.map(({ id, change, moved, labelFrom, labelTo }) => [id, change, moved, labelFrom, labelTo])).toEqual([
    [world.second.id, 'renumbered', false, 'Article\u00A02', 'Article\u00A01'], [world.first.id, 'changed', true, 'Article\u00A01', 'Article\u00A02'],
  ])
  expect(clauses[1]?.blocks[1]?.pieces.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'removed', text: 'shall' }, { kind: 'added', text: 'must' }])
  expect((await get<ComparisonView>(world, '/compare?from=1&to=1')).clauses).toEqual([])
})

test('a clause put back is a new edit by whoever asked, live for all, and its other words stay where they were', async () => {
  const world = await aWorkspace(app)
  const [drafter, other] = [await drafterIn(world, 'policymaker-2'), await drafterIn(world, 'policymaker')]
  await saved(drafter, () => paragraphOf(drafter.doc, world.first).delete(10, 36))
  const last = await saved(drafter, () => drafter.type(world.second, 'Indeed: '))
  const { status, body } = await restore(world, { seq: 1, clauseId: world.first.id })
  expect([status, body]).toEqual([200, { seq: last + 1, changed: [world.first.id] }])
  await other.reads(world.first, world.first.words)
  expect(other.words(world.second)).toBe(`Indeed: ${world.second.words}`)
  expect(await app.sql('select user_id from journal where text_id = $1 and seq = $2', [`draft:${world.draftId}`, body.seq])).toEqual([{ user_id: world.userId('policymaker') }])
  const { body: record } = await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(record.entries[0]).toMatchObject({ name: 'clause.restored', ids: { clauseId: world.first.id }, facts: { seq: last + 1, restoredSeq: 1, provisions: 1 } })
  // Nothing differs any more: nothing is written, and no act is recorded.
  expect((await restore(world, { seq: 1, clauseId: world.first.id })).body).toEqual({ seq: last + 1, changed: [] })
})

test('a whole draft put back has its clauses, order and words again', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker-2')
  const before = readDraft(drafter.doc).nodes
  await saved(drafter, () => moveNode(drafter.doc, world.second.id, { parent: null, after: null }))
  await saved(drafter, () => removeNode(drafter.doc, world.first.id))
  const { body } = await restore(world, { seq: 1 })
  expect([...body.changed].sort()).toEqual([world.first.id, world.second.id].sort())
  await until(() => JSON.stringify(readDraft(drafter.doc).nodes) === JSON.stringify(before))
})

test('where a clause that would change is at rest nothing is put back, others are', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker-2')
  await saved(drafter, () => drafter.type(world.first, 'Now '))
  const last = await saved(drafter, () => drafter.type(world.second, 'Now '))
  await openVote(world)
  for (const input of [{ seq: 1 }, { seq: 1, clauseId: world.first.id }]) {
    const { status, body } = await restore(world, input)
    expect([status, body.error.code, body.error.details.clauseId]).toEqual([423, 'locked', world.first.id])
  }
  expect(await app.sql('select seq::int from text where "draftId" = $1', [world.draftId])).toEqual([{ seq: last }])
  expect((await restore(world, { seq: 1, clauseId: world.second.id })).body.changed).toEqual([world.second.id])
})

test('every word is its writer’s, through a split by another, an undo and a restoring', async () => {
  const world = await aWorkspace(app)
  const [ann, ben] = [await drafterIn(world, 'policymaker'), await drafterIn(world, 'policymaker-2')]
  await saved(ben, () => ben.type(world.first, 'clearly ', 16))
  const whole = ['policymaker: Providers shall ', 'policymaker-2: clearly ', 'policymaker: mark what a machine has made.']
  expect(await runsOf(world, world.first)).toEqual([whole])
  await ann.reads(world.first, 'Providers shall clearly mark what a machine has made.')

  const undo = new Y.UndoManager([clausesOf(ann.doc)], { trackedOrigins: new Set(['ann']) })
  const split = await saved(ann, () => ann.doc.transact(() => {
    const words = paragraphOf(ann.doc, world.first)
    const tail = words.toString().slice(20)
    words.delete(20, tail.length)
    const block = new Y.XmlElement('paragraph')
    block.setAttribute('id', 'second-half')
    block.insert(0, [new Y.XmlText(tail)])
    clausesOf(ann.doc).get(world.first.id)?.insert(2, [block])
  }, 'ann'))
  expect(await runsOf(world, world.first)).toEqual([
    ['policymaker: Providers shall ', 'policymaker-2: clea'], ['policymaker-2: rly  (move by policymaker)', 'policymaker: mark what a machine has made. (move by policymaker)'],
  ])
  await saved(ann, () => undo.undo())
  expect((await runsOf(world, world.first))[0]?.map((run) => run.replace(/ \(.*/, ''))).toEqual(['policymaker: Providers shall ', 'policymaker-2: clea', 'policymaker-2: rly ', 'policymaker: mark what a machine has made.'])

  await saved(ben, () => paragraphOf(ben.doc, world.first).delete(0, 24))
  await restore(world, { seq: split - 1, clauseId: world.first.id })
  const restored = (await runsOf(world, world.first))[0] ?? []
  expect(restored.map((run) => run.replace(/ \(.*/, '')).join('|')).toBe('policymaker: Providers shall |policymaker-2: clearly |policymaker: mark what a machine has made.')
  expect(restored.slice(0, 2)).toEqual(['policymaker: Providers shall  (restore by policymaker)', 'policymaker-2: clearly  (restore by policymaker)'])
  // What it said of an earlier moment it says still.
  expect(await runsOf(world, world.first, split - 1)).toEqual([whole])
})

test('the time line has days in the zone asked for, votes, stages, versions and restorings', async () => {
  const world = await aWorkspace(app)
  const [ann, ben] = [await drafterIn(world, 'policymaker'), await drafterIn(world, 'policymaker-2')]
  await saved(ann, () => ann.type(world.first, 'All '))
  const last = await saved(ben, () => ben.type(world.second, 'Indeed: '))
  await (await world.as('facilitator')).post(`/api/drafts/${world.draftId}/versions`, { name: 'Second reading' })
  const vote = await openVote(world)
  await (await world.as('facilitator')).post(`/api/proposals/${vote.id}/close`)
  await (await world.as('facilitator')).post(`/api/drafts/${world.draftId}/stage`, { stage: 'voting' })
  await world.placeAt('deliberation')
  await restore(world, { seq: 1, clauseId: world.second.id })
  const view = await get<HistoryView>(world, '/history?zone=Asia/Tokyo')
  expect(view.head.seq).toBe(last + 1)
  const day = view.moments.find(({ kind }) => kind === 'day')
  expect([day?.seq, day?.changes, [...day?.people ?? []].sort()]).toEqual([last + 1, last + 1, ['policymaker', 'policymaker-2'].map(world.userId).sort()])
  expect(day?.day).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(new Date(day?.at ?? 0)))
  const decided = view.moments.filter(({ kind }) => kind !== 'day').reverse().map(({ kind, seq, proposal, name, stage, restoredSeq }) => [kind, seq, proposal?.what ?? name ?? stage?.to ?? restoredSeq])
  expect(decided).toEqual([['version', last, 'Second reading'], ['decision', last, 'opened'], ['decision', last, 'closed'], ['stage', last, 'voting'], ['restore', last + 1, 1]])
  expect(view.people.find(({ id }) => id === world.userId('facilitator'))?.functions).toEqual(['facilitator'])

  // In pages, each moment once.
  const first = await get<HistoryView>(world, '/history?limit=2')
  const rest = await get<HistoryView>(world, `/history?before=${encodeURIComponent(first.nextBefore ?? '')}`)
  expect([...first.moments, ...rest.moments].map(({ kind, seq }) => `${kind} ${seq}`)).toEqual((await get<HistoryView>(world, '/history')).moments.map(({ kind, seq }) => `${kind} ${seq}`))
  expect((await (await world.as('observer')).get(`/api/drafts/${world.draftId}/history?zone=Nowhere`)).status).toBe(422)
})

test('a text that was restored by its operator is read by generation: before it as it was, from it on as it began', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker-2')
  const first = await saved(drafter, () => drafter.type(world.first, 'All '))
  const state = Y.encodeStateAsUpdate(drafter.doc)
  const second = await saved(drafter, () => drafter.type(world.first, 'Nearly '))
  drafter.leave()
  await app.stop()
  const textId = `draft:${world.draftId}`
  await app.sql(`insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256) values ($1, $2, 2, $3, 0, 1, $4, '\\x00', '\\x00')`,
    [textId, second + 1, world.userId('facilitator'), Buffer.from(packUpdates([state]))])
  await app.sql('update text set seq = $2, generation = 2 where id = $1', [textId, second + 1])
  // A checkpoint of the older generation is no ground for the newer one.
  await app.sql(`insert into checkpoint (text_id, seq, state, sha256) values ($1, $2, $3, $4) on conflict do nothing`, [textId, second, Buffer.from('of another generation'), Buffer.alloc(32)])
  await app.start()
  const read = async (seq: number) => textOf(await get<TextAtView>(world, `/history/${seq}`), world.first)
  expect([await read(first), await read(second + 1)]).toEqual([`All ${world.first.words}`, `All ${world.first.words}`])
  expect((await runsOf(world, world.first, second + 1))[0]?.map((run) => run.replace(/: .*\(/, ' ('))).toEqual(['policymaker-2 (restore by facilitator)', 'policymaker (restore by facilitator)'])
  expect((await get<HistoryView>(world, '/history')).moments.filter(({ kind }) => kind === 'restore').map(({ seq }) => seq)).toEqual([second + 1])
})

test('what was folded is kept when a text has grown, and made anew from the journal when it is thrown away', async () => {
  const world = await aWorkspace(app)
  const { texts } = app.running()
  const author = { userId: world.userId('policymaker-2') }
  for (let turn = 0; turn < 510; turn += 1) void texts.edit(`draft:${world.draftId}`, author, (doc) => paragraphOf(doc, world.first).insert(0, 'x'))
  await texts.read(`draft:${world.draftId}`, () => null)
  await texts.catchUp()
  const kept = await app.sql('select seq::int from lineage where text_id = $1', [`draft:${world.draftId}`])
  expect(kept[0]?.['seq']).toBeGreaterThan(500)
  const before = await runsOf(world, world.first)
  await app.stop()
  await app.start()
  expect(await runsOf(world, world.first)).toEqual(before)
  await app.stop()
  await app.sql(`update lineage set state = '\\x0102'`)
  await app.start()
  expect(await runsOf(world, world.first)).toEqual(before)
})

test('a provision that was deleted is still called what it was called last, and what never was has no name', async () => {
  const world = await aWorkspace(app)
  const drafter = await drafterIn(world, 'policymaker')
  const former = (path: string) => get<FormerView & Refused>(world, `/clauses/${path}`)
  for (let turn = 0; turn < 5; turn += 1) await saved(drafter, () => drafter.type(world.first, 'More. '))
  const moved = await saved(drafter, () => moveNode(drafter.doc, world.second.id, { parent: null, after: null }))
  await saved(drafter, () => drafter.doc.transact(() => removeNode(drafter.doc, world.second.id)))
  for (let turn = 0; turn < 6; turn += 1) await saved(drafter, () => drafter.type(world.first, 'And more. '))
  const last = await saved(drafter, () => { clausesOf(drafter.doc).get(world.first.id)?.delete(1, 1) })
  expect(await former(`${world.second.id}/former`)).toMatchObject({ seq: moved, kind: 'article', label: 'Article\u00A01', heading: 'Scope' })
  expect(await former(`${world.second.id}/former?block=${world.second.paragraph}`)).toMatchObject({ seq: moved, label: 'Article\u00A01(1)' })
  // The article stands, its paragraph does not.
  expect(await former(`${world.first.id}/former?block=${world.first.paragraph}`)).toMatchObject({ seq: last - 1, label: 'Article\u00A01(1)', heading: 'Subject matter' })
  expect(await former(`${world.first.id}/former`)).toMatchObject({ seq: last, label: 'Article\u00A01' })
  const { body } = await (await world.as('observer')).get<Refused>(`/api/drafts/${world.draftId}/clauses/${world.workspaceId}/former`)
  expect(body.error.code).toBe('notFound')
})
