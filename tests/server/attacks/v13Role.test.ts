import { randomBytes } from 'node:crypto'
import pg from 'pg'
import pino from 'pino'
import { expect, test } from 'vitest'
import { verify } from '#server/cli/verify.ts'
import { buildSchema, granted } from '#server/db/appRole.ts'
import { anApp } from '#tests/support/app.ts'
import { asApp } from '#tests/support/appRole.ts'
import { nothingChanged } from '#tests/support/attack.ts'
import { aBallotBox } from '#tests/support/ballotBox.ts'
import { freshDatabase } from '#tests/support/database.ts'

const app = anApp()

async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try { return await client.query(sql) } finally { await client.end() }
}
const asTheApp = (sql: string) => ask(asApp(app.databaseUrl), sql)

test.each([
  ['changes a ballot', 'update ballot set content = \'{"choice":"against"}\''], ['deletes a ballot', 'delete from ballot'], ['empties the box', 'truncate ballot cascade'],
  ['puts a ballot in', 'insert into ballot (id, "proposalId", "userId", content, "castAt") select gen_random_uuid(), "proposalId", "userId", \'{"choice":"for"}\', now() from elector where not "hasCast"'],
  ['changes what was cast before', 'update ballot_revision set revision = 7'], ['changes the count', 'update ballot_count set ballots = 9'], ['adds to the count', 'insert into ballot_count select * from ballot_count'],
  ['takes somebody off the roll', 'delete from elector'], ['moves somebody to another role', 'update elector set role = \'ethicist\''],
  ['changes the record', 'update record set name = \'draft.created\''], ['deletes from the record', 'delete from record'], ['empties the record', 'truncate record'],
  ['changes a journal', 'update journal set seq = seq + 1'], ['deletes from a journal', 'delete from journal'], ['empties the journals', 'truncate journal'],
  ['changes what is voted on', 'update proposal set words = \'other words\''], ['changes the rules of a vote', 'update proposal set method = \'{"kind":"consent"}\''], ['deletes a vote', 'delete from proposal'],
  ['changes sealed words', 'update amendment set words = \'other words\''], ['changes a charter', 'update charter set content = \'{}\''], ['changes a named version', 'update version set name = \'Another\''],
])('V13 A1 who has taken over the application and %s is refused by the database', async (_deed, sql) => {
  const box = await aBallotBox(app)
  await box.cast('ethicist', { choice: 'for' })
  await nothingChanged(app, () => expect(asTheApp(sql)).rejects.toThrow(/^permission denied for table/))
})

test.each([
  ['puts the guards aside', 'set session_replication_role = replica', /permission denied to set parameter/], ['takes a guard away', 'alter table record disable trigger user', /must be owner/],
  ['drops a table', 'drop table ballot_revision', /must be owner/], ['makes one', 'create table public.mine (id int)', /permission denied for schema public/], ['becomes the owner', 'set role parley', /permission denied to set role/],
])('V13 the role of the application that %s is refused', async (_deed, sql, said) => {
  await expect(asTheApp(sql)).rejects.toThrow(said)
})

test('V13 what a function writes for the application keeps its rules: no ballot once a vote is closed, no words sealed twice', async () => {
  const box = await aBallotBox(app)
  await box.cast('ethicist', { choice: 'for' })
  await box.expire()
  await box.post('facilitator', 'close')
  await nothingChanged(app, async () => {
    await expect(asTheApp(`select * from cast_ballots('${box.id}', array['${box.world.userId('ethicist')}'], array['{"choice":"against"}'::jsonb], array[null::text], array[now()], array[null::text])`)).rejects.toThrow('no recorded vote is open there')
  })
  const [amendment] = await app.sql<{ id: string }>(`insert into amendment (id, "draftId", title, reason, "openTo", state, "baseSeq", "movedById", "movedAt", words, hash)
    values (gen_random_uuid(), $1, 'T', 'R', 'all', 'sealed', 0, 'u', now(), 'sealed', 'h') returning id`, [box.world.draftId])
  await expect(asTheApp(`select seal_amendment('${amendment?.id}', 'other words', 'h')`)).rejects.toThrow('its words are fixed already')
})

test.each([
  ['changes a ballot', 'update ballot set content = \'{"choice":"against"}\' where "proposalId" = $1'],
  ['deletes a ballot', 'with gone as (delete from ballot_revision using ballot b where b.id = "ballotId" and b."proposalId" = $1) delete from ballot where "proposalId" = $1'],
  ['puts a ballot in', 'insert into ballot (id, "proposalId", "userId", content, "castAt") select gen_random_uuid(), "proposalId", "userId", \'{"choice":"for"}\', now() from elector where "proposalId" = $1 and not "hasCast" limit 1'],
])('V13 a superuser who %s of a closed vote is found, and the vote named', async (_deed, sql) => {
  const box = await aBallotBox(app)
  await box.cast('ethicist', { choice: 'for' })
  await box.expire()
  await box.post('facilitator', 'close')
  await app.transaction(async (client) => {
    await client.query('set local session_replication_role = replica')
    expect((await client.query(sql, [box.id])).rowCount).toBe(1)
    await client.query('commit')
  })
  const said: string[] = []
  expect(await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line))).toBe(1)
  expect(said.at(-1)).toMatch(new RegExp(`${box.id}.*ballots is not what it was decided by`))
  // The other tests of this file are about whole votes.
  await app.sql('delete from ballot_count where "proposalId" = $1', [box.id])
  await app.sql('update proposal set "closedAt" = null where id = $1', [box.id])
})

test('what the application may do is said of every table, and of no other', async () => {
  const tables = await app.sql<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by 1`)
  expect(Object.keys(granted).sort()).toEqual(tables.map(({ name }) => name).sort())
})

test('two that start at once with the same new role make it once, and each may work', async () => {
  const role = { name: `parley_${randomBytes(4).toString('hex')}`, password: 'it\'s \\ a secret' }
  const [one, other] = [await freshDatabase(), await freshDatabase()]
  await Promise.all([one, one, other, other].map((url) => buildSchema(url, role)))
  for (const url of [one, other]) {
    const own = new URL(url)
    own.username = role.name
    own.password = encodeURIComponent(role.password)
    expect((await ask(own.href, 'select count(*)::int as n from record')).rows).toEqual([{ n: 0 }])
    await expect(ask(own.href, 'delete from record')).rejects.toThrow('permission denied')
  }
})
