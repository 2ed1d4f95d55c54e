import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { unpackUpdates } from '#server/texts/chain.ts'
import { isWhole } from '#server/texts/replay.ts'
import { lodged, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const textOf = ({ draftId }: World) => `draft:${draftId}`

/** Journal writes that wait for a lock, by the process of the database that they are in. */
const waiting = () => app.sql<{ pid: number }>("select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%journal_rows%'")
const queued = async () => Number(/^parley_updates_queued (\d+)$/m.exec(await (await fetch(`${app.origin}/metrics`)).text())?.[1])

test('what the server writes for a person and cannot keep is refused to them, and they can do it again', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  const settle = async () => (await world.as('policymaker')).post<AmendmentView & Refused>(`/api/amendments/${amendment.id}/settle`, { accepted: true, pieces: 'all', reason: 'These are clearer.' })
  await app.sql('create function no_room() returns trigger language plpgsql as $$ begin raise exception \'no room\'; end $$')
  await app.sql('create trigger no_room before insert on journal for each row execute function no_room()')
  try {
    const { status, body } = await settle()
    expect([status, body.error.code]).toEqual([503, 'unavailable'])
  } finally { await app.sql('drop function no_room() cascade') }
  expect(await words(world, world.first.id)).toBe(world.first.words)
  const { status, body } = await settle()
  expect([status, body.outcome]).toEqual([200, 'agreedTo'])
  expect(await words(world, world.first.id)).toBe(`Within a day, ${world.first.words}`)
})

test('when a write fails, what was waiting behind it is not written without it: it comes again with it', async () => {
  const world = await aWorkspace(app)
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  await app.transaction(async (client) => {
    await client.query('select from text where id = $1 for update', [textOf(world)])
    drafter.type(world.first, 'One ')
    await until(async () => (await waiting()).length === 1)
    drafter.type(world.first, 'two ', 4)
    await until(async () => await queued() === 2)
    const [first] = await waiting()
    await app.sql('select pg_cancel_backend($1)', [first?.pid])
    // The next to write is either what waited or what comes again.
    await until(async () => (await waiting()).some(({ pid }) => pid !== first?.pid) || drafter.closes.length > 0 && drafter.provider.synced)
    await until(async () => (await waiting()).length === 1)
  })
  await until(() => drafter.acknowledged().count > 0)
  await drafter.reads(world.first, `One two ${world.first.words}`)
  const doc = makeTextDoc()
  for (const { payload } of await app.sql<{ payload: Uint8Array }>('select payload from journal where text_id = $1 order by seq', [textOf(world)])) {
    applyUpdates(doc, unpackUpdates(payload))
    expect(isWhole(doc)).toBe(true)
  }
})
