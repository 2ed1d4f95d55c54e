import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { clausesOf } from '#domain/text/tree.ts'
import { parseUpdate } from '#server/texts/parse.ts'
import { anApp } from '#tests/support/app.ts'
import { codeFor, codeForUpdate, harmless, inside, madeUpon, nothingChanged, told, typed } from '#tests/support/attack.ts'
import { drafts, paragraphOf, wordsOf } from '#tests/support/drafter.ts'
import { deleted, deleting, element, gc, handmade, numbers, skip, type Struct, value, words } from '#tests/support/handmade.ts'
import { updateFrame } from '#tests/support/rawSocket.ts'
import { seeded } from '#tests/support/seeded.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp({ limits: { pendingMs: 300 } })
let made: Promise<World> | undefined
const theWorld = () => { made ??= aWorkspace(app, 'drafting'); return made }
/** A client id that nobody has used. */
const unused = 4_000_000_007

/** The item of the first clause's fragment, and the last letter of its words. */
async function places(world: World) {
  const doc = await told(world)
  const fragment = clausesOf(doc).get(world.first.id)?._item?.id
  const last = [...paragraphOf(doc, world.first)._start ? chain(paragraphOf(doc, world.first)._start) : []].at(-1)
  if (!fragment || !last) throw new Error('the clause has words')
  return { fragment: [fragment.client, fragment.clock] as const, letter: [last.lastId.client, last.lastId.clock] as const }
}
function* chain(item: Y.Item | null) { for (let at = item; at; at = at.right) yield at }

test.each(Array.from({ length: 12 }, (_, seed) => seed))('W21 random bytes as an update are refused (seed %d)', async (seed) => {
  const world = await theWorld()
  const noise = seeded(seed).bytes(20 + seed * 10)
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', noise)).toBe(4400) }, { remade: true })
})

/** Updates that throw while Yjs applies them to this text, some when they have already changed it: good ones with a byte or two changed. */
async function throwing(world: World, wanted: number): Promise<Uint8Array[]> {
  const state = Y.encodeStateAsUpdate(await told(world))
  const good = await madeUpon(world, (doc) => { paragraphOf(doc, world.first).insert(3, 'abc', { strong: {} }); paragraphOf(doc, world.second).delete(2, 5); paragraphOf(doc, world.second).insert(0, 'xyz') })
  const random = seeded(22)
  const found: Uint8Array[] = []
  for (let tries = 0; found.length < wanted && tries < 20_000; tries += 1) {
    const update = good.map((byte) => (random.below(good.length) < 2 ? random.below(256) : byte))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    const before = Y.encodeStateAsUpdate(doc).length
    try { Y.applyUpdate(doc, update) } catch { if (found.length % 2 === 0 || Y.encodeStateAsUpdate(doc).length !== before) found.push(update) }
  }
  return found
}

test('W22 updates that throw halfway through are refused, whatever they had changed until then', async () => {
  const world = await aWorkspace(app, 'drafting')
  const corpus = await throwing(world, 12)
  expect(corpus.length).toBe(12)
  for (const update of corpus) await harmless(app, world, async () => { expect([4400, 4403]).toContain(await codeForUpdate(world, 'policymaker', update)) }, { remade: true })
})

test('W23 nobody writes under a Yjs client id that is somebody else’s, also when the server has started again', async () => {
  const world = await aWorkspace(app, 'drafting')
  const ilse = drafts(await world.as('policymaker'), world)
  await ilse.synced()
  ilse.type(world.first, 'Mine ')
  await until(() => ilse.acknowledged().count === 2)
  ilse.leave()
  for (const restart of [false, true]) {
    if (restart) { await app.stop(); await app.start() }
    await nothingChanged(app, async () => {
      expect(await codeForUpdate(world, 'policymaker-2', await typed(world, world.first, 'Yours ', ilse.doc.clientID))).toBe(4403)
    })
  }
  expect(wordsOf(await told(world), world.first)).toBe(`Mine ${world.first.words}`)
})

const poisons: [what: string, structs: (place: Awaited<ReturnType<typeof places>>) => readonly Struct[]][] = [
  ['a gap of 10^6', () => [gc(1e6)]],
  ['a gap of 2^50', () => [gc(2 ** 50)]],
  ['a skip of 10^6', () => [skip(1e6)]],
  ['a skip of 2^50', () => [skip(2 ** 50)]],
  ['deleted words of 10^6', ({ letter }) => [deleted(1e6, { origin: letter })]],
  ['deleted words of 2^50', ({ letter }) => [deleted(2 ** 50, { origin: letter })]],
  ['a gap of one', () => [gc(1)]],
  ['one letter', ({ letter }) => [words('x', { origin: letter })]],
]
test.each(poisons)('W24 %s under the client id of somebody who is writing loses them nothing', async (_what, structs) => {
  const world = await theWorld()
  const place = await places(world)
  await harmless(app, world, async ({ doc }) => {
    const { clientID } = doc
    expect([4400, 4403]).toContain(await codeForUpdate(world, 'policymaker', handmade(clientID, Y.getState(doc.store, clientID), structs(place))))
  })
})
test.each(poisons.slice(0, 6))('W24 %s under a client id of one’s own is refused', async (_what, structs) => {
  const world = await theWorld()
  const place = await places(world)
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', handmade(unused, 0, structs(place)))).toBe(4400) })
})

test('W25 words that build on what never came are asked for once and then refused', async () => {
  const world = await theWorld()
  const { letter } = await places(world)
  await harmless(app, world, async () => {
    const socket = await inside(world, 'policymaker')
    const asks = () => socket.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length
    const before = asks()
    for (const clock of [10, 20, 30]) socket.send(updateFrame(handmade(unused, clock, [words('x', { origin: letter })])))
    expect((await socket.closed()).code).toBe(4400)
    expect(asks()).toBe(before + 1)
  })
})

test('W26 4,000 updates that can never be put in their place are refused after 20, and cost next to nothing', async () => {
  const world = await theWorld()
  const { letter } = await places(world)
  const frames = Array.from({ length: 4_000 }, (_, index) => updateFrame(handmade(unused, 10 + index * 2, [words('x', { origin: letter })])))
  await harmless(app, world, async () => {
    const socket = await inside(world, 'policymaker')
    const before = process.cpuUsage()
    for (const frame of frames) socket.send(frame)
    expect((await socket.closed()).code).toBe(4400)
    const { user, system } = process.cpuUsage(before)
    // With the cost of sending them, which is this process's too; integrating them took 18.5 s.
    expect((user + system) / 1000).toBeLessThan(1_000)
  })
})

const lies: [what: string, update: Uint8Array][] = [
  ['2^31 structs', numbers(1, 2 ** 31, 5, 0)], ['2^31 clients', numbers(2 ** 31)], ['2^31 clients of deletions', numbers(0, 2 ** 31)],
  ['five million deletions', numbers(0, 1, 7, 5_000_000)], ['a client id of 2^60', numbers(1, 1, 2 ** 60, 0)], ['2^31 structs, one of them there', numbers(1, 2 ** 31, 5, 0, 0, 1)],
]
test.each(lies)('W27 an update that claims %s is refused at once', async (_what, update) => {
  const world = await theWorld()
  const times = [1, 2, 3].map(() => {
    const started = performance.now()
    expect(() => parseUpdate(update)).toThrow('malformed')
    return performance.now() - started
  })
  expect(Math.min(...times)).toBeLessThan(10)
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', update)).toBe(4400) })
})

const nested = (depth: number) => (encoder: encoding.Encoder) => {
  for (let level = 0; level < depth; level += 1) { encoding.writeUint8(encoder, 117); encoding.writeVarUint(encoder, 1) }
  encoding.writeUint8(encoder, 126)
}
test.each([20, 20_000])('W28 a value nested %d deep is refused', async (depth) => {
  const world = await theWorld()
  const update = handmade(unused, 0, [value(nested(depth), { parent: 'tree', key: world.first.id })])
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', update)).toBe(4400) }, { remade: true })
})
test.each([3, 33, 1_000, 10_000])('W28 elements nested %d deep are refused', async (depth) => {
  const world = await theWorld()
  const { fragment } = await places(world)
  const structs = Array.from({ length: depth }, (_, level) => element('paragraph', { parent: level === 0 ? fragment : [unused, level - 1] }))
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', handmade(unused, 0, structs))).toBe(4400) }, { remade: true })
})

test('W43 of two who write under one client id at once the second is put out, and the first goes on', async () => {
  const world = await aWorkspace(app, 'drafting')
  const first = drafts(await world.as('policymaker'), world)
  await first.synced()
  // Whoever hears of it first takes another id; here neither hears of the other before they write.
  const rival = await typed(world, world.first, 'Second, and at more length ', first.doc.clientID)
  first.type(world.first, 'First ')
  await until(() => first.acknowledged().count === 2)
  await nothingChanged(app, async () => { expect(await codeForUpdate(world, 'policymaker-2', rival)).toBe(4403) })
  first.type(world.first, 'Again ')
  await until(() => first.acknowledged().count === 3)
  expect([first.closes, wordsOf(await told(world), world.first)]).toEqual([[], `Again First ${world.first.words}`])
})

test('W44 an update sent again by who sent it is acknowledged and changes nothing', async () => {
  const world = await theWorld()
  const update = await typed(world, world.first, 'Once ')
  const before = await inside(world, 'policymaker')
  before.send(updateFrame(update))
  await until(() => before.frames.some((frame) => frame[0] === 100))
  before.socket.terminate()
  await harmless(app, world, async () => {
    const again = await inside(world, 'policymaker')
    again.send(updateFrame(update))
    await until(() => again.frames.some((frame) => frame[0] === 100))
  })
})

test('W44 a deletion sent again by somebody else deletes nothing more', async () => {
  const world = await theWorld()
  const { letter: [client, clock] } = await places(world)
  const update = deleting(client, [[clock, 1]])
  const before = await inside(world, 'policymaker')
  before.send(updateFrame(update))
  await until(() => before.frames.some((frame) => frame[0] === 100))
  await harmless(app, world, async () => {
    const again = await inside(world, 'policymaker')
    again.send(updateFrame(update))
    await until(() => again.frames.some((frame) => frame[0] === 100))
  })
})

test('after a refusal nothing more is taken from that connection, however fast it comes', async () => {
  const world = await theWorld()
  const good = updateFrame(await typed(world, world.first, 'Never '))
  await harmless(app, world, async () => { expect(await codeFor(world, 'policymaker', new Uint8Array([77]), good)).toBe(4400) })
})
