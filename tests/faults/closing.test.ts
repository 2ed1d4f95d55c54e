import pg from 'pg'
import pino from 'pino'
import { expect, test } from 'vitest'
import { verify } from '#server/cli/verify.ts'
import { putToVote, sealed } from '#tests/support/amending.ts'
import { clientOf } from '#tests/support/client.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'
import type { World } from '#tests/support/world.ts'
import { onProcess } from './parleyProcess.ts'
import { onSite } from './stage.ts'

const voters = ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2']

/** A vote on an amendment in which everybody has voted for it; its server is gone. */
async function votedFor(url: string) {
  return onSite(url, {}, async (_site, [world]) => {
    if (!world) throw new Error('there is no workspace')
    const amendment = await sealed(world)
    const proposal = await putToVote(world, amendment)
    for (const persona of voters) await (await world.as(persona)).put(`/api/proposals/${proposal.id}/ballot`, { choice: 'for', hash: proposal.words?.hash ?? null })
    return { world, amendment, proposal }
  })
}

async function onClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}

/** How far it has come: whether the vote is closed, with a result, and recorded; what has become of the amendment; how often it was written in. */
async function stateIn(client: pg.Client, { draftId }: World, proposalId: string) {
  const { rows: [row] } = await client.query(`
    select p."closedAt" is not null as closed, p.result is not null as counted, p."ballotsHash" is not null as hashed, a.state,
      (select count(*)::int from record where name = 'proposal.closed' and "draftId" = $1) as recorded, (select count(*)::int from record where name = 'amendment.consolidated' and "draftId" = $1) as written
    from proposal p join amendment a on a.id = p."amendmentId" where p.id = $2`, [draftId, proposalId])
  return row
}
const undecided = { closed: false, counted: false, hashed: false, state: 'sealed', recorded: 0, written: 0 }
const decided = { closed: true, counted: true, hashed: true, state: 'decided', recorded: 1, written: 0 }
const consolidated = { ...decided, state: 'consolidated', written: 1 }

const waiting = (client: pg.Client, query: string) => until(async () => (await client.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1`, [query])).rowCount !== 0, 30_000)

async function close(origin: string, proposalId: string) {
  const facilitator = clientOf(origin)
  await facilitator.post('/api/demo/sign-in', { persona: 'facilitator' })
  return facilitator.post(`/api/proposals/${proposalId}/close`)
}

const isWhole = async (url: string) => {
  const said: string[] = []
  expect([await verify(url, pino({ level: 'silent' }), (line) => said.push(line)), said.at(-1)]).toEqual([0, expect.any(String)])
}

test('a server killed after a vote was decided and before its words are written writes them when it starts again, once', { timeout: 120_000 }, async () => {
  const url = await freshDatabase()
  const { world, proposal } = await votedFor(url)
  await onProcess(url, (parley) => onClient(url, async (client) => onClient(url, async (obstacle) => {
    // Nobody can write in the draft: the decision is there, what follows from it waits.
    await obstacle.query('begin')
    await obstacle.query('select 1 from text where id = $1 for update', [`draft:${world.draftId}`])
    expect((await close(parley.origin, proposal.id)).status).toBe(200)
    await waiting(client, '%insert into journal%')
    await parley.end('SIGKILL')
    expect(await stateIn(client, world, proposal.id)).toEqual(decided)
    await obstacle.query('rollback')
    await parley.start()
    await until(async () => (await stateIn(client, world, proposal.id)).written > 0, 30_000)
    expect(await stateIn(client, world, proposal.id)).toEqual(consolidated)
    const { body } = await clientFor(parley.origin).then((policymaker) => policymaker.get<{ clauses: { id: string; text: string }[] }>(`/api/drafts/${world.draftId}`))
    expect(body.clauses.find(({ id }) => id === world.first.id)?.text).toBe(`Within a day, ${world.first.words}`)
  })))
  await isWhole(url)
})

test('a server killed while it closes a vote leaves it open, and closes it once it is asked again', { timeout: 120_000 }, async () => {
  const url = await freshDatabase()
  const { world, proposal } = await votedFor(url)
  await onProcess(url, (parley) => onClient(url, async (client) => onClient(url, async (obstacle) => {
    // The record is held: the result is counted and stored, and waits to be recorded.
    await obstacle.query('begin')
    await obstacle.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`record:${world.workspaceId}`])
    const closing = close(parley.origin, proposal.id).then(() => 'answered', () => 'cut off')
    await waiting(client, '%pg_advisory_xact_lock%')
    await parley.end('SIGKILL')
    expect(await closing).toBe('cut off')
    await obstacle.query('rollback')
    await parley.start()
    expect(await stateIn(client, world, proposal.id)).toEqual(undecided)
    expect((await close(parley.origin, proposal.id)).status).toBe(200)
    await until(async () => (await stateIn(client, world, proposal.id)).written > 0, 30_000)
    expect(await stateIn(client, world, proposal.id)).toEqual(consolidated)
  })))
  await isWhole(url)
})

async function clientFor(origin: string) {
  const client = clientOf(origin)
  await client.post('/api/demo/sign-in', { persona: 'policymaker' })
  return client
}
