import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningPostmaster } from '#server/db/postmaster.ts'
import { launch, type Launched, newFolder } from '#tests/support/launch.ts'

const ready = /Parley is ready: (\S+)/
let folder: string
let port: number
let parley: Launched

const freePort = () => new Promise<number>((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address() as net.AddressInfo
    probe.close(() => resolve(free))
  })
})
const start = async () => {
  parley = launch(['dist/server/main.js'], { PORT: String(port), DATA_DIR: folder })
  await parley.says(ready)
}
const database = () => runningPostmaster(path.join(folder, 'data'))
const status = async (host: string, address = '/api/health') => (await fetch(`http://${host}:${port}${address}`)).status

beforeAll(async () => {
  folder = path.join(newFolder(), 'data-directory')
  port = await freePort()
  await start()
})
afterAll(async () => {
  parley.process.kill('SIGTERM')
  await parley.ended()
})

test('the first start seeds the demo, and says where it is and how to enter', async () => {
  expect(parley.said()).toMatch(/Starting the database…\nMigrated the database: .*\nSeeded the demo: .*\nParley is ready: .*sign-in page/)
  expect([await status('localhost'), await status('127.0.0.1')]).toEqual([200, 200])
})

test('a page comes with the addresses of what it asks for in any case, and with nobody else’s', async () => {
  const asked = async (address: string) => (await fetch(`http://127.0.0.1:${port}${address}`)).headers.get('link')
  const draft = '/drafts/01234567-89ab-4cde-8f01-23456789abcd'
  const me = '</api/me>; rel=preload; as=fetch; crossorigin'
  expect(await asked('/')).toBe(me)
  for (const [address, script] of [[draft, 'DraftPage'], [`${draft}/read`, 'ReadPage']] as const) {
    const [first, second, ...pieces] = (await asked(address))?.split(', ') ?? []
    expect([first, second]).toEqual([me, `</api${draft}>; rel=preload; as=fetch; crossorigin`])
    // The scripts and styles of that page, each of which is there, and none of another.
    expect(pieces.filter((piece) => piece.includes('Page-') && piece.includes('.js')).map((piece) => /(\w+)-/.exec(piece)?.[1])).toEqual([script])
    for (const piece of pieces) {
      const [, file = '', relation] = /^<(\/assets\/[\w.-]+\.(?:js|css))>; (rel=modulepreload|rel=preload; as=style); crossorigin$/.exec(piece) ?? []
      expect(relation).toBe(file.endsWith('.css') ? 'rel=preload; as=style' : 'rel=modulepreload')
      expect(await status('127.0.0.1', file)).toBe(200)
    }
  }
  expect(await asked('/drafts/%3E;rel=x')).toBe(me)
})

test('what protects sessions and the database is readable by the owner only', () => {
  for (const file of ['session.secret', 'postgres.json']) expect(fs.statSync(path.join(folder, file)).mode & 0o077, file).toBe(0)
})

test('a second Parley in the same data directory is refused, and the first works on', async () => {
  const second = launch(['dist/server/main.js'], { PORT: String(await freePort()), DATA_DIR: folder })
  expect(await second.ended()).toBe(1)
  expect(second.said()).toMatch(/Parley already runs with the data directory .*: use that one, stop it, or set DATA_DIR and PORT/)
  expect(await status('127.0.0.1')).toBe(200)
})

test('Ctrl-C under npm, which signals twice, ends the app and its database within 10 s', async () => {
  const begun = performance.now()
  parley.process.kill('SIGINT')
  // Another signal than the first: two of the same kind, sent this fast, arrive as one.
  parley.process.kill('SIGTERM')
  expect(await parley.ended()).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(database()).toBeNull()
})

test('the next start keeps the secret and the seed, and answers within 8 s', async () => {
  const secret = fs.readFileSync(path.join(folder, 'session.secret'), 'utf8')
  const begun = performance.now()
  await start()
  expect(performance.now() - begun).toBeLessThan(8_000)
  expect(await status('127.0.0.1')).toBe(200)
  expect(parley.said()).not.toMatch(/Seeded|Migrated/)
  expect(fs.readFileSync(path.join(folder, 'session.secret'), 'utf8')).toBe(secret)
})

test('a start after kill -9 of the app takes over the database that was left', async () => {
  const before = database()?.pid
  parley.process.kill('SIGKILL')
  await parley.ended()
  expect(database()?.pid).toBe(before)
  await start()
  expect(parley.said()).toContain('took it over')
  expect(await status('127.0.0.1')).toBe(200)
})

test('a start after kill -9 of the app and of PostgreSQL recovers the data', async () => {
  const postgres = database()
  parley.process.kill('SIGKILL')
  if (postgres) process.kill(postgres.pid, 'SIGKILL')
  await parley.ended()
  await start()
  expect(parley.said()).not.toMatch(/Seeded|took it over/)
  expect(await status('127.0.0.1')).toBe(200)
})

test('a signal in the middle of the start leaves no database behind', async () => {
  parley.process.kill('SIGTERM')
  await parley.ended()
  const early = launch(['dist/server/main.js'], { PORT: String(port), DATA_DIR: folder })
  await early.says(/Starting the database/)
  early.process.kill('SIGTERM')
  await early.ended()
  expect(database()).toBeNull()
  await start()
})
