import { expect, test } from 'vitest'
import type { ProposalView } from '#domain/contract/proposals.ts'
import pino from 'pino'
import { verify } from '#server/cli/verify.ts'
import { anApp } from '#tests/support/app.ts'
import { nothingChanged } from '#tests/support/attack.ts'
import { aBallotBox, electors, everyRole } from '#tests/support/ballotBox.ts'
import type { Refused } from '#tests/support/client.ts'
import { until } from '#tests/support/until.ts'

const app = anApp()
const secret = { secrecy: 'secret' }
const votes = ['for', 'against', 'for', 'against', 'against', 'for', 'abstention']

async function voted(change: object = {}) {
  const box = await aBallotBox(app, { ...secret, ...change })
  const receipts: (string | null)[] = []
  for (const [index, persona] of electors.entries()) receipts.push((await box.cast(persona, { choice: votes[index] })).body.receipt)
  return { ...box, receipts }
}

test('a secret ballot is counted, its receipts are published, and it verifies', async () => {
  const box = await voted()
  const { body } = await box.post('facilitator', 'close')
  expect(body.result).toMatchObject({ outcome: 'rejected', tally: { for: 3, against: 3, abstention: 1, cast: 7, electors: 7, groups: {} } })
  expect(body.secretBallots?.receipts).toEqual([...box.receipts].sort())
  expect(body.secretBallots?.papers.every(({ role }) => role === null)).toBe(true)
  expect(body.ballots).toEqual([])
  expect(await verify(app.databaseUrl, pino({ level: 'silent' }), () => undefined)).toBe(0)
})

test('V8 a secret ballot cannot be changed, also not in the same moment', async () => {
  const box = await aBallotBox(app, secret)
  await box.world.as('ethicist')
  const answers = await Promise.all(Array.from({ length: 20 }, () => box.cast('ethicist', { choice: 'for' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)])
  await nothingChanged(app, async () => { expect((await box.cast('ethicist', { choice: 'against' })).body.error.details.because).toBe('castSecretly') })
  expect(await app.sql('select 1 from secret_ballot where "proposalId" = $1', [box.id])).toHaveLength(1)
})

test('V9 before the end of a secret ballot neither a count nor who has voted is told, to anybody', async () => {
  const box = await voted()
  for (const persona of ['facilitator', 'observer']) {
    expect(await box.read(persona)).toMatchObject({ cast: null, tally: null, result: null, ballots: [], voted: false, secretBallots: null })
  }
  expect(await box.read('ethicist')).toMatchObject({ cast: null, voted: true, myBallot: null })
  expect(await app.sql(`select 1 from record where "workspaceId" = $1 and name = 'ballot.cast'`, [box.world.workspaceId])).toEqual([])
  expect(await app.sql(`select 1 from outbox t where to_jsonb(t)::text like '%' || $1 || '%' and to_jsonb(t)::text like '%ballot.cast%'`, [box.id])).toEqual([])
})

/** Everything that the tables hold, in the order in which they give it, with the transaction that wrote each row. */
const dump = async (id: string) => ({
  papers: await app.sql<{ choice: string; xmin: string }>(`select content->>'choice' as choice, xmin::text from secret_ballot where "proposalId" = $1`, [id]),
  receipts: await app.sql<{ receipt: string; xmin: string }>(`select receipt, xmin::text from secret_receipt where "proposalId" = $1`, [id]),
  roll: await app.sql<{ userId: string; xmin: string; hasCast: boolean }>(`select "userId", xmin::text, "hasCast" from elector where "proposalId" = $1`, [id]),
})

test.each(['while it is open', 'after it has closed'])('V10 whoever has a dump of all tables links no elector to a ballot, %s', async (when) => {
  let byPlace = 0
  let byTransaction = 0
  const rounds = 20
  for (let round = 0; round < rounds; round += 1) {
    const box = await voted()
    if (when === 'after it has closed') await box.post('facilitator', 'close')
    const { papers, receipts, roll } = await dump(box.id)
    // First guess: the rows stand in the order in which they were written. Second: the row that the same transaction wrote, when it is the only one.
    const truth = new Map(electors.map((persona, index) => [box.world.userId(persona), votes[index]]))
    byPlace += roll.filter(({ userId }, index) => papers[index]?.choice === truth.get(userId)).length / electors.length
    for (const rows of [papers, receipts]) for (const { xmin } of roll) byTransaction += Number(rows.filter((row) => row.xmin === xmin).length === 1)
  }
  // Two of three kinds of paper are three of seven: chance finds (9 + 9 + 1) / 49 of the electors, in 140 trials within 5 % nearly always (±3 standard errors allowed).
  expect(byPlace / rounds).toBeLessThan(19 / 49 + 0.13)
  expect(byTransaction).toBe(0)
}, 120_000)

test('V10 no table but the roll names an elector of a secret ballot, and no column of it a time', async () => {
  const box = await voted()
  await box.post('facilitator', 'close')
  const columns = await app.sql<{ table: string; column: string }>(`select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and table_name in ('secret_ballot', 'secret_receipt', 'elector') order by 1, 2`)
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual([
    'elector.hasCast', 'elector.proposalId', 'elector.role', 'elector.userId', 'secret_ballot.content', 'secret_ballot.id', 'secret_ballot.proposalId', 'secret_ballot.role', 'secret_receipt.proposalId', 'secret_receipt.receipt',
  ])
  for (const table of ['ballot', 'ballot_revision', 'ballot_key', 'outbox', 'record']) {
    const [found] = await app.sql<{ n: number }>(`select count(*)::int as n from ${table} t where to_jsonb(t)::text like '%' || $1 || '%' and (to_jsonb(t)::text like '%abstention%' or '${table}' like 'ballot%')`, [box.id])
    expect([table, found?.n]).toEqual([table, 0])
  }
})

test.each<[string, object, string]>([
  ['four electors', { roles: ['policymaker', 'civilSociety'] }, 'rollTooSmall'],
  ['a majority in roles of two', { method: { kind: 'majority', threshold: { kind: 'simple' }, concurrent: { roles: ['policymaker', 'civilSociety'], atLeast: 1 } } }, 'roleTooSmall'],
  ['a quorum of a small role', { quorum: { all: null, roles: { ethicist: { kind: 'number', electors: 1 } } } }, 'roleTooSmall'],
  ['reasons', { reason: 'required' }, 'reasonIsOpen'],
  ['a consent round', { method: { kind: 'consent' } }, 'consentIsOpen'],
  ['an end when all have voted', { earlyClose: 'allCast' }, 'turnoutIsHidden'],
])('V16 a secret ballot with %s is not opened', async (_what, change, because) => {
  const box = await aBallotBox(app)
  const facilitator = await box.world.as('facilitator')
  const { status, body } = await facilitator.post<ProposalView & Refused>(`/api/drafts/${box.world.draftId}/proposals`, {
    question: 'Shall it be so?', clauseId: null, method: { kind: 'majority', threshold: { kind: 'simple' } }, roles: everyRole, closesAt: box.proposal.closesAt, ...secret, ...change,
  })
  expect([status, body.error.details.because]).toEqual([422, because])
})

test('V16 with four ballots nothing is counted, and the papers are destroyed', async () => {
  const box = await aBallotBox(app, secret)
  for (const persona of electors.slice(0, 4)) await box.cast(persona, { choice: 'for' })
  const { body } = await box.post('facilitator', 'close')
  expect(body.result).toMatchObject({ outcome: 'invalid', because: 'tooFewForSecrecy', tally: { for: 0, against: 0, cast: 4, groups: {} } })
  expect(body.secretBallots?.papers).toEqual([])
  expect(await app.sql('select 1 from secret_ballot where "proposalId" = $1', [box.id])).toEqual([])
  expect(await verify(app.databaseUrl, pino({ level: 'silent' }), () => undefined)).toBe(0)
})

test('a reason is no part of a secret ballot', async () => {
  const box = await aBallotBox(app, secret)
  expect((await box.cast('ethicist', { choice: 'for', reason: 'As I always say.' })).body.error.details.because).toBe('reasonIsOpen')
  await until(async () => (await box.read('ethicist')).voted === false)
})
