import { afterEach, expect, test, vi } from 'vitest'
import { defaultLimits } from '#server/limits.ts'
import { makeRate } from '#server/rate.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp({ limits: { formerNamesPerMinute: 3, pastTextsPerMinute: 3, comparisonsPerMinute: 3, attributionsPerMinute: 3 } })
afterEach(() => { vi.useRealTimers() })

test.each([
  ['what something was called', (clauseId: string) => `clauses/${clauseId}/former`],
  ['how the draft stood', () => 'history/1'],
  ['what differs between two moments', () => 'compare?from=1&to=1'],
  ['who wrote a clause', (clauseId: string) => `clauses/${clauseId}/attribution`],
])('whoever asks too often within a minute %s is refused, and nobody else is', async (_what, question) => {
  const world = await aWorkspace(app)
  const [observer, policymaker] = [await world.as('observer'), await world.as('policymaker')]
  const path = `/api/drafts/${world.draftId}/${question(world.first.id)}`
  for (let turn = 0; turn < 3; turn += 1) expect((await observer.get(path)).status).toBe(200)
  const { status, body } = await observer.get<Refused>(path)
  expect([status, body.error.code]).toEqual([429, 'tooMany'])
  expect((await policymaker.get(path)).status).toBe(200)
  // Other questions about the past are not counted with it.
  expect((await observer.get(`/api/drafts/${world.draftId}/versions`)).status).toBe(200)
})

test('whoever goes through a history as fast as hands can, with what was deleted and who wrote it, is never refused', () => {
  vi.useFakeTimers()
  // What one step of the page asks for: two texts where clauses are gone since, a comparison, the authors of the clause that is shown by author.
  const asked = [[2, makeRate(defaultLimits.pastTextsPerMinute)], [1, makeRate(defaultLimits.comparisonsPerMinute)], [1, makeRate(defaultLimits.attributionsPerMinute)]] as const
  for (let step = 0; step < 5 * 180; step += 1) {
    for (const [times, rate] of asked) for (let turn = 0; turn < times; turn += 1) expect(rate.isSpent('reader')).toBe(false)
    vi.advanceTimersByTime(200)
  }
})
