import { expect, test } from 'vitest'
import type { BallotContent } from '#domain/decisions/ballot.ts'
import type { BallotsView, ProposalView } from '#domain/contract/proposals.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { crowdIn } from '#tests/support/crowd.ts'
import { secret } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()

async function aVote() {
  const world = await aWorkspace(app)
  const proposal = await openVote(world)
  const path = `/api/proposals/${proposal.id}`
  const hash = proposal.words?.hash ?? null
  return {
    world, path, hash, id: proposal.id,
    cast: async (persona: string, choice: string, more: object = {}) => (await world.as(persona)).put<ProposalView & Refused>(`${path}/ballot`, { choice, hash, ...more }),
    close: async () => (await world.as('facilitator')).post<ProposalView & Refused>(`${path}/close`),
    read: async () => (await (await world.as('observer')).get<ProposalView>(path)).body,
  }
}

test('fifty ballots that one elector casts at once count as one', async () => {
  const vote = await aVote()
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => vote.cast('civilSociety', index % 2 === 0 ? 'for' : 'against')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const { tally, ballots } = await vote.read()
  if (tally?.kind !== 'count') throw new Error('there is no count')
  expect([tally.cast, tally.for + tally.against, ballots.length]).toEqual([1, 1, 1])
  const revisions = await app.sql<{ revision: number; content: BallotContent }>('select r.revision, r.content from ballot_revision r join ballot b on b.id = r."ballotId" where "proposalId" = $1 order by r.revision', [vote.id])
  expect(revisions.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(revisions.at(-1)?.content).toEqual(ballots[0]?.content)
})

test('a ballot may be changed until the vote closes; the last one counts and every choice is kept', async () => {
  const vote = await aVote()
  await vote.cast('policymaker', 'for', { reason: 'It is clear.' })
  expect((await vote.cast('policymaker', 'abstention')).body.myBallot?.content).toEqual({ choice: 'abstention' })
  const { tally, ballots } = await vote.read()
  expect(tally).toMatchObject({ for: 0, abstention: 1, cast: 1, electors: 4 })
  expect(ballots).toMatchObject([{ content: { choice: 'abstention' }, reason: null, changed: true }])
  expect(await app.sql('select r.content, r.reason from ballot_revision r join ballot b on b.id = r."ballotId" where "proposalId" = $1 order by r.revision', [vote.id]))
    .toEqual([{ content: { choice: 'for' }, reason: 'It is clear.' }, { content: { choice: 'abstention' }, reason: null }])
  await expect(app.sql('delete from ballot_revision')).rejects.toThrow(/append-only/)
})

test('a ballot about other words than those put to the vote is refused', async () => {
  const vote = await aVote()
  for (const hash of ['0'.repeat(64), null]) {
    const { status, body } = await vote.cast('policymaker', 'for', { hash })
    expect([status, body.error.code, body.error.details.because]).toEqual([409, 'conflict', 'hash'])
  }
  expect((await vote.read()).cast).toBe(0)
})

test('who is not on the roll cannot vote, also when they get the role while the vote is open', async () => {
  const vote = await aVote()
  const refused = await vote.cast('ethicist', 'for')
  expect([refused.status, refused.body.error.details.because]).toEqual([403, 'onTheRoll'])
  const facilitator = await vote.world.as('facilitator')
  const changed = await facilitator.patch(`/api/members/${await vote.world.memberId('ethicist')}`, { role: 'civilSociety', functions: [] })
  expect([changed.status, (await vote.cast('ethicist', 'for')).status]).toEqual([200, 403])
  expect((await vote.read()).tally).toMatchObject({ electors: 4, cast: 0 })
})

test('a ballot cast after closing is refused and changes nothing', async () => {
  const vote = await aVote()
  await vote.cast('policymaker', 'for')
  const closed = await vote.close()
  expect(closed.body.result).toMatchObject({ outcome: 'adopted', because: 'majority', tally: { for: 1, cast: 1, electors: 4 } })
  const late = await vote.cast('civilSociety', 'against')
  expect([late.status, late.body.error.details.because]).toEqual([409, 'proposalOpen'])
  const after = await vote.read()
  expect([after.ballotsHash, after.cast]).toEqual([closed.body.ballotsHash, 1])
  expect((await vote.close()).status).toBe(409)
})

test('when closing races with casting, exactly the accepted ballots count', async () => {
  for (let round = 0; round < 8; round += 1) {
    const vote = await aVote()
    const electors = ['policymaker', 'policymaker-2', 'civilSociety', 'civilSociety-2']
    await Promise.all([...electors, 'facilitator'].map((persona) => vote.world.as(persona)))
    const casts = electors.map((persona) => vote.cast(persona, 'for'))
    const closing = vote.close()
    const accepted = (await Promise.all(casts)).filter(({ status }) => status === 200).length
    expect((await closing).status).toBe(200)
    const { result, ballots, cast } = await vote.read()
    expect([result?.tally.cast, cast, ballots.length]).toEqual([accepted, accepted, accepted])
  }
})

test('a vote is over at its deadline by the clock of the database, though nobody has closed it yet', async () => {
  const vote = await aVote()
  await app.sql(`update proposal set "closesAt" = clock_timestamp() - interval '1 second' where id = $1`, [vote.id])
  const late = await vote.cast('policymaker', 'for')
  expect([late.status, late.body.error.details.because]).toEqual([409, 'proposalOpen'])
})

test('a vote whose deadline passes while the server is down closes by itself when it starts again', async () => {
  const vote = await aVote()
  await vote.cast('policymaker', 'for')
  await app.stop()
  const [row] = await app.sql<{ at: Date }>(`update proposal set "closesAt" = date_trunc('milliseconds', clock_timestamp() - interval '1 minute') where id = $1 returning "closesAt" as at`, [vote.id])
  await app.start()
  await until(async () => (await vote.read()).closedAt !== null)
  const { closedAt, closedBy, result } = await vote.read()
  expect([closedAt, closedBy, result?.outcome]).toEqual([row?.at.toISOString(), null, 'adopted'])
  const closings = await app.sql('select "actorId" from record where "workspaceId" = $1 and name = $2', [vote.world.workspaceId, 'proposal.closed'])
  expect(closings).toEqual([{ actorId: null }])
})

test('a vote closes by itself at its deadline while the server runs', async () => {
  const vote = await aVote()
  await app.sql(`update proposal set "closesAt" = clock_timestamp() where id = $1`, [vote.id])
  await app.sql(`update graphile_worker._private_jobs set run_at = clock_timestamp() where key = $1`, [`close:${vote.id}`])
  await until(async () => (await vote.read()).closedAt !== null)
  expect((await vote.read()).result).toMatchObject({ outcome: 'invalid', because: 'noBallots' })
})

test('seventy vote, ten at once, and some change their minds: the count that is kept is a recount, and ballots are read fifty at a time', async () => {
  const world = await aWorkspace(app)
  const crowd = await crowdIn(app.sql, { workspaceId: world.workspaceId, role: 'civilSociety', people: 70, secret })
  const { id, words } = await openVote(world)
  const cast = async (cookie: string, choice: string) => (await fetch(`${app.origin}/api/proposals/${id}/ballot`, {
    method: 'PUT', headers: { cookie, origin: app.origin, 'content-type': 'application/json' }, body: JSON.stringify({ choice, hash: words?.hash }),
  })).status
  const together = async (people: typeof crowd, choiceOf: (index: number) => string) => {
    const answers = new Set<number>()
    for (let at = 0; at < people.length; at += 10) for (const status of await Promise.all(people.slice(at, at + 10).map(({ cookie }, index) => cast(cookie, choiceOf(at + index))))) answers.add(status)
    return [...answers]
  }
  expect(await together(crowd, (index) => index % 2 === 0 ? 'for' : 'against')).toEqual([200])
  // Half of them the other way round, in the same moment: nobody waits for whoever waits for them.
  expect(await together(crowd.slice(0, 30), (index) => index % 2 === 0 ? 'against' : 'for')).toEqual([200])
  const reader = await world.as('observer')
  const { body } = await reader.get<ProposalView>(`/api/proposals/${id}`)
  expect([body.tally, body.cast, body.electors]).toMatchObject([{ for: 35, against: 35, cast: 70, groups: { civilSociety: { for: 35, against: 35, electors: 72 } } }, 70, 74])
  const recounted = await app.sql(`select b.content, count(*)::int as ballots from ballot b where "proposalId" = $1 group by 1 order by 1`, [id])
  expect(await app.sql(`select content, ballots from ballot_count where "proposalId" = $1 order by 1`, [id])).toEqual(recounted)
  expect([body.ballots.length, body.moreBallots]).toEqual([50, true])
  const { body: rest } = await reader.get<BallotsView>(`/api/proposals/${id}/ballots?after=${body.ballots.at(-1)?.id}`)
  expect([rest.ballots.length, rest.more]).toEqual([20, false])
  expect(new Set([...body.ballots, ...rest.ballots].map(({ elector }) => elector.id)).size).toBe(70)
})
