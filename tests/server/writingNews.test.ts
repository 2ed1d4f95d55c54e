import { expect, test, vi } from 'vitest'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import { makeWriting } from '#server/live/writing.ts'
import { branch, lodged, move } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import { drafts } from '#tests/support/drafter.ts'
import { listens } from '#tests/support/listener.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()
const [one, other] = ['6f8bb1f0-6a8e-4d0b-9a0c-3f1f4c2b7a01', '6f8bb1f0-6a8e-4d0b-9a0c-3f1f4c2b7a02']

test('of a thousand keystrokes it is told once that a text was written in, when the time is over; of each by itself, of one that is not there never', async () => {
  vi.useFakeTimers()
  try {
    const told: string[] = []
    const placeOf = async ({ id }: { id: string }) => id === one ? { workspaceId: 'w', draftId: 'd' } : null
    const written = makeWriting({ everyMs: 3_000, placeOf, tell: ({ name, draftId, workspaceId, ids }) => told.push([name, draftId, workspaceId, ids['amendmentId']].join(' ').trim()), onError: (error) => { throw error } })
    for (let key = 0; key < 1000; key += 1) written(draftRoom(one))
    written(draftRoom(other))
    written(amendmentRoom(other))
    await vi.advanceTimersByTimeAsync(2_999)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(told).toEqual(['draft.written d w'])
    await vi.advanceTimersByTimeAsync(10_000)
    written(draftRoom(one))
    written(amendmentRoom(one))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(told).toEqual(['draft.written d w', 'draft.written d w', `amendment.written d w ${one}`])
  } finally {
    vi.useRealTimers()
  }
})

test('members hear which draft was written in, and neither where, by whom nor what', async () => {
  const world = await aWorkspace(app)
  const listener = await listens(await world.as('observer'))
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Soon, ')
  expect(await listener.hears('draft.written')).toEqual({ name: 'draft.written', workspaceId: world.workspaceId, draftId: world.draftId, ids: {} })
})

test('so they hear of an amendment that was handed in, and of one that its sponsors keep to themselves nothing', async () => {
  const world = await aWorkspace(app)
  const listener = await listens(await world.as('observer'))
  const { amendment } = await lodged(world)
  const other = await branch(world, 'ethicist', await move(world))
  other.type(world.first, 'Soon, ')
  await until(() => other.acknowledged().count > 0)
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.second, 'Soon, ')
  // Told in the order in which they were written in: what was to come of the others has come by then.
  await listener.hears('draft.written')
  expect(listener.heard.filter(({ name }) => name === 'amendment.written')).toEqual([{ name: 'amendment.written', workspaceId: world.workspaceId, draftId: world.draftId, ids: { amendmentId: amendment.id } }])
})
