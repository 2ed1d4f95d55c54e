import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { nothingChanged } from '#tests/support/attack.ts'
import { aBallotBox, electors } from '#tests/support/ballotBox.ts'
import { outsider } from '#tests/support/world.ts'

const app = anApp()
const among = { method: { kind: 'score' }, alternatives: [{ id: 'a', label: 'One' }, { id: 'b', label: 'Two' }] }
const runoff = { ...among, method: { kind: 'ranked', count: 'instantRunoff' } }

test('V1 two hundred ballots that one elector casts in the same moment are one', async () => {
  const box = await aBallotBox(app)
  await box.world.as('ethicist')
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => box.cast('ethicist', { choice: index % 2 ? 'for' : 'against' })))
  // A server that is busy with the others says so; whatever it answers, it counts once.
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([])
  const { cast, ballots } = await box.read()
  expect([cast, ballots.length]).toEqual([1, 1])
}, 60_000)

test('V2 a ballot sent again under its key is there once, and another one under that key is refused', async () => {
  const box = await aBallotBox(app)
  const client = await box.world.as('ethicist')
  const send = (choice: string, key = 'one') => client.ask('PUT', `${box.path}/ballot`, { choice, hash: null }, { 'Idempotency-Key': key })
  expect((await send('for')).status).toBe(200)
  await nothingChanged(app, async () => {
    expect((await send('for')).status).toBe(200)
    expect((await send('against')).status).toBe(409)
    expect((await send('against', 'a key with spaces')).status).toBe(422)
  })
  expect((await send('against', 'two')).status).toBe(200)
})

test('V3 ballots cast around the end count exactly if they were accepted', async () => {
  for (let round = 0; round < 6; round += 1) {
    const box = await aBallotBox(app)
    await Promise.all([...electors, 'facilitator'].map((persona) => box.world.as(persona)))
    const casts = electors.map((persona) => box.cast(persona, { choice: 'for' }))
    const ending = box.expire()
    const accepted = (await Promise.all(casts)).filter(({ status }) => status === 200).length
    await ending
    const { body } = await box.post('facilitator', 'close')
    expect(body.result?.tally.cast).toBe(accepted)
  }
})

test('V4 a date that the client claims changes nothing', async () => {
  const box = await aBallotBox(app)
  await box.expire()
  const client = await box.world.as('ethicist')
  await nothingChanged(app, async () => {
    expect((await client.ask('PUT', `${box.path}/ballot`, { choice: 'for', hash: null }, { Date: 'Mon, 01 Jan 2024 00:00:00 GMT' })).status).toBe(409)
    expect((await client.ask('PUT', `${box.path}/ballot`, { choice: 'for', hash: null, castAt: '2024-01-01T00:00:00Z' }, {})).status).toBe(422)
  })
})

test('V5 who is not on the roll, is outside, or came later does not vote', async () => {
  const box = await aBallotBox(app, { roles: ['ethicist'] })
  await box.world.as(outsider)
  await nothingChanged(app, async () => {
    expect((await box.cast('civilSociety', { choice: 'for' })).status).toBe(403)
    expect((await box.cast('facilitator', { choice: 'for' })).status).toBe(403)
    expect((await box.cast(outsider, { choice: 'for' })).status).toBe(403)
  })
})

test('V5 who is removed while a vote is open does not vote any more', async () => {
  const box = await aBallotBox(app, { roles: ['ethicist'] })
  await (await box.world.as('facilitator')).del(`/api/members/${await box.world.memberId('ethicist')}`)
  expect([403, 404]).toContain((await box.cast('ethicist', { choice: 'for' })).status)
})

test.each<[string, Readonly<Record<string, unknown>>, object]>([
  ['an alternative of another poll', among, { scores: { a: 1, b: 1, keep: 1, z: 5 } }],
  ['a negative score', among, { scores: { a: -1, b: 1, keep: 1 } }],
  ['a score that is no number', among, { scores: { a: Number.NaN, b: 1, keep: 1 } }],
  ['a huge score', among, { scores: { a: 1e308, b: 1, keep: 1 } }],
  ['half a point', among, { scores: { a: 2.5, b: 1, keep: 1 } }],
  ['a score as words', among, { scores: { a: '5', b: 1, keep: 1 } }],
  ['a score that is missing', among, { scores: { a: 5, b: 1 } }],
  ['a name that every object has', among, { scores: { a: 1, b: 1, keep: 1, constructor: 5 } }],
  ['a choice among alternatives', among, { choice: 'for' }],
  ['a gap in a ranking', runoff, { ranking: [['a'], [], ['b']] }],
  ['an alternative twice', runoff, { ranking: [['a'], ['a']] }],
  ['equal ranks in a runoff', runoff, { ranking: [['a', 'b']] }],
  ['nothing ranked', runoff, { ranking: [] }],
  ['two kinds of ballot in one', runoff, { ranking: [['a']], scores: { a: 5, b: 5, keep: 5 } }],
  ['a score where one question is asked', {}, { scores: { a: 5 } }],
  ['two choices', {}, { choice: ['for', 'against'] }],
  ['a weight', {}, { choice: 'for', weight: 10 }],
  ['an objection without a reason', { method: { kind: 'consent' } }, { position: 'objection' }],
  ['an objection with an empty reason', { method: { kind: 'consent' } }, { position: 'objection', reason: '   ' }],
])('V6 %s is refused', async (_what, change, ballot) => {
  const box = await aBallotBox(app, change)
  await box.world.as('ethicist')
  await nothingChanged(app, async () => { expect((await box.cast('ethicist', ballot)).status).toBe(422) })
})

test('V9 a hidden count is told nowhere before the end: not to the facilitator, in a list, nor by the record', async () => {
  const box = await aBallotBox(app, { hidden: true })
  await box.cast('ethicist', { choice: 'against', reason: 'I would rather not.' })
  for (const persona of ['facilitator', 'observer', 'policymaker']) {
    const seen = JSON.stringify([await box.read(persona), (await (await box.world.as(persona)).get(`/api/workspaces/${box.world.workspaceId}/proposals`)).body, (await (await box.world.as(persona)).get(`/api/workspaces/${box.world.workspaceId}/record`)).body])
    expect(seen).not.toMatch(/"choice":"against"|rather not|"against":1/)
    expect(await box.read(persona)).toMatchObject({ tally: null, result: null, ballots: [] })
  }
  expect((await box.read('ethicist')).myBallot?.content).toEqual({ choice: 'against' })
  expect((await box.post('facilitator', 'close')).body).toMatchObject({ result: { tally: { against: 1 } }, ballots: [{ content: { choice: 'against' } }] })
})

test('V11 nothing of a proposal but its deadline can be changed once it is open', async () => {
  const box = await aBallotBox(app)
  const client = await box.world.as('facilitator')
  await nothingChanged(app, async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) expect((await client.ask(method, box.path, { question: 'Another question?', closesAt: box.proposal.closesAt }, {})).status).toBe(404)
    expect((await client.ask('POST', `${box.path}/extend`, { closesAt: box.proposal.closesAt, reason: 'None.', question: 'Another question?' }, {})).status).toBe(422)
  })
})

test('V12 a vote is closed early by nobody without the right or against its rule, and opened again by nobody', async () => {
  const box = await aBallotBox(app, { earlyClose: 'never' })
  await Promise.all(['policymaker', 'facilitator'].map((persona) => box.world.as(persona)))
  await nothingChanged(app, async () => {
    expect((await box.post('policymaker', 'close')).status).toBe(403)
    expect((await box.post('facilitator', 'close')).status).toBe(409)
  })
  await box.expire()
  await box.post('facilitator', 'close')
  await nothingChanged(app, async () => {
    expect((await box.post('facilitator', 'extend', { closesAt: new Date(Date.now() + 7200_000).toISOString(), reason: 'Again.' })).status).toBe(409)
    expect((await box.post('facilitator', 'close')).status).toBe(409)
  })
})
