import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup } from '#server/cli/backup.ts'
import { restoreBackup } from '#server/cli/restoreBackup.ts'
import { anApp } from '#tests/support/app.ts'
import { runs } from '#tests/support/commands.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { digestOf } from '#tests/support/digest.ts'
import { newFolder } from '#tests/support/launch.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()
let folder: string
let file: string
let emptyUrl: string
let pool: pg.Pool

beforeAll(async () => {
  folder = newFolder()
  file = path.join(folder, 'parley.backup')
  const world = await aWorkspace(app)
  await (await world.as('ethicist')).post(`/api/drafts/${world.draftId}/threads`, { clauseId: world.second.id, kind: 'ethical', anchor: null, body: 'Who is “made”? \n\\ \t ’ 漢' })
  const vote = await openVote(world)
  await (await world.as('civilSociety')).put(`/api/proposals/${vote.id}/ballot`, { choice: 'for', hash: vote.words?.hash })
  expect((await runs(backup, app.databaseUrl, file)).code).toBe(0)
  emptyUrl = await freshDatabase()
  pool = new pg.Pool({ connectionString: emptyUrl, max: 2 })
  afterAll(() => pool.end())
})

const sql = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await pool.query<Row>(text, [...values])).rows
const restoresTo = (url: string, from = file) => runs(restoreBackup, url, from)
const rows = async () => Number((await sql<{ n: string }>('select (select count(*) from journal) + (select count(*) from "user") + (select count(*) from record) as n'))[0]?.n)

/** The file with its lines changed, under another name. */
function changed(name: string, change: (lines: string[]) => string[]): string {
  const other = path.join(folder, name)
  fs.writeFileSync(other, zlib.gzipSync(change(zlib.gunzipSync(fs.readFileSync(file)).toString().split('\n')).join('\n')))
  return other
}

test('a file that was cut off, of which a byte was changed, or that is no backup restores nothing', async () => {
  const bytes = fs.readFileSync(file)
  const cut = path.join(folder, 'cut')
  fs.writeFileSync(cut, bytes.subarray(0, bytes.length - 40))
  const flipped = path.join(folder, 'flipped')
  fs.writeFileSync(flipped, bytes.map((byte, index) => (index === Math.floor(bytes.length / 2) ? byte ^ 1 : byte)))
  const words = path.join(folder, 'words')
  fs.writeFileSync(words, 'not a backup')
  const another = changed('another', (lines) => lines.map((line) => line.replace('Who is', 'Who was')))
  const shorter = changed('shorter', (lines) => lines.slice(0, -2))
  for (const damaged of [cut, flipped, words, another, shorter]) await expect(restoresTo(emptyUrl, damaged), damaged).rejects.toThrow(/is damaged or no backup of Parley/)
  await expect(restoresTo(emptyUrl, path.join(folder, 'nowhere'))).rejects.toThrow('is not there')
  expect(await rows()).toBe(0)
})

test('a database that holds anything, and one of another migration, are refused and stay as they are', async () => {
  const before = await digestOf(app)
  await expect(restoresTo(app.databaseUrl)).rejects.toThrow(/The database is not empty/)
  expect(await digestOf(app)).toEqual(before)
  await sql(`insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29990101000000_later', now())`)
  await expect(restoresTo(emptyUrl)).rejects.toThrow(/The backup is of migration \S+, this Parley is of 29990101000000_later/)
  await sql(`delete from _prisma_migrations where id = 'x'`)
  expect(await rows()).toBe(0)
})

test('a backup restored into an empty database gives every row back, the deadlines too, and verifies; sessions are not in it', async () => {
  const { code, said } = await restoresTo(emptyUrl)
  expect([code, said.filter((line) => line.includes('whole')).length], said.join('\n')).toEqual([0, 2])
  expect(await digestOf({ sql })).toEqual(await digestOf(app))
  expect(await sql('select 1 from session')).toEqual([])
  const [{ token } = { token: '' }] = await app.sql<{ token: string }>('select token from session limit 1')
  expect(zlib.gunzipSync(fs.readFileSync(file)).includes(token)).toBe(false)
  const [next] = await sql<{ id: string }>(`insert into outbox (event) values ('{}') returning id`)
  expect(Number(next?.id)).toBe(Number((await app.sql<{ id: string }>('select max(id) as id from outbox'))[0]?.id) + 1)
  await expect(sql('delete from journal')).rejects.toThrow('append-only')
})

test('a backup is one moment, and is for its owner’s eyes only; a file that is there is not written over', async () => {
  expect(fs.statSync(file).mode & 0o077).toBe(0)
  await expect(runs(backup, app.databaseUrl, file)).rejects.toThrow('is there already')
  await expect(runs(backup, app.databaseUrl, path.join(folder, 'no', 'folder'))).rejects.toThrow('its folder is not there')
  await expect(runs(backup, app.databaseUrl)).rejects.toThrow('npm run cli -- backup FILE')
  expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
