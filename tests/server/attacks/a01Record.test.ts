import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RecordView } from '#domain/contract/records.ts'
import { canonicalAct } from '#domain/record.ts'
import type { Head } from '#domain/verify/chain.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import * as records from '#server/features/records/records.service.ts'
import { anApp, type AppUnderTest } from '#tests/support/app.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { openSite } from '#tests/support/site.ts'
import { aWorkspace, outsider, type World } from '#tests/support/world.ts'

const app = anApp()

const addressOf = ({ workspaceId }: World) => `/api/workspaces/${workspaceId}/record`
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`${addressOf(world)}/export`)).body
const faultIn = async (world: World, head: Head | null = null) => {
  const { fault } = verifyExport(await exported(world), { sha256, head })
  return fault && [fault.code, fault.seq]
}
/** What the operator's own verification says of this workspace. */
const operatorFinds = (world: World) => records.verify(app.running().db.prisma, world.workspaceId)

/** As somebody who owns the database: the triggers are out of the way. */
async function asSuperuser(sql: string, values: readonly unknown[]) {
  await app.transaction(async (client) => {
    await client.query('alter table record disable trigger user')
    await client.query(sql, [...values])
    await client.query('alter table record enable trigger user')
    await client.query('commit')
  })
}

test.each([
  ['UPDATE', `update record set name = 'draft.created'`], ['DELETE', 'delete from record'], ['TRUNCATE', 'truncate record'], ['TRUNCATE … CASCADE', 'truncate workspace cascade'],
])('A1 %s of the record is refused, and nothing changes', async (_name, sql) => {
  const world = await aWorkspace(app)
  const before = await exported(world)
  await expect(app.sql(sql)).rejects.toThrow(/is append-only/)
  expect((await exported(world)).record).toEqual(before.record)
})

// Row 4 of a record of ten; each attack is undone by nobody, so each has a workspace of its own.
const k = 4
const inWorkspace = '"workspaceId" = $1 and seq'
const meddling: readonly (readonly [string, string, readonly [string, number]])[] = [
  ['edits a row', `update record set canonical = set_byte(canonical, 60, get_byte(canonical, 60) # 1) where ${inWorkspace} = ${k}`, ['hash', k]],
  ['edits a row so that it is no text any more', `update record set canonical = '\\xff00fe' where ${inWorkspace} = ${k}`, ['hash', k]],
  ['deletes a row', `delete from record where ${inWorkspace} = ${k}`, ['gap', k]],
  ['deletes a row and closes the gap', `with gone as (delete from record where ${inWorkspace} = ${k} returning 1)
    update record set seq = -seq + 1 from gone where ${inWorkspace} > ${k}`, ['link', k]],
  ['swaps two rows', `update record set seq = -(2 * ${k} + 1 - seq) where ${inWorkspace} in (${k}, ${k} + 1)`, ['link', k]],
]

test.each(meddling)('A2 a superuser who %s is found, and the place named', async (_name, sql, place) => {
  const world = await aWorkspace(app)
  await asSuperuser(sql, [world.workspaceId])
  // Numbers were turned negative on the way, since the key would not let two rows pass each other.
  await asSuperuser(`update record set seq = -seq where "workspaceId" = $1 and seq < 0`, [world.workspaceId])
  expect(await faultIn(world)).toEqual(place)
  expect(await operatorFinds(world)).toEqual({ ok: false, seq: place[1], fault: place[0] })
})

test('A2 a superuser who truncates the tail is found by whoever kept a head', async () => {
  const world = await aWorkspace(app)
  const { head } = await exported(world)
  await asSuperuser('delete from record where "workspaceId" = $1 and seq > $2', [world.workspaceId, head.seq - 2])
  expect(await faultIn(world)).toBeNull()
  expect(await faultIn(world, head)).toEqual(['truncated', head.seq - 1])
})

test('A2 a superuser who makes the chain anew is found by whoever kept a head', async () => {
  const world = await aWorkspace(app)
  const { head, record } = await exported(world)
  let prev = Buffer.alloc(32)
  for (const row of record) {
    const canonical = Buffer.from(canonicalAct({ ...JSON.parse(row.canonical), actorId: null }))
    const hash = createHash('sha256').update('parley-record/1').update(prev).update(canonical).digest()
    await asSuperuser('update record set canonical = $3, "prevHash" = $4, hash = $5 where "workspaceId" = $1 and seq = $2', [world.workspaceId, row.seq, canonical, prev, hash])
    prev = hash
  }
  expect(await faultIn(world)).toBeNull()
  expect(await faultIn(world, head)).toEqual(['rebuilt', head.seq])
})

test('A3 sixty-four acts at a time through two servers: no fork, no gap, each kept once', async () => {
  const world = await aWorkspace(app)
  const { workspaceId } = world
  const other = await openSite(app.databaseUrl)
  try {
    const { head: { seq: first } } = await exported(world)
    const act = (site: Pick<AppUnderTest, 'running'>, index: number) => site.running().unitOfWork(world.userId('facilitator'), async (context) => {
      context.record({ name: 'thread.resolved', workspaceId, ids: { threadId: String(index) } })
    })
    for (let round = 0; round < 4; round += 1) await Promise.all(Array.from({ length: 64 }, (_, index) => act(index % 2 === 0 ? app : other, round * 64 + index)))
    const file = await exported(world)
    expect(file.record.map(({ seq }) => seq)).toEqual(Array.from({ length: first + 256 }, (_, index) => index + 1))
    expect(new Set(file.record.map(({ prevHash }) => prevHash)).size).toBe(file.record.length)
    const kept = file.record.slice(first).map(({ canonical }) => Number((JSON.parse(canonical) as { ids: { threadId: string } }).ids.threadId))
    expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, index) => index))
    expect(await faultIn(world)).toBeNull()
  } finally {
    await other.end()
  }
}, 60_000)

const injections = { 'a new line': 'x\n{"level":60,"msg":"forged"}', 'an ANSI sequence': '\u001B[2K\u001B[1A\u009B31mgone', 'the end of a JSON string': '"},"facts":{"to":"adopted"}}', 'text that runs backwards': '\u202Edetpoda' }

test.each(Object.entries(injections))('A4 %s in a reason is kept as words: the record stays one line an act, and holds', async (_name, reason) => {
  const world = await aWorkspace(app)
  expect((await (await world.as('facilitator')).post(`/api/drafts/${world.draftId}/stage`, { stage: 'voting', reason })).status).toBe(200)
  const { body } = await (await world.as('observer')).get<RecordView>(addressOf(world))
  expect(body.entries[0]).toMatchObject({ name: 'draft.advanced', facts: { to: 'voting', reason } })
  const file = await exported(world)
  for (const character of ['\n', '\r', '\u001B']) expect(file.record.at(-1)?.canonical).not.toContain(character)
  expect(await faultIn(world)).toBeNull()
})

test('A5 the record and its export are for whom the charter lets read it: hidden from others, refused to a member without the right', async () => {
  const world = await aWorkspace(app)
  const statuses = async (persona: string | null) => {
    const client = persona === null ? app.nobody() : await world.as(persona)
    return [(await client.get(addressOf(world))).status, (await client.get(`${addressOf(world)}/export`)).status]
  }
  expect([await statuses('observer'), await statuses(outsider), await statuses(null)]).toEqual([[200, 200], [404, 404], [401, 401]])
  await app.sql(`insert into charter ("workspaceId", version, content, "adoptedAt")
    select "workspaceId", 2, jsonb_set(content #- '{rights,record.read,stages,observer}', '{version}', '2'), now() from charter where "workspaceId" = $1`, [world.workspaceId])
  expect([await statuses('observer'), await statuses('ethicist')]).toEqual([[403, 403], [200, 200]])
})
