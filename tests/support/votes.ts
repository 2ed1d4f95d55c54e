import type { ProposalView } from '#domain/contract/proposals.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { World } from './world.ts'

/** Puts the first clause of the world to the vote of civil society and policymakers, closing in an hour. */
export async function openVote(world: World, change: Readonly<Record<string, unknown>> = {}): Promise<ProposalView> {
  const facilitator = await world.as('facilitator')
  const { status, body } = await facilitator.post<ProposalView>(`/api/drafts/${world.draftId}/proposals`, {
    question: 'Shall these words stand?', clauseId: world.first.id, method: simpleMajority, roles: ['policymaker', 'civilSociety'], earlyClose: 'facilitator',
    closesAt: new Date(Date.now() + 3600_000).toISOString(), ...change,
  })
  if (status !== 201) throw new Error(`the vote could not be opened: ${JSON.stringify(body)}`)
  return body
}
