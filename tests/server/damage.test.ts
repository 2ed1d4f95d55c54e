import { expect, test } from 'vitest'
import { makeCheckpoint } from '#server/texts/checkpoint.ts'
import { anApp } from '#tests/support/app.ts'
import { drafts } from '#tests/support/drafter.ts'
import { askFrame, rawSocket } from '#tests/support/rawSocket.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp({ limits: { checkpointRows: 8, checkpointEveryMs: 1, idleRoomMs: 20 } })
const textOf = ({ draftId }: World) => `draft:${draftId}`

/** Types words one after the other, each in a row of its own. */
async function rows(world: World, words: readonly string[]) {
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  let typed = ''
  for (const word of words) {
    const { seq } = drafter.acknowledged()
    drafter.type(world.first, word, typed.length)
    typed += word
    await until(() => drafter.acknowledged().seq > seq)
  }
  drafter.leave()
  return typed
}

/** Turns one bit of a row over, as a failing disk would: past the trigger that keeps the journal as it is. Twice is as before. */
const flip = (world: World, seq: number) => app.sql(`
  alter table journal disable trigger user;
  update journal set payload = set_byte(payload, length(payload) / 2, get_byte(payload, length(payload) / 2) # 1) where text_id = '${textOf(world)}' and seq = ${seq};
  alter table journal enable trigger user`)
const checkpointsOf = (world: World) => app.sql<{ seq: string }>('select seq from checkpoint where text_id = $1 order by seq', [textOf(world)])
const stateOf = async (world: World) => ((await (await world.as('policymaker')).get(`/api/drafts/${world.draftId}`)).body as { sync: { isDamaged: boolean } }).sync.isDamaged

test('a text whose journal is damaged opens as it was before the damage, for reading only, and the others are untouched', async () => {
  const [damaged, other] = [await aWorkspace(app), await aWorkspace(app)]
  await rows(damaged, ['One ', 'two ', 'three '])
  await rows(other, ['All is well. '])
  await app.stop()
  await flip(damaged, 4)
  await app.start()

  const reader = drafts(await damaged.as('policymaker'), damaged)
  await reader.reads(damaged.first, `One two ${damaged.first.words}`)
  expect(await stateOf(damaged)).toBe(true)
  reader.type(damaged.first, 'four ')
  await reader.closedWith(4403)
  expect((await app.sql('select 1 from journal where text_id = $1', [textOf(damaged)])).length).toBe(4)

  const whole = drafts(await other.as('policymaker'), other)
  await whole.reads(other.first, `All is well. ${other.first.words}`)
  whole.type(other.first, 'Still. ')
  await until(() => whole.acknowledged().count > 0)
  expect(await stateOf(other)).toBe(false)

  await app.stop()
  await flip(damaged, 4)
  await app.start()
  const mended = drafts(await damaged.as('policymaker'), damaged)
  await mended.reads(damaged.first, `One two three ${damaged.first.words}`)
})

test('a checkpoint is made beside the server when enough was written, and the text opens from it and what follows', async () => {
  const world = await aWorkspace(app)
  const typed = await rows(world, Array.from({ length: 10 }, (_, index) => `${index} `))
  await until(async () => (await checkpointsOf(world)).length > 0, 25_000)
  await rows(world, ['and on '])
  await app.stop()
  await app.start()
  const reader = drafts(await world.as('ethicist'), world)
  await reader.reads(world.first, `and on ${typed}${world.first.words}`)
})

test('a text that is kept whole answers whoever comes with what is kept, and asks only then for what they wrote without a line', async () => {
  const world = await aWorkspace(app)
  const away = drafts(await world.as('policymaker-2'), world)
  await away.synced()
  const typed = await rows(world, ['a ', 'b '])
  away.provider.disconnect()
  away.type(world.second, 'Without a line. ')
  await makeCheckpoint(app.running().db.pool, textOf(world))
  await app.stop()
  await app.start()
  const newcomer = await rawSocket(await world.as('ethicist'), world)
  newcomer.send(askFrame())
  const steps = () => newcomer.frames.flatMap(([type, step]) => type === 0 ? [step] : [])
  await until(() => steps().length > 1)
  expect(steps()).toEqual([1, 0])
  away.provider.connect()
  const reader = drafts(await world.as('ethicist'), world)
  await reader.reads(world.second, `Without a line. ${world.second.words}`)
  expect(reader.words(world.first)).toBe(`${typed}${world.first.words}`)
})

test('a damaged checkpoint is passed over: it is only a cache', async () => {
  const world = await aWorkspace(app)
  const typed = await rows(world, ['a ', 'b '])
  await makeCheckpoint(app.running().db.pool, textOf(world))
  await app.stop()
  await app.sql('update checkpoint set state = set_byte(state, 10, get_byte(state, 10) # 1) where text_id = $1', [textOf(world)])
  await app.start()
  const reader = drafts(await world.as('policymaker'), world)
  await reader.reads(world.first, `${typed}${world.first.words}`)
  expect(await stateOf(world)).toBe(false)
})

test('of a damaged journal no checkpoint is made', async () => {
  const world = await aWorkspace(app)
  await rows(world, ['a '])
  await flip(world, 2)
  await expect(makeCheckpoint(app.running().db.pool, textOf(world))).rejects.toThrow('damaged at 2')
  expect(await checkpointsOf(world)).toEqual([])
})
