import type { CastView, ProposalView } from '#domain/contract/proposals.ts'
import type { AppUnderTest } from './app.ts'
import type { Refused } from './client.ts'
import { openVote } from './votes.ts'
import { aWorkspace } from './world.ts'

/** Everybody of a world who can vote: seven people of five roles. */
export const electors = ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2', 'creator', 'developer']
export const everyRole = ['policymaker', 'ethicist', 'civilSociety', 'creativeIndustries', 'aiDeveloper']

/** A question put to everybody's vote, in a world of its own. */
export async function aBallotBox(app: AppUnderTest, change: object = {}) {
  const world = await aWorkspace(app)
  const proposal = await openVote(world, { clauseId: null, roles: everyRole, ...change })
  const path = `/api/proposals/${proposal.id}`
  const { id, hash } = proposal
  return {
    world, path, id, hash, proposal,
    cast: async (persona: string, ballot: object) => (await world.as(persona)).put<CastView & Refused>(`${path}/ballot`, { hash, ...ballot }),
    post: async (persona: string, what: string, body: object = {}) => (await world.as(persona)).post<ProposalView & Refused>(what.startsWith('/') ? what : `${path}/${what}`, body),
    read: async (persona = 'observer') => (await (await world.as(persona)).get<ProposalView>(path)).body,
    /** Lets the time of the vote be over, without anybody closing it. */
    expire: () => app.sql(`update proposal set "closesAt" = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = $1`, [id]),
    /** What the clock does at the deadline. */
    ring: () => app.sql(`select graphile_worker.add_job('closeProposal', json_build_object('proposalId', $1::text), job_key => 'close:' || $1)`, [id]),
  }
}
