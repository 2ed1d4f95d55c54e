import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { drafts, paragraphOf, wordsOf } from '#tests/support/drafter.ts'
import { anApp } from '#tests/support/app.ts'
import { askFrame, rawSocket, stateIn, updateFrame } from '#tests/support/rawSocket.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type Clause, type World } from '#tests/support/world.ts'

const app = anApp()

const rowsOf = async ({ draftId }: World) => Number((await app.sql<{ n: string }>('select count(*) as n from journal where text_id = $1', [`draft:${draftId}`]))[0]?.n)

/** The text as anybody who may read it is told. */
async function told(world: World): Promise<Y.Doc> {
  const reader = await rawSocket(await world.as('observer'), world)
  await reader.answered()
  const doc = new Y.Doc()
  for (const frame of reader.frames) { const state = stateIn(frame); if (state) Y.applyUpdate(doc, state) }
  reader.socket.terminate()
  return doc
}

/** An update that types these words, made by hand upon the text as it is. */
async function typed(world: World, clause: Clause, words: string, clientId?: number): Promise<Uint8Array> {
  const doc = await told(world)
  if (clientId !== undefined) doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  paragraphOf(doc, clause).insert(0, words)
  return Y.encodeStateAsUpdate(doc, before)
}

test('a Yjs client id belongs to whoever used it first, also when the server has started again', async () => {
  const world = await aWorkspace(app)
  const ilse = drafts(await world.as('policymaker'), world)
  await ilse.synced()
  ilse.type(world.first, 'Mine ')
  await until(() => ilse.acknowledged().count === 2)
  for (const restart of [false, true]) {
    if (restart) { await app.stop(); await app.start() }
    const forger = await rawSocket(await world.as('policymaker-2'), world)
    forger.send(updateFrame(await typed(world, world.first, 'Yours ', ilse.doc.clientID)))
    expect((await forger.closed()).code).toBe(4403)
  }
  expect(wordsOf(await told(world), world.first)).toBe(`Mine ${world.first.words}`)
})

test('after a refusal nothing more is taken from that connection, however fast it comes', async () => {
  const world = await aWorkspace(app)
  const good = await typed(world, world.first, 'Never ')
  const intruder = await rawSocket(await world.as('policymaker'), world)
  await intruder.answered()
  intruder.send(new Uint8Array([77]))
  intruder.send(updateFrame(good))
  expect((await intruder.closed()).code).toBe(4400)
  expect([wordsOf(await told(world), world.first), await rowsOf(world)]).toEqual([world.first.words, 1])
})

test('who lost the right to write and does not answer the closing of the connection writes nothing more', async () => {
  const world = await aWorkspace(app)
  const update = await typed(world, world.first, 'Never ')
  const holder = await rawSocket(await world.as('policymaker'), world)
  await holder.answered()
  // It hears nothing from here on, so it neither answers nor goes.
  holder.socket.pause()
  await (await world.as('facilitator')).patch(`/api/members/${await world.memberId('policymaker')}`, { role: 'ethicist', functions: [] })
  await new Promise((sent) => { holder.socket.send(updateFrame(update), sent) })
  // Written after it on the same server: when this is kept, the other was read.
  const other = drafts(await world.as('policymaker-2'), world)
  await other.synced()
  other.type(world.second, 'Kept ')
  await until(() => other.acknowledged().count === 2)
  expect([other.words(world.first), await rowsOf(world)]).toEqual([world.first.words, 2])
})

test('a right that is lost while the text is being opened is lost', async () => {
  const world = await aWorkspace(app)
  const update = await typed(world, world.first, 'Never ')
  // A room that nobody uses is kept a while: only a new server opens the text again.
  await app.stop()
  await app.start()
  const facilitator = await world.as('facilitator')
  const memberId = await world.memberId('policymaker')
  await app.transaction(async (client) => {
    await client.query('lock table journal in access exclusive mode')
    const opener = await rawSocket(await world.as('policymaker'), world)
    await until(async () => (await app.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from journal%'`)).length > 0)
    expect((await facilitator.patch(`/api/members/${memberId}`, { role: 'ethicist', functions: [] })).status).toBe(200)
    await client.query('commit')
    opener.send(updateFrame(update))
    expect([4403, 4501]).toContain((await opener.closed()).code)
  })
  expect(wordsOf(await told(world), world.first)).toBe(world.first.words)
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

test('updates that write outside the draft, or what no client of ours writes, are refused and change nothing', async () => {
  const world = await aWorkspace(app)
  const attempts: [what: string, attempt: (doc: Y.Doc) => void][] = [
    ['another root', (doc) => { doc.getMap('votes').set('mine', 'for') }],
    ['a text where a clause belongs', (doc) => { (doc.getMap('clauses') as Y.Map<unknown>).set(world.first.id, 'words') }],
    ['a clause by no id', (doc) => { doc.getMap('clauses').set('one', new Y.XmlFragment()) }],
    ['a block that no draft has', (doc) => { (doc.getMap('clauses').get(world.first.id) as Y.XmlFragment).push([new Y.XmlElement('script')]) }],
    ['a mark that no draft has', (doc) => { paragraphOf(doc, world.first).format(0, 3, { onclick: 'alert(1)' }) }],
    ['a document within the document', (doc) => { (doc.getMap('tree') as Y.Map<unknown>).set(world.first.id, new Y.Doc()) }],
    ['a kind that no node has', (doc) => { (doc.getMap('tree').get(world.first.id) as Y.Map<unknown>).set('kind', 'appendix') }],
  ]
  for (const [what, attempt] of attempts) {
    const doc = await told(world)
    const before = Y.encodeStateVector(doc)
    attempt(doc)
    const attacker = await rawSocket(await world.as('policymaker'), world)
    attacker.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
    expect([what, (await attacker.closed()).code]).toEqual([what, 4400])
  }
  expect([wordsOf(await told(world), world.first), await rowsOf(world)]).toEqual([world.first.words, 1])
})

test('a stranger’s page cannot open a socket with somebody’s cookie', async () => {
  const world = await aWorkspace(app)
  await expect(rawSocket(await world.as('policymaker'), world, { origin: 'https://elsewhere.example' })).rejects.toThrow('403')
})

test('no garbage changes the text or stops the server', async () => {
  const world = await aWorkspace(app)
  const good = await typed(world, world.first, 'x')
  const witness = drafts(await world.as('policymaker-2'), world)
  await witness.synced()
  const client = await world.as('ethicist')
  const writer = await world.as('policymaker')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((noise) => updateFrame(noise)),
    // One byte of a good update is another: the likeliest way to something that half works.
    fc.record({ at: fc.nat(good.length - 1), value: fc.integer({ min: 0, max: 255 }) }).map(({ at, value }) => updateFrame(good.map((byte, index) => (index === at ? value : byte)))),
  )
  await fc.assert(fc.asyncProperty(bytes, fc.boolean(), async (frame, asWriter) => {
    const before = await rowsOf(world)
    const attacker = await rawSocket(asWriter ? writer : client, world)
    attacker.send(frame)
    await Promise.race([attacker.answered(), attacker.closed()])
    attacker.socket.terminate()
    // Of a writer, what is still an update of one character is typing like any other.
    expect(await rowsOf(world) - before).toBeLessThanOrEqual(asWriter ? 1 : 0)
  }), { numRuns: 300 })
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200)
  const after = await told(world)
  expect(wordsOf(after, world.second)).toBe(world.second.words)
  expect(wordsOf(after, world.first)).toMatch(new RegExp([...world.first.words.replace('.', '')].join('.*'), 's'))
  await witness.reads(world.first, wordsOf(after, world.first))
})
