import pino from 'pino'
import { expect, test } from 'vitest'
import { verify } from '#server/cli/verify.ts'
import { anApp } from '#tests/support/app.ts'
import { aBallotBox } from '#tests/support/ballotBox.ts'
import { until } from '#tests/support/until.ts'

const app = anApp()
const alternatives = [{ id: 'a', label: 'Within 24 hours' }, { id: 'b', label: 'Within three days', words: 'within three days' }]
const verified = () => verify(app.databaseUrl, pino({ level: 'silent' }), () => undefined)
const consent = { method: { kind: 'consent' } }

test('an objection suspends a consent round, its answer lets it be decided, and its author may keep it as a dissent', async () => {
  const box = await aBallotBox(app, consent)
  await box.cast('policymaker', { position: 'consent' })
  const objecting = await box.cast('ethicist', { position: 'objection', reason: 'It harms children.' })
  expect(objecting.body.objections).toMatchObject([{ state: 'standing', words: 'It harms children.' }])
  await box.expire()
  await box.ring()
  await until(async () => (await app.sql('select 1 from graphile_worker._private_jobs where key = $1', [`close:${box.id}`])).length === 0)
  expect(await box.read()).toMatchObject({ closedAt: null, suspended: true })
  expect((await box.cast('civilSociety', { position: 'consent' })).body.error.details.because).toBe('proposalOpen')

  const objection = `/api/objections/${objecting.body.objections[0]?.id}`
  expect((await box.post('ethicist', `${objection}/uphold`)).body.error.details.because).toBe('objectionState')
  const { body } = await box.post('facilitator', `${objection}/answer`, { answer: 'Children are not concerned.' })
  expect(body.result).toMatchObject({ outcome: 'adopted', because: 'objectionsAnswered', detail: { standing: 0, answered: 1 } })
  expect(body.objections).toMatchObject([{ state: 'answered', answer: { words: 'Children are not concerned.' }, upheldAt: null }])
  expect((await box.post('civilSociety', `${objection}/uphold`)).status).toBe(403)
  expect((await box.post('ethicist', `${objection}/uphold`)).body.objections[0]?.upheldAt).not.toBeNull()
  expect((await box.post('ethicist', `${objection}/withdraw`)).status).toBe(409)
  expect(await verified()).toBe(0)
})

test('whoever consents after all has withdrawn the objection', async () => {
  const box = await aBallotBox(app, consent)
  await box.cast('ethicist', { position: 'objection', reason: 'Too soon.' })
  await box.cast('ethicist', { position: 'objection', reason: 'Too soon.' })
  const { body } = await box.cast('ethicist', { position: 'consent' })
  expect(body.objections.map(({ state }) => state)).toEqual(['withdrawn'])
})

test('a round that is ended while an objection waits in vain has found no consent', async () => {
  const box = await aBallotBox(app, { ...consent, earlyClose: 'never' })
  await box.cast('ethicist', { position: 'objection', reason: 'No.' })
  expect((await box.post('facilitator', 'close')).body.error.details.because).toBe('earlyClose')
  await box.expire()
  expect((await box.post('facilitator', 'close')).body.result).toMatchObject({ outcome: 'rejected', because: 'objectionStands' })
  expect(await verified()).toBe(0)
})

test.each<[string, object, object, object]>([
  ['score', { kind: 'score' }, { scores: { a: 5, b: 4, keep: 0 } }, { scores: { a: 0, b: 4, keep: 1 } }],
  ['instant runoff', { kind: 'ranked', count: 'instantRunoff' }, { ranking: [['b'], ['a']] }, { ranking: [['b']] }],
  ['Schulze', { kind: 'ranked', count: 'schulze' }, { ranking: [['b'], ['a', 'keep']] }, { ranking: [['b', 'a'], ['keep']] }],
])('alternatives are decided by %s, with every number in between, and verify', async (_what, method, first, second) => {
  const box = await aBallotBox(app, { method, alternatives })
  expect(box.proposal.alternatives.map(({ id }) => id)).toEqual(['a', 'b', 'keep'])
  expect((await box.cast('policymaker', first)).status).toBe(200)
  expect((await box.cast('ethicist', second)).status).toBe(200)
  expect((await box.cast('civilSociety', { choice: 'abstention' })).status).toBe(200)
  const { body } = await box.post('facilitator', 'close')
  expect(body.result).toMatchObject({ outcome: 'adopted', because: 'preferred', winner: 'b', tally: { cast: 3, abstention: 1 } })
  expect(body.result?.detail).not.toBeNull()
  expect(await verified()).toBe(0)
})

test('a ballot among alternatives carries their hash: other alternatives, no vote', async () => {
  const box = await aBallotBox(app, { method: { kind: 'score' }, alternatives })
  expect(box.hash).toMatch(/^[0-9a-f]{64}$/)
  expect((await box.cast('policymaker', { hash: null, scores: { a: 1, b: 1, keep: 1 } })).body.error.details.because).toBe('hash')
})

test('a deadline can be put off, with a reason and recorded, and never drawn closer', async () => {
  const box = await aBallotBox(app)
  const later = new Date(new Date(box.proposal.closesAt).getTime() + 3600_000).toISOString()
  const sooner = new Date(new Date(box.proposal.closesAt).getTime() - 600_000).toISOString()
  expect((await box.post('facilitator', 'extend', { closesAt: sooner, reason: 'Hurry.' })).body.error.details.because).toBe('shortened')
  const { body } = await box.post('facilitator', 'extend', { closesAt: later, reason: 'A holiday.' })
  expect(body).toMatchObject({ closesAt: later, extensions: [{ from: box.proposal.closesAt, to: later, reason: 'A holiday.' }] })
  const [job] = await app.sql<{ at: Date }>('select run_at as at from graphile_worker._private_jobs where key = $1', [`close:${box.id}`])
  expect(job?.at.toISOString()).toBe(later)
  expect(await app.sql('select 1 from record where name = $1 and "workspaceId" = $2', ['proposal.extended', box.world.workspaceId])).toHaveLength(1)
})

test('a vote that may end when all have voted ends no sooner', async () => {
  const box = await aBallotBox(app, { roles: ['ethicist', 'creativeIndustries'], earlyClose: 'allCast' })
  await box.cast('ethicist', { choice: 'for' })
  expect((await box.post('facilitator', 'close')).body.error.details.because).toBe('earlyClose')
  await box.cast('creator', { choice: 'for' })
  expect((await box.post('facilitator', 'close')).status).toBe(200)
})

test('a missed quorum of one role makes a vote invalid', async () => {
  const box = await aBallotBox(app, { quorum: { all: { kind: 'share', percent: 20 }, roles: { civilSociety: { kind: 'number', electors: 1 } } } })
  await box.cast('policymaker', { choice: 'for' })
  await box.cast('ethicist', { choice: 'for' })
  expect((await box.post('facilitator', 'close')).body.result).toMatchObject({
    outcome: 'invalid', because: 'noQuorum', quorum: [{ role: null, needed: 2, cast: 2, electors: 7, reached: true }, { role: 'civilSociety', needed: 1, cast: 0, electors: 2, reached: false }],
  })
})

test('where a reason is asked for a ballot without one is refused', async () => {
  const box = await aBallotBox(app, { reason: 'requiredForObjection' })
  expect((await box.cast('ethicist', { choice: 'against' })).body.error.details.because).toBe('reasonMissing')
  expect((await box.cast('ethicist', { choice: 'against', reason: 'It is unclear.' })).status).toBe(200)
  expect((await box.cast('policymaker', { choice: 'for' })).status).toBe(200)
})
