import pino from 'pino'
import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { PiecesView } from '#domain/contract/pieces.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { verify } from '#server/cli/verify.ts'
import { get, lodged, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { type Drafter, drafts, paragraphOf } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const settle = async (world: World, { id }: AmendmentView, pieces: unknown = 'all') => (await world.as('policymaker')).post<AmendmentView & Refused>(`/api/amendments/${id}/settle`, { accepted: true, pieces, reason: 'These are clearer.' })

/** Ends what settles it where a kill does most harm: its words stand in the draft, its decision is not kept. */
async function cutOff(world: World, amendment: AmendmentView) {
  await app.sql('create function cut_off() returns trigger language plpgsql as $$ begin raise exception \'cut off\'; end $$')
  await app.sql('create trigger cut_off before update on amendment for each row execute function cut_off()')
  try {
    expect((await settle(world, amendment)).status).toBe(500)
  } finally { await app.sql('drop function cut_off() cascade') }
  expect(await words(world, world.first.id)).toContain('Within a day, ')
  expect((await get(world, 'policymaker', amendment)).body.state).toBe('lodged')
}
async function writes(world: World, write: (drafter: Drafter) => void) {
  const drafter = drafts(await world.as('policymaker-2'), world)
  await drafter.synced()
  write(drafter)
  await until(() => drafter.acknowledged().count > 0)
  drafter.leave()
}
const atEnd = (world: World, added: string) => writes(world, (drafter) => { const text = paragraphOf(drafter.doc, world.first); text.insert(text.length, added) })

/** Every amendment is what the draft had at the place that is said of it, here and for whoever has only the file. */
async function holds(world: World) {
  const said: string[] = []
  expect([await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line)), said.at(-1)]).toEqual([0, expect.any(String)])
  const { body: file } = await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)
  expect([file.consolidations.length, verifyExport(file, { sha256 }).fault]).toEqual([1, null])
}

test('an amendment whose acceptance was cut off after its words were written is accepted again: they stand there once, and verify finds them', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  await cutOff(world, amendment)
  const { status, body } = await settle(world, amendment)
  expect([status, body.state, body.outcome]).toEqual([200, 'consolidated', 'agreedTo'])
  expect(await words(world, world.first.id)).toBe(`Within a day, ${world.first.words}`)
  await holds(world)
})

test('so it is where the clause changed elsewhere before and after: what is kept is what was written then, without the words of others', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  await atEnd(world, ' It counts.')
  await cutOff(world, amendment)
  await atEnd(world, ' Later.')
  const { body } = await settle(world, amendment)
  expect(body.outcome).toBe('agreedTo')
  expect(body.words?.canonical).toContain('It counts.')
  expect(body.words?.canonical).not.toContain('Later.')
  expect(await words(world, world.first.id)).toBe(`Within a day, ${world.first.words} It counts. Later.`)
  await holds(world)
})

/** An amendment one piece of which somebody has written into the draft by hand. */
async function alsoInTheDraft(world: World) {
  const { amendment, writer } = await lodged(world)
  const { seq } = writer.acknowledged()
  writer.type(world.second, 'Always ')
  await until(() => writer.acknowledged().seq > seq)
  await writes(world, (drafter) => { drafter.type(world.second, 'Always ') })
  return amendment
}

test('a piece that somebody has written into the draft is accepted as written, and the others are not', async () => {
  const world = await aWorkspace(app)
  const amendment = await alsoInTheDraft(world)
  const { body: { pieces } } = await (await world.as('policymaker')).get<PiecesView>(`/api/amendments/${amendment.id}/pieces`)
  const { body } = await settle(world, amendment, pieces.filter(({ stand }) => stand === 'done').map(({ id }) => id))
  expect([body.state, body.outcome]).toEqual(['consolidated', 'agreedToInPart'])
  expect([await words(world, world.first.id), await words(world, world.second.id)]).toEqual([world.first.words, `Always ${world.second.words}`])
  await holds(world)
})

test('words that no moment of the draft has as they were asked for are not said to be written', async () => {
  const world = await aWorkspace(app)
  const amendment = await alsoInTheDraft(world)
  await atEnd(world, ' It counts.')
  await writes(world, (drafter) => { drafter.type(world.first, 'Within a day, ') })
  const { status, body } = await settle(world, amendment)
  expect([status, body.error.details?.['because']]).toEqual([409, 'nothingChanged'])
  expect((await get(world, 'policymaker', amendment)).body.state).toBe('lodged')
})
