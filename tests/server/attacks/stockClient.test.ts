import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { memoryDevice } from '#client/lib/device.ts'
import { openText } from '#client/lib/sync.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client } from '#tests/support/client.ts'
import { paragraphOf, syncAddress, wordsOf } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
afterEach(() => { vi.restoreAllMocks() })

const withCookieOf = (client: Client) => class extends WebSocket {
  constructor(address: string | URL) { super(address, { headers: { cookie: client.cookie(), origin: client.origin } }) }
} as unknown as typeof globalThis.WebSocket

/** Somebody with y-websocket as it comes, and nothing of ours. */
async function stockClient(world: World, persona: string) {
  const client = await world.as(persona)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(syncAddress(client), `draft:${world.draftId}`, doc, { WebSocketPolyfill: withCookieOf(client), disableBc: true, maxBackoffTime: 50 })
  onTestFinished(() => { provider.destroy() })
  return { doc, provider }
}

/** Somebody with the page's own client, which expects a browser around it: its socket, its address, its window. */
async function page(world: World, persona: string) {
  const client = await world.as(persona)
  vi.stubGlobal('WebSocket', withCookieOf(client))
  vi.stubGlobal('location', new URL(client.origin))
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  const doc = new Y.Doc()
  const open = openText({
    address: { room: `draft:${world.draftId}`, schema: schemaVersion, generation: 1, userId: world.userId(persona) },
    doc, device: Promise.resolve(memoryDevice()), wordsOf: () => [], writeAnew: async () => () => undefined, verdict: null,
  })
  onTestFinished(() => {
    open.close()
    vi.unstubAllGlobals()
  })
  return { ...open, doc }
}

test('the stock client of y-websocket and the page write in one clause and in two, and agree', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const world = await aWorkspace(app)
  const [stock, ours] = [await stockClient(world, 'policymaker'), await page(world, 'policymaker-2')]
  await until(() => stock.provider.synced && ours.state().synced)
  for (let index = 0; index < 20; index += 1) {
    paragraphOf(stock.doc, world.first).insert(0, 's')
    const words = paragraphOf(ours.doc, world.first)
    words.insert(words.length, 'p')
    paragraphOf(ours.doc, world.second).insert(0, 'o')
  }
  const first = `${'s'.repeat(20)}${world.first.words}${'p'.repeat(20)}`
  for (const doc of [stock.doc, ours.doc]) {
    await until(() => wordsOf(doc, world.first) === first && wordsOf(doc, world.second) === `${'o'.repeat(20)}${world.second.words}`)
  }
  expect(Y.encodeStateVector(stock.doc)).toEqual(Y.encodeStateVector(ours.doc))
  await until(() => ours.state().waiting === 0 && ours.state().savedAt !== null)
  // Our acknowledgement is a message that it does not know: it says so and goes on.
  expect(logged.mock.calls.flat().every((words) => words === 'Unable to compute message')).toBe(true)
})

test('the stock client is seen by the page under the name of its session', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const world = await aWorkspace(app)
  const [stock, ours] = [await stockClient(world, 'policymaker'), await page(world, 'policymaker-2')]
  await until(() => stock.provider.synced && ours.state().synced)
  stock.provider.awareness.setLocalState({ user: { name: 'Anybody' }, cursor: null, clause: world.first.id })
  await until(() => ours.awareness.getStates().get(stock.doc.clientID)?.['clause'] === world.first.id)
  expect(ours.awareness.getStates().get(stock.doc.clientID)?.['user']).toMatchObject({ name: 'Name of policymaker', role: 'policymaker' })
})

test('the stock client and the page come back by themselves after a restart, with what each wrote meanwhile', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const world = await aWorkspace(app)
  const [stock, ours] = [await stockClient(world, 'policymaker'), await page(world, 'policymaker-2')]
  await until(() => stock.provider.synced && ours.state().synced)
  await app.stop()
  await until(() => !stock.provider.wsconnected && ours.state().connection === 'offline')
  paragraphOf(stock.doc, world.first).insert(0, 'Stock, typed and mended ')
  paragraphOf(stock.doc, world.first).delete(5, 18)
  paragraphOf(ours.doc, world.second).insert(0, 'Page ')
  expect(ours.state().waiting).toBe(1)
  await app.start()
  for (const doc of [stock.doc, ours.doc]) {
    await until(() => wordsOf(doc, world.first) === `Stock ${world.first.words}` && wordsOf(doc, world.second) === `Page ${world.second.words}`, 20_000, () => wordsOf(doc, world.first))
  }
  await until(() => ours.state().waiting === 0)
})
