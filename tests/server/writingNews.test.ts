import { expect, test, vi } from 'vitest'
import { draftRoom } from '#domain/ids.ts'
import { makeWriting } from '#server/live/writing.ts'
import { anApp } from '#tests/support/app.ts'
import { drafts } from '#tests/support/drafter.ts'
import { listens } from '#tests/support/listener.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()
const [one, other] = ['6f8bb1f0-6a8e-4d0b-9a0c-3f1f4c2b7a01', '6f8bb1f0-6a8e-4d0b-9a0c-3f1f4c2b7a02']

test('of a thousand keystrokes it is told once that the draft was written in, when the time is over; of each draft by itself, of an amendment never', async () => {
  vi.useFakeTimers()
  try {
    const told: string[] = []
    const written = makeWriting({ everyMs: 3_000, workspaceOf: async (draftId) => draftId === one ? 'w' : null, tell: ({ draftId, workspaceId }) => told.push(`${draftId} in ${workspaceId}`), onError: (error) => { throw error } })
    for (let key = 0; key < 1000; key += 1) written(draftRoom(one))
    written(draftRoom(other))
    written(`amendment:${one}`)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(told).toEqual([`${one} in w`])
    await vi.advanceTimersByTimeAsync(10_000)
    written(draftRoom(one))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(told).toEqual([`${one} in w`, `${one} in w`])
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
