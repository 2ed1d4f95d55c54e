import { expect, test } from 'vitest'
import type { FormerView } from '#domain/contract/history.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp({ limits: { formerNamesPerMinute: 3 } })

test('whoever asks too often within a minute what something was called is refused, and nobody else is', async () => {
  const world = await aWorkspace(app)
  const [observer, policymaker] = [await world.as('observer'), await world.as('policymaker')]
  const path = `/api/drafts/${world.draftId}/clauses/${world.first.id}/former`
  for (let turn = 0; turn < 3; turn += 1) expect((await observer.get<FormerView>(path)).status).toBe(200)
  const { status, body } = await observer.get<Refused>(path)
  expect([status, body.error.code]).toEqual([429, 'tooMany'])
  expect((await policymaker.get<FormerView>(path)).status).toBe(200)
  // Other questions about the past are not counted with it.
  expect((await observer.get(`/api/drafts/${world.draftId}/versions`)).status).toBe(200)
})
