import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { schemaVersion } from '#domain/text/kinds.ts'
import { anApp } from '#tests/support/app.ts'
import { codeFor, harmless, nothingChanged } from '#tests/support/attack.ts'
import { clientOf } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { askFrame, rawSocket } from '#tests/support/rawSocket.ts'
import { syncPath, tcpSocket } from '#tests/support/tcpSocket.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, outsider, type World } from '#tests/support/world.ts'

const app = anApp()
let made: Promise<World> | undefined
const theWorld = () => { made ??= aWorkspace(app, 'drafting'); return made }

test('W1 a text that the public may not read is closed to who has no session', async () => {
  const world = await theWorld()
  await harmless(app, world, async () => {
    const anyone = drafts(app.nobody(), world)
    await anyone.closedWith(4401)
    expect(anyone.doc.getMap('clauses').size).toBe(0)
  })
})

test.each(['https://elsewhere.example', 'null', 'http://127.0.0.1.evil', 'https://app.example.com.evil', ''])('W2 a page of the origin “%s” opens no socket with somebody’s cookie', async (origin) => {
  const world = await theWorld()
  await harmless(app, world, async () => { await expect(rawSocket(await world.as('policymaker'), world, { origin })).rejects.toThrow('403') })
})

test('W3 the session of another workspace’s member opens nothing here', async () => {
  const world = await theWorld()
  await harmless(app, world, async () => { expect((await (await rawSocket(await world.as(outsider), world)).closed()).code).toBe(4404) })
})

test('W3 a cookie copied before its session was signed out opens nothing afterwards', async () => {
  const world = await theWorld()
  const signedIn = await app.as('policymaker')
  const copy = { ...clientOf(app.origin), cookie: ((cookie) => () => cookie)(signedIn.cookie()) }
  expect((await signedIn.post('/api/auth/sign-out')).status).toBe(200)
  await harmless(app, world, async () => { expect((await (await rawSocket(copy, world)).closed()).code).toBe(4401) })
})

test('W4 a text that is not there and one that is hidden are answered alike, in about the same time', async () => {
  const world = await theWorld()
  const client = await world.as(outsider)
  const msFor = async (text: { readonly draftId: string }) => {
    const started = performance.now()
    expect(await (await rawSocket(client, text)).closed()).toEqual({ code: 4404, reason: 'notFound' })
    return performance.now() - started
  }
  await harmless(app, world, async () => {
    const differences: number[] = []
    for (let index = 0; index < 21; index += 1) differences.push(await msFor(world) - await msFor({ draftId: randomUUID() }))
    // One after the other and the middle of the differences: whatever else the machine does meanwhile falls on both.
    expect(Math.abs(differences.sort((one, other) => one - other)[10] ?? 0)).toBeLessThan(25)
  })
})

test.each([
  ['a step up, encoded', () => `/sync/draft:..%2f${randomUUID()}`],
  ['a NUL', () => `/sync/draft:${randomUUID()}%00`],
  ['an id of 5,000 characters', () => `/sync/draft:${'a'.repeat(5_000)}`],
  ['a star', () => '/sync/draft:*'],
  ['another kind of room', () => '/sync/a:b'],
  ['half an escape', () => `/sync/draft:${randomUUID()}%`],
  ['a host in the path', () => `//elsewhere.example/sync/draft:${randomUUID()}`],
  ['no room', () => '/sync/'],
  ['what is no address', () => '/\\[:'],
])('W5 a path with %s is none', async (_what, path) => {
  const world = await theWorld()
  await harmless(app, world, async () => {
    const { answer, gone } = await tcpSocket(await world.as('policymaker'), path())
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
    await gone()
  })
})

test.each(['0', `${schemaVersion - 1}`, `${schemaVersion + 1}`, '999', '-1', 'one', '', '1.5'])('W38 a page of the schema “%s” is turned away before it sees a word', async (schema) => {
  const world = await theWorld()
  await harmless(app, world, async () => {
    const page = drafts(await world.as('policymaker'), world, { params: { schema, generation: '1' } })
    await page.closedWith(4426)
    expect(page.doc.getMap('clauses').size).toBe(0)
  })
})

test('W38 a stock client, which says nothing of a schema, is let in', async () => {
  const world = await theWorld()
  const stock = drafts(await world.as('policymaker'), world)
  await stock.synced()
  expect([stock.words(world.first), stock.closes]).toEqual([world.first.words, []])
})

test.each(['0', '2', '999', 'x'])('W40 a page of the generation “%s” is turned away before it sees a word', async (generation) => {
  const world = await theWorld()
  await harmless(app, world, async () => {
    const page = drafts(await world.as('policymaker'), world, { params: { schema: String(schemaVersion), generation } })
    await page.closedWith(4409)
    expect(page.doc.getMap('clauses').size).toBe(0)
  })
})

test('W45 compression is not agreed to, so a frame cannot unpack to more than it is', async () => {
  const world = await theWorld()
  await nothingChanged(app, async () => {
    const { answer } = await tcpSocket(await world.as('policymaker'), syncPath(world), { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits' })
    expect(answer).toMatch(/^HTTP\/1\.1 101 /)
    expect(answer.toLowerCase()).not.toContain('sec-websocket-extensions')
  })
})

describe('W41 a crowd', () => {
  const small = anApp({ limits: { connectionsPerText: 6, upgradesPerMinute: 60 } })

  test('the 21st socket of one person is asked to come later, and the 20 stay', async () => {
    const world = await theWorld()
    await nothingChanged(app, async () => {
      const client = await world.as('policymaker')
      const sockets = await Promise.all(Array.from({ length: 20 }, () => rawSocket(client, world)))
      await until(() => sockets.every(({ frames }) => frames.length > 0))
      expect((await (await rawSocket(client, world)).closed()).code).toBe(1013)
      expect(sockets.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true)
    })
  })

  test('who comes to a full text is asked to come later, and those in it stay', async () => {
    const world = await aWorkspace(small, 'drafting')
    const clients = await Promise.all(['policymaker', 'ethicist', 'civilSociety'].map((persona) => world.as(persona)))
    await nothingChanged(small, async () => {
      const sockets = await Promise.all([...clients, ...clients].map((client) => rawSocket(client, world)))
      await until(() => sockets.every(({ frames }) => frames.length > 0))
      expect(await codeForNewcomer(world)).toBe(1013)
      expect(sockets.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true)
    })
  })
  const codeForNewcomer = async (world: World) => (await (await rawSocket(await world.as('observer'), world)).closed()).code

  test('the 61st upgrade of one address in a minute is refused, and no more than that', async () => {
    const world = await aWorkspace(small, 'drafting')
    const client = await world.as('policymaker')
    await nothingChanged(small, async () => {
      const answers: string[] = []
      for (let index = 0; index < 70 && !answers.at(-1)?.includes('429'); index += 1) {
        const { answer, socket } = await tcpSocket(client, syncPath(world))
        answers.push(answer)
        socket.destroy()
      }
      expect(answers.at(-1)).toMatch(/^HTTP\/1\.1 429 /)
    })
  })
})

test('a person who is turned away for good is not heard any more', async () => {
  const world = await theWorld()
  await harmless(app, world, async () => { expect(await codeFor(world, 'policymaker', new Uint8Array([77]), askFrame())).toBe(4400) })
})
