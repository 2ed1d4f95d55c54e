import { createHash } from 'node:crypto'
import pino from 'pino'
import { expect, test } from 'vitest'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import { verify } from '#server/cli/verify.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

async function tryToOpen(world: World, change: Readonly<Record<string, unknown>> = {}) {
  return (await world.as('facilitator')).post<ProposalView & Refused>(`/api/drafts/${world.draftId}/proposals`, {
    question: 'Shall these words stand?', clauseId: world.first.id, method: simpleMajority, roles: ['civilSociety'], closesAt: new Date(Date.now() + 3600_000).toISOString(), ...change,
  })
}

const closeVote = async (world: World, id: string) => (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)

test('the words put to the vote are fixed by their hash and their place in the journal', async () => {
  const world = await aWorkspace(app)
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'All ')
  await until(() => drafter.acknowledged().seq > 1)
  const { words, clauseLabel, number } = await openVote(world)
  expect(words?.hash).toBe(createHash('sha256').update(words?.canonical ?? '').digest('hex'))
  expect(JSON.stringify(readCanonical(words?.canonical ?? ''))).toContain('All Providers shall mark')
  expect([words?.seq, clauseLabel, number]).toEqual([drafter.acknowledged().seq, 'Article\u00A01', 1])
})

test('ten facilitators who open a vote on one clause at once open one', async () => {
  const world = await aWorkspace(app)
  await world.as('facilitator')
  const answers = await Promise.all(Array.from({ length: 10 }, () => tryToOpen(world)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body.error.details).toMatchObject({ because: 'openProposal', clauseId: world.first.id })
  expect(await app.sql('select number from proposal where "draftId" = $1', [world.draftId])).toEqual([{ number: 1 }])
})

test('votes on different clauses and on questions that are opened at once are numbered without a gap', async () => {
  const world = await aWorkspace(app)
  await world.as('facilitator')
  const answers = await Promise.all([world.first.id, world.second.id, null, null].map((clauseId) => tryToOpen(world, { clauseId })))
  expect(answers.map(({ status, body }) => [status, body.number]).sort()).toEqual([[201, 1], [201, 2], [201, 3], [201, 4]])
})

const hour = () => new Date(Date.now() + 3600_000).toISOString()
test.each<[string, () => Record<string, unknown>, number, string | undefined]>([
  ['a deadline in the past', () => ({ closesAt: new Date(Date.now() - 1000).toISOString() }), 422, 'deadline'],
  ['a deadline in two years', () => ({ closesAt: new Date(Date.now() + 2 * 366 * 24 * 3600_000).toISOString() }), 422, 'deadline'],
  ['a quorum larger than the roll', () => ({ quorum: { all: { kind: 'number', electors: 3 }, roles: {} }, closesAt: hour() }), 422, 'quorum'],
  ['a clause that the draft does not have', () => ({ clauseId: '00000000-0000-4000-8000-000000000000' }), 404, undefined],
])('a vote with %s is not opened, and the clause stays awake', async (_what, change, status, because) => {
  const world = await aWorkspace(app)
  const refused = await tryToOpen(world, change())
  expect([refused.status, refused.body.error.details.because]).toEqual([status, because])
  expect(await app.sql('select id from proposal where "draftId" = $1', [world.draftId])).toEqual([])
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Now ')
  await until(() => drafter.acknowledged().seq > 1)
})

test('a clause at rest takes no edit while another does, and wakes when the vote is closed', async () => {
  const world = await aWorkspace(app)
  const other = drafts(await world.as('policymaker-2'), world)
  const drafter = drafts(await world.as('policymaker'), world)
  await Promise.all([drafter.synced(), other.synced()])
  const vote = await openVote(world)
  const { body } = await (await world.as('policymaker')).get<DraftView>(`/api/drafts/${world.draftId}`)
  expect(body.clauses.map(({ id, atRestFor }) => [id, atRestFor])).toContainEqual([world.first.id, vote.id])

  other.type(world.second, 'Also ')
  await drafter.reads(world.second, `Also ${world.second.words}`)
  drafter.type(world.first, 'Never ')
  await drafter.closedWith(4423)
  expect(drafter.closes.at(-1)?.reason).toBe(`locked:${world.first.id}`)
  expect(other.words(world.first)).toBe(world.first.words)

  await closeVote(world, vote.id)
  const again = drafts(await world.as('policymaker'), world)
  await again.synced()
  again.type(world.first, 'Again ')
  await other.reads(world.first, `Again ${world.first.words}`)
})

test('a clause is at rest again after a restart while its vote is open', async () => {
  const world = await aWorkspace(app)
  await openVote(world)
  await app.stop()
  await app.start()
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Never ')
  await drafter.closedWith(4423)
})

test('the result of a vote is written in the record with the hash of its ballots', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world, { method: { ...simpleMajority, concurrent: { roles: ['policymaker', 'civilSociety'], atLeast: 2 } } })
  for (const persona of ['policymaker', 'policymaker-2']) await (await world.as(persona)).put(`/api/proposals/${vote.id}/ballot`, { choice: 'for', hash: vote.words?.hash })
  await (await world.as('civilSociety')).put(`/api/proposals/${vote.id}/ballot`, { choice: 'against', hash: vote.words?.hash })
  const { body } = await closeVote(world, vote.id)
  expect(body.result).toMatchObject({ outcome: 'rejected', because: 'groupWithoutMajority', groupsWithoutMajority: ['civilSociety'] })
  const { body: record } = await (await world.as('observer')).get<{ entries: { name: string; facts: object }[] }>(`/api/workspaces/${world.workspaceId}/record`)
  expect(record.entries[0]).toMatchObject({ name: 'proposal.closed', facts: { outcome: 'rejected', for: 2, against: 1, cast: 3, electors: 4, ballotsHash: body.ballotsHash } })
})

async function verdict() {
  const said: string[] = []
  const code = await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line))
  return { code, last: said.at(-1) ?? '' }
}

test('verification finds everything whole, and a change of one byte in the record, a journal, a ballot or a result', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  await (await world.as('civilSociety')).put(`/api/proposals/${vote.id}/ballot`, { choice: 'for', hash: vote.words?.hash })
  await closeVote(world, vote.id)
  expect((await verdict()).code).toBe(0)

  // Whoever holds the database can put the guards aside; the hashes still tell.
  const damages: [change: string, undo: string, said: RegExp][] = [
    [`update record set canonical = set_byte(canonical, 5, 65) where "workspaceId" = '${world.workspaceId}' and seq = 3`,
      `update record set canonical = set_byte(canonical, 5, 107) where "workspaceId" = '${world.workspaceId}' and seq = 3`, /record of workspace .* damaged at 3 \(hash\)/],
    [`update journal set user_id = 'somebody-else' where text_id = 'draft:${world.draftId}' and seq = 1`,
      `update journal set user_id = '${world.userId('policymaker')}' where text_id = 'draft:${world.draftId}' and seq = 1`, /journal of draft:.* is damaged at 1: hash/],
    [`update ballot set content = '{"choice":"against"}' where "proposalId" = '${vote.id}'`, `update ballot set content = '{"choice":"for"}' where "proposalId" = '${vote.id}'`, /proposal 1 .*: ballots is not/],
    [`update ballot_count set ballots = ballots + 1 where "proposalId" = '${vote.id}'`, `update ballot_count set ballots = ballots - 1 where "proposalId" = '${vote.id}'`, /proposal 1 .*: count is not/],
    [`update proposal set result = jsonb_set(result, '{outcome}', '"rejected"') where id = '${vote.id}'`,
      `update proposal set result = jsonb_set(result, '{outcome}', '"adopted"') where id = '${vote.id}'`, /proposal 1 .*: result is not/],
    [`update proposal set words = words || ' ' where id = '${vote.id}'`, `update proposal set words = rtrim(words, ' ') where id = '${vote.id}'`, /proposal 1 .*: hash is not/],
  ]
  for (const [change, undo, said] of damages) {
    await unguarded(change)
    const found = await verdict()
    expect([found.code, found.last]).toEqual([1, expect.stringMatching(said)])
    await unguarded(undo)
    expect((await verdict()).code).toBe(0)
  }
})

const unguarded = (change: string) => app.transaction(async (client) => {
  await client.query('set local session_replication_role = replica')
  expect((await client.query(change)).rowCount).toBe(1)
  await client.query('commit')
})
