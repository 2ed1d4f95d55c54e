import { expect, test, vi } from 'vitest'
import type { LiveEvent } from '#domain/live/events.ts'
import { makeRush } from '#server/live/rush.ts'

test('of a thousand ballots in a moment a page is told at once, and once more when the moment is over; of each proposal by itself', () => {
  vi.useFakeTimers()
  try {
    const told: string[] = []
    const hear = makeRush(250, ({ ids }) => told.push(`${ids['proposalId']} ${ids['ballotId']}`))
    const cast = (proposalId: string, ballotId: number): LiveEvent => ({ name: 'ballot.cast', workspaceId: 'w', ids: { proposalId, ballotId: String(ballotId) } })
    for (let ballot = 1; ballot <= 1000; ballot += 1) hear(cast('one', ballot))
    hear(cast('other', 1))
    expect(told).toEqual(['one 1', 'other 1'])
    vi.advanceTimersByTime(250)
    expect(told).toEqual(['one 1', 'other 1', 'one 1000'])
    hear(cast('one', 1001))
    vi.advanceTimersByTime(250)
    expect(told.slice(3)).toEqual(['one 1001'])
    vi.advanceTimersByTime(1000)
    hear(cast('one', 1002))
    expect(told.slice(4)).toEqual(['one 1002'])
  } finally {
    vi.useRealTimers()
  }
})
