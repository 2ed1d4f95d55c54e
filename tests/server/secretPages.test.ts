import { expect, test } from 'vitest'
import type { CastView, ProposalView, SecretBallotsView } from '#domain/contract/proposals.ts'
import { anApp } from '#tests/support/app.ts'
import { crowdIn } from '#tests/support/crowd.ts'
import { secret } from '#tests/support/site.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()

test('what a secret ballot publishes is read fifty at a time: every receipt is there once, nothing while it is open', async () => {
  const world = await aWorkspace(app)
  const crowd = await crowdIn(app.sql, { workspaceId: world.workspaceId, role: 'civilSociety', people: 70, secret })
  const { id, hash } = await openVote(world, { clauseId: null, roles: ['civilSociety'], secrecy: 'secret' })
  const told: string[] = []
  for (const [index, { cookie }] of crowd.entries()) {
    const answer = await fetch(`${app.origin}/api/proposals/${id}/ballot`, {
      method: 'PUT', headers: { cookie, origin: app.origin, 'content-type': 'application/json' }, body: JSON.stringify({ choice: index % 2 === 0 ? 'for' : 'against', hash }),
    })
    told.push((await answer.json() as CastView).receipt ?? 'none')
  }
  const reader = await world.as('observer')
  const from = async (place: number) => (await reader.get<SecretBallotsView>(`/api/proposals/${id}/secret-ballots?from=${place}`)).body
  expect(await from(0)).toEqual({ papers: [], receipts: [], more: false })
  await (await world.as('facilitator')).post(`/api/proposals/${id}/close`)
  const first = (await reader.get<ProposalView>(`/api/proposals/${id}`)).body.secretBallots
  const rest = await from(50)
  expect([first?.receipts.length, first?.papers.length, first?.more, rest.receipts.length, rest.papers.length, rest.more]).toEqual([50, 50, true, 20, 20, false])
  expect([...first?.receipts ?? [], ...rest.receipts]).toEqual([...told].sort())
  expect([...first?.papers ?? [], ...rest.papers].filter(({ content }) => 'choice' in content && content.choice === 'for').length).toBe(35)
  expect((await from(70)).receipts).toEqual([])
})
