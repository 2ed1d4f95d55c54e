import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
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

const sqlOf = (name: string) => fs.readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')
const older = ['20261124115834_foundation', '20261124122525_seeding', '20261124122535_append_only', '20261125122550_add_versions', '20261127190031_add_amendments']
const [workspace, draft, closed, open] = ['1', '2', '3', '4'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`)

test('votes of the time when there were three rules are majorities, with their ballots, and count as they counted', async () => {
  const url = await emptyDatabase()
  for (const name of older) await query(url, sqlOf(name))
  const charter = { decisions: { rules: ['concurrent'], concurrentRoles: ['policymaker', 'ethicist', 'civilSociety'] } }
  const result = { outcome: 'rejected', because: 'noTwoThirds', tally: { electors: 2, for: 1, against: 1, abstention: 0, cast: 2, groups: {} }, groupsWithoutMajority: [] }
  await query(url, `set session_replication_role = replica;
    insert into draft select (jsonb_populate_record(null::draft, '{"id":"${draft}","workspaceId":"${workspace}","reference":"R","title":{"en":"D"},"summary":{},"stage":"voting","language":"en","stageSince":"2026-11-24","createdAt":"2026-11-24"}')).*;
    insert into charter values ('${workspace}', 1, '${JSON.stringify(charter)}', now());
    insert into proposal (id, "draftId", number, question, rule, roles, quorum, "charterVersion", "openedById", "openedAt", "closesAt", "closedAt", result) values
      ('${closed}', '${draft}', 1, 'Q', 'twoThirds', '{policymaker}', 2, 1, 'u', now(), now(), now(), '${JSON.stringify(result)}'),
      ('${open}', '${draft}', 2, 'Q', 'concurrent', '{policymaker,ethicist,civilSociety}', 0, 1, 'u', now(), now(), null, null);
    insert into elector values ('${closed}', 'a', 'policymaker'), ('${closed}', 'b', 'policymaker'), ('${open}', 'a', 'policymaker'), ('${open}', 'c', 'civilSociety');
    insert into ballot values ('${closed}', '${closed}', 'a', 'for', null, now(), 1);
    insert into ballot_revision values ('${closed}', 1, 'for', null, now())`)
  await query(url, sqlOf('20261127193000_decisions'))
  const { rows } = await query(url, 'select kind, method, quorum, "earlyClose", result from proposal order by number')
  expect(rows).toEqual([
    {
      kind: 'question', earlyClose: 'facilitator', method: { kind: 'majority', threshold: { kind: 'qualified', numerator: 2, denominator: 3 }, concurrent: null }, quorum: { all: { kind: 'number', electors: 2 }, roles: {} },
      result: { ...result, because: 'noQualifiedMajority', tally: { ...result.tally, kind: 'count' }, winner: null, detail: null, quorum: [{ role: null, needed: 2, cast: 2, electors: 2, reached: true }] },
    },
    { kind: 'question', earlyClose: 'facilitator', method: { kind: 'majority', threshold: { kind: 'simple' }, concurrent: { roles: ['policymaker', 'civilSociety'], atLeast: 2 } }, quorum: { all: null, roles: {} }, result: null },
  ])
  expect((await query(url, 'select content from ballot union all select content from ballot_revision')).rows).toEqual([{ content: { choice: 'for' } }, { content: { choice: 'for' } }])
  expect((await query(url, 'select "userId", "hasCast" from elector order by "proposalId", "userId"')).rows).toEqual([{ userId: 'a', hasCast: true }, { userId: 'b', hasCast: false }, { userId: 'a', hasCast: false }, { userId: 'c', hasCast: false }])
})
