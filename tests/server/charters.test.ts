import { expect, test } from 'vitest'
import type { CharterView } from '#domain/contract/charters.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { anApp } from '#tests/support/app.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()

test('a charter written before a capability was known is completed once when the server starts, and the record says so', async () => {
  const world = await aWorkspace(app)
  await app.stop()
  await app.sql(`update charter set content = content #- '{rights,version.name}' where "workspaceId" = $1`, [world.workspaceId])
  await app.start()
  await app.stop()
  await app.start()
  const facilitator = await world.as('facilitator')
  const { charter } = (await facilitator.get<CharterView>(`/api/workspaces/${world.workspaceId}/charter`)).body
  expect([charter.version, charter.rights['version.name']?.stages.facilitator?.length]).toEqual([2, 5])
  const { entries } = (await facilitator.get<RecordView>(`/api/workspaces/${world.workspaceId}/record?name=charter.adopted`)).body
  expect(entries.map(({ actor, facts }) => [actor?.id ?? null, facts['version']])).toEqual([[null, 2], [world.userId('facilitator'), 1]])
  expect((await facilitator.post(`/api/drafts/${world.draftId}/versions`, { name: 'Now it may be named' })).status).toBe(201)
})
