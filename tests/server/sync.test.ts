import pg from 'pg'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { loadText } from '#server/texts/load.ts'
import { anApp } from '#tests/support/app.ts'
import { typed } from '#tests/support/attack.ts'
import { drafts, paragraphOf, wordsOf } from '#tests/support/drafter.ts'
import { askFrame, rawSocket, updateFrame } from '#tests/support/rawSocket.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

/** The text as the journal alone gives it. */
async function journalled({ draftId }: World): Promise<Y.Doc> {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 1 })
  try { return (await loadText(pool, `draft:${draftId}`)).doc } finally { await pool.end() }
}
const rowsOf = async ({ draftId }: World) => Number((await app.sql<{ n: string }>('select count(*) as n from journal where text_id = $1', [`draft:${draftId}`]))[0]?.n)

test('two people type in one clause and in two, see each other, and the journal alone rebuilds what they see', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [drafts(await world.as('policymaker'), world), drafts(await world.as('policymaker-2'), world)]
  await Promise.all([ilse.synced(), tomas.synced()])
  for (let index = 0; index < 20; index += 1) {
    ilse.type(world.first, 'a')
    tomas.type(world.first, 'z', tomas.words(world.first).length)
    tomas.type(world.second, 'b')
  }
  const first = `${'a'.repeat(20)}${world.first.words}${'z'.repeat(20)}`
  for (const drafter of [ilse, tomas]) {
    await drafter.reads(world.first, first)
    await drafter.reads(world.second, `${'b'.repeat(20)}${world.second.words}`)
  }
  expect(wordsOf(await journalled(world), world.first)).toBe(first)
  expect(Y.encodeStateVector(ilse.doc)).toEqual(Y.encodeStateVector(tomas.doc))
})

test('an edit is seen by nobody before the journal holds it, and is acknowledged only then', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [drafts(await world.as('policymaker'), world), drafts(await world.as('policymaker-2'), world)]
  await Promise.all([ilse.synced(), tomas.synced()])
  // The answer of synchronising counts as a message: its acknowledgement is waited for first.
  await until(() => ilse.acknowledged().count === 1)
  await app.transaction(async (client) => {
    await client.query('select 1 from text where id = $1 for update', [`draft:${world.draftId}`])
    ilse.type(world.first, 'Held ')
    await until(async () => (await app.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into journal%'`)).length > 0)
    expect([tomas.words(world.first), ilse.acknowledged().count]).toEqual([world.first.words, 1])
    // Whoever comes now waits too: they are answered from what is committed.
    const joiner = drafts(await world.as('ethicist'), world)
    await until(() => joiner.provider.wsconnected)
    expect([joiner.provider.synced, await rowsOf(world)]).toEqual([false, 1])
  })
  await tomas.reads(world.first, `Held ${world.first.words}`)
  await until(() => ilse.acknowledged().count === 2)
  expect(ilse.acknowledged()).toEqual({ count: 2, seq: await rowsOf(world) })
})

test('every document message is acknowledged once, in order, up to the row that holds it', async () => {
  const world = await aWorkspace(app)
  const ilse = drafts(await world.as('policymaker'), world)
  await ilse.synced()
  for (let sent = 1; sent <= 30; sent += 1) ilse.type(world.first, 'x')
  await until(() => ilse.acknowledged().count === 31)
  expect(ilse.acknowledged().seq).toBe(await rowsOf(world))
  expect(wordsOf(await journalled(world), world.first)).toBe(`${'x'.repeat(30)}${world.first.words}`)
})

test('who loses a role keeps reading and no longer writes, at once', async () => {
  const world = await aWorkspace(app)
  const ilse = drafts(await world.as('policymaker'), world)
  const tomas = drafts(await world.as('policymaker-2'), world)
  await Promise.all([ilse.synced(), tomas.synced()])
  await (await world.as('facilitator')).patch(`/api/members/${await world.memberId('policymaker')}`, { role: 'ethicist', functions: [] })
  await ilse.closedWith(4501)
  await until(() => ilse.provider.wsconnected && ilse.provider.synced)
  tomas.type(world.first, 'Still ')
  await ilse.reads(world.first, `Still ${world.first.words}`)
  ilse.type(world.first, 'Never ')
  await ilse.closedWith(4403)
  expect([tomas.words(world.first), tomas.closes]).toEqual([`Still ${world.first.words}`, []])
})

test('when the draft moves to a stage without writing, everyone comes back as a reader', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [drafts(await world.as('policymaker'), world), drafts(await world.as('policymaker-2'), world)]
  await Promise.all([ilse.synced(), tomas.synced()])
  expect((await (await world.as('facilitator')).post(`/api/drafts/${world.draftId}/stage`, { stage: 'voting' })).status).toBe(200)
  await Promise.all([ilse.closedWith(4501), tomas.closedWith(4501)])
  await until(() => ilse.provider.wsconnected && ilse.provider.synced && tomas.provider.synced)
  ilse.type(world.first, 'Late ')
  await ilse.closedWith(4403)
  expect(tomas.words(world.first)).toBe(world.first.words)
})

test('presence carries the name and the role of the session, whatever the page says of itself', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [drafts(await world.as('policymaker'), world), drafts(await world.as('ethicist'), world)]
  await Promise.all([ilse.synced(), tomas.synced()])
  tomas.provider.awareness.setLocalState({ user: { id: 'x', name: 'The President', role: 'facilitator' }, cursor: { at: 3 }, clause: world.first.id, secret: 'yes' })
  const seen = () => ilse.provider.awareness.getStates().get(tomas.doc.clientID)
  await until(() => seen()?.['clause'] === world.first.id)
  expect(seen()).toEqual({ user: { id: world.userId('ethicist'), name: 'Name of ethicist', role: 'ethicist', function: null }, cursor: { at: 3 }, clause: world.first.id })
  tomas.leave()
  await until(() => seen() === undefined)
})

test('after a restart everyone comes back by themselves to the same text, and what they typed meanwhile is kept', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [drafts(await world.as('policymaker'), world), drafts(await world.as('policymaker-2'), world)]
  await Promise.all([ilse.synced(), tomas.synced()])
  ilse.type(world.first, 'Before ')
  await tomas.reads(world.first, `Before ${world.first.words}`)
  await app.stop()
  await ilse.closedWith(1012)
  ilse.type(world.first, 'Meanwhile ')
  tomas.type(world.second, 'Elsewhere ')
  await app.start()
  await tomas.reads(world.first, `Meanwhile Before ${world.first.words}`)
  await ilse.reads(world.second, `Elsewhere ${world.second.words}`)
  expect(wordsOf(await journalled(world), world.first)).toBe(`Meanwhile Before ${world.first.words}`)
})

test('what is sent while the first answer waits for the journal is not lost', async () => {
  const world = await aWorkspace(app)
  const ilse = drafts(await world.as('policymaker-2'), world)
  await ilse.synced()
  const update = await typed(world, world.second, 'Early ')
  await app.transaction(async (client) => {
    await client.query('select 1 from text where id = $1 for update', [`draft:${world.draftId}`])
    ilse.type(world.first, 'Busy ')
    await until(async () => (await app.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into journal%'`)).length > 0)
    const joiner = await rawSocket(await world.as('policymaker'), world)
    // Asked at once, so that the question waits with the server while it asks who this is.
    joiner.send(askFrame())
    await until(() => joiner.frames.length > 0)
    joiner.send(updateFrame(update))
    await client.query('commit')
    await until(() => joiner.frames.some((frame) => frame[0] === 100))
  })
  await ilse.reads(world.second, `Early ${world.second.words}`)
})

test('a page that comes back under the session of another account is turned away with 4401, so that nobody sends what somebody else wrote', async () => {
  const world = await aWorkspace(app)
  const client = await world.as('policymaker')
  const other = drafts(client, world, { params: { user: world.userId('policymaker-2') } })
  await other.closedWith(4401)
  expect(other.provider.synced).toBe(false)
  await drafts(client, world, { params: { user: world.userId('policymaker') } }).synced()
})

test('a reader whose page tidies formatting by itself, as Yjs does, is not put out, and the text is what the journal says', async () => {
  const world = await aWorkspace(app)
  const [ilse, reader] = [drafts(await world.as('policymaker'), world), drafts(await world.as('observer'), world)]
  await Promise.all([ilse.synced(), reader.synced()])
  const words = paragraphOf(ilse.doc, world.first)
  words.format(0, 5, { strong: {} })
  words.format(3, 6, { strong: {} })
  words.format(2, 4, { strong: null })
  words.delete(0, 4)
  await until(() => JSON.stringify(paragraphOf(reader.doc, world.first).toDelta()) === JSON.stringify(words.toDelta()))
  ilse.type(world.second, 'Still here. ')
  await reader.reads(world.second, `Still here. ${world.second.words}`)
  expect(reader.closes).toEqual([])
  const kept = paragraphOf(await journalled(world), world.first).toDelta()
  expect(kept).toEqual(words.toDelta())
})
