import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import * as migrate from '#server/db/migrate.ts'
import { StartupError } from '#server/startupError.ts'
import { launch } from '#tests/support/launch.ts'

async function query(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try { return await client.query(sql) } finally { await client.end() }
}

async function emptyDatabase() {
  const name = `parley_empty_${randomBytes(4).toString('hex')}`
  await query(inject('adminUrl'), `create database ${name} template template0`)
  afterAll(() => query(inject('adminUrl'), `drop database if exists ${name} with (force)`))
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  return url.href
}

const ownTables = async (url: string) => (await query(url, `
  select table_name from information_schema.tables where table_schema = 'public' and table_name <> '_prisma_migrations'`)).rowCount

// Lets the migration make some of its tables, then stops it at this one.
const obstacle = `
  create schema obstacle;
  create function obstacle.refuse() returns event_trigger language plpgsql as $$ begin
    if exists (select from pg_event_trigger_ddl_commands() where object_identity = 'public.proposal') then
      raise exception 'no room for proposals';
    end if;
  end $$;
  create event trigger obstacle on ddl_command_end when tag in ('CREATE TABLE') execute function obstacle.refuse()`

test('the migrations build exactly the schema: nobody forgot one', async () => {
  expect(await migrate.drift(inject('adminUrl'))).toBeNull()
})

test('two apps that start at once on an empty database migrate it once', async () => {
  const url = await emptyDatabase()
  const [first, second] = await Promise.all([migrate.apply(url), migrate.apply(url)])
  expect([first.length, second.length].sort()[0]).toBe(0)
  expect(first.length + second.length).toBeGreaterThan(0)
})

test('a migration that fails keeps nothing, says why, and goes through when the cause is gone', async () => {
  const url = await emptyDatabase()
  await query(url, obstacle)
  await expect(migrate.apply(url)).rejects.toThrow(/migration failed and nothing of it was kept \(no room for proposals\)/)
  await expect(migrate.apply(url)).rejects.toThrow(StartupError)
  expect(await ownTables(url)).toBe(0)

  const parley = launch(['dist/server/main.js'], { DATABASE_URL: url, SESSION_SECRET: 'a secret of the tests, at least 32 characters' })
  expect(await parley.ended()).toBe(1)
  expect(parley.said().trim().split('\n')).toEqual(['Connecting to the database…', expect.stringContaining('no room for proposals')])

  await query(url, 'drop event trigger obstacle')
  expect(await migrate.apply(url)).not.toHaveLength(0)
  expect(await ownTables(url)).toBeGreaterThan(10)
})
