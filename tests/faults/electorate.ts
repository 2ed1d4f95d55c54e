import { randomUUID } from 'node:crypto'
import * as accounts from '#server/features/accounts/accounts.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { clientOf } from '#tests/support/client.ts'
import { Voter } from '#tests/support/oracle/voter.ts'
import type { Site } from '#tests/support/site.ts'
import { openVote } from '#tests/support/votes.ts'
import { outsider, standings, type World } from '#tests/support/world.ts'

// Names under which the demo lets somebody sign in, less those of the people of every world: 53.
const kinds = ['facilitator', 'policymaker', 'ethicist', 'civilSociety', 'creator', 'developer', 'observer']
const freeNames = kinds.flatMap((kind) => [kind, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${kind}-${number}`)]).filter((name) => !(name in standings) && name !== outsider)

export interface Electorate { readonly proposalId: string; votersAt(origin: string): Promise<Voter[]> }

/** Lets as many people as asked into a workspace as civil society, and puts its second clause to their vote. */
export async function anElectorate(site: Site, world: World, size: number): Promise<Electorate> {
  const people = freeNames.slice(0, size).map((persona) => ({ id: randomUUID(), persona }))
  await site.running().unitOfWork(world.userId('facilitator'), async (context) => {
    for (const { id, persona } of people) {
      await accounts.insertPersona(context.tx, { id, persona, name: `Name of ${persona}`, email: `${persona}@parley.example`, createdAt: context.now })
      await stakeholders.join(context, { workspaceId: world.workspaceId, userId: id, role: 'civilSociety', functions: [] })
    }
  })
  const proposal = await openVote(world, { clauseId: world.second.id })
  return {
    proposalId: proposal.id,
    votersAt: (origin) => Promise.all(people.map(async ({ id, persona }) => {
      const client = clientOf(origin)
      const { status } = await client.post('/api/demo/sign-in', { persona })
      if (status !== 200) throw new Error(`${persona} could not sign in: ${status}`)
      return new Voter(id, client, proposal)
    })),
  }
}
