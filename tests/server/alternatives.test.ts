import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import * as decisions from '#server/features/amendments/decision.service.ts'
import { closeAtDeadline } from '#server/features/proposals/closing.service.ts'
import { consolidated, get, groups, lodged, sealed, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import { electors, everyRole } from '#tests/support/ballotBox.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const schulze = { kind: 'ranked', count: 'schulze' }

/** Two sealed amendments that put other words at the same place of the first article, the first of them before the vote number 1. */
async function rivals(world: World) {
  const day = await sealed(world, world.first, 'Within a day, ')
  return { day, hour: await sealed(world, world.first, 'Within an hour, ') }
}
const chooseAmong = (world: World, amendments: readonly AmendmentView[], change: object = {}) =>
  openVote(world, { clauseId: null, amendmentIds: amendments.map(({ id }) => id), method: schulze, roles: groups, ...change })
const voters = ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2']
async function castAll(world: World, { id, hash }: ProposalView, content: object, who: readonly string[] = voters) {
  for (const persona of who) expect((await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { ...content, hash })).status).toBe(200)
}
const close = async (world: World, { id }: ProposalView) => (await (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)).body
const hourFirst = { ranking: [['amendment-2'], ['amendment-1'], ['keep']] }
const keepFirst = { ranking: [['keep'], ['amendment-1'], ['amendment-2']] }
const record = async (world: World) => (await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)).body.entries

test('a vote among sealed amendments shows each with its own hash, carries one hash over all, and lays to rest what any of them changes', async () => {
  const world = await aWorkspace(app)
  const [first, second] = [await sealed(world, world.first), await sealed(world, world.second)]
  const proposal = await chooseAmong(world, [second, first])
  expect(proposal).toMatchObject({ kind: 'amendment', amendmentId: null, words: null })
  expect(proposal.alternatives).toEqual([
    { id: 'amendment-1', label: 'Within a day', amendmentId: first.id, words: first.words?.canonical, hash: first.words?.hash },
    { id: 'amendment-2', label: 'Within a day', amendmentId: second.id, words: second.words?.canonical, hash: second.words?.hash },
    { id: 'keep', label: '', amendmentId: null, words: null, hash: null },
  ])
  expect(proposal.hash).toBe(hashOf(sealedText(null, proposal.alternatives) ?? ''))
  for (const clause of [world.first, world.second]) {
    const drafter = drafts(await world.as('policymaker'), world)
    await drafter.synced()
    drafter.type(clause, 'Never ')
    await drafter.closedWith(4423)
    drafter.leave()
  }
  expect((await get(world, 'observer', second)).body).toMatchObject({ proposalId: proposal.id, isVotedOn: true })
  const [opened] = await record(world)
  expect(opened).toMatchObject({ name: 'proposal.opened', facts: { question: proposal.question, charterVersion: 1, amendments: [{ alternative: 'amendment-1', amendmentId: first.id, hash: first.words?.hash }, { alternative: 'amendment-2', amendmentId: second.id, hash: second.words?.hash }] } })
})

test.each([['instant runoff', { kind: 'ranked', count: 'instantRunoff' }, hourFirst], ['Schulze', schulze, hourFirst], ['score', { kind: 'score' }, { scores: { 'amendment-1': 3, 'amendment-2': 5, keep: 0 } }]] as const)('by %s the amendment that is preferred is written in, word for word, and the other is not called, for its sake', async (_name, method, ballot) => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const proposal = await chooseAmong(world, [day, hour], { method })
  await castAll(world, proposal, ballot)
  expect((await close(world, proposal)).result).toMatchObject({ outcome: 'adopted', winner: 'amendment-2' })
  await consolidated(world, hour)
  expect(await words(world, world.first.id)).toBe(`Within an hour, ${world.first.words}`)
  expect((await get(world, 'observer', day)).body).toMatchObject({ state: 'decided', outcome: 'notCalled', consolidatedSeq: null, preempted: { by: { id: hour.id, number: 2 }, clauseId: null } })
  const acts = (await record(world)).slice(0, 4)
  expect(acts.map(({ name, facts }) => [name, facts['outcome'] ?? null, facts['number']])).toEqual([['amendment.consolidated', null, 2], ['amendment.decided', 'notCalled', 1], ['amendment.decided', 'agreedTo', 2], ['proposal.closed', 'adopted', 1]])
  expect(acts[1]).toMatchObject({ ids: { amendmentId: day.id, byAmendmentId: hour.id, proposalId: proposal.id }, facts: { by: 2, clauseId: null } })
})

test('where keeping the text is preferred all are disagreed to, the draft stays as it is, and its clauses are awake', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const proposal = await chooseAmong(world, [day, hour])
  await castAll(world, proposal, keepFirst)
  expect((await close(world, proposal)).result).toMatchObject({ outcome: 'rejected', because: 'keepPreferred' })
  for (const one of [day, hour]) expect((await get(world, 'observer', one)).body).toMatchObject({ state: 'decided', outcome: 'disagreedTo', preempted: null })
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Still ')
  await until(() => drafter.acknowledged().seq > 1)
  expect(await words(world, world.first.id)).toBe(`Still ${world.first.words}`)
})

test('without a quorum all stay sealed and may be put again', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const proposal = await chooseAmong(world, [day, hour], { quorum: { all: { kind: 'number', electors: 3 }, roles: {} } })
  await castAll(world, proposal, hourFirst, ['ethicist'])
  expect((await close(world, proposal)).result?.outcome).toBe('invalid')
  for (const one of [day, hour]) expect((await get(world, 'observer', one)).body).toMatchObject({ state: 'sealed', outcome: null, isVotedOn: false })
  expect((await chooseAmong(world, [day, hour])).number).toBe(2)
})

test('a ballot that carries another hash than that of all the words is refused with the reason', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const { id } = await chooseAmong(world, [day, hour])
  const answer = await (await world.as('ethicist')).put<Refused>(`/api/proposals/${id}/ballot`, { ...hourFirst, hash: hour.words?.hash })
  expect([answer.status, answer.body.error.details.because]).toEqual([409, 'hash'])
})

test('a secret or hidden vote among amendments tells nothing before it closes: not on its page, in the record, in the export, nor on the amendments', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const proposal = await chooseAmong(world, [day, hour], { secrecy: 'secret', roles: everyRole })
  await castAll(world, proposal, hourFirst, electors)
  const seen = (await (await world.as('facilitator')).get<ProposalView>(`/api/proposals/${proposal.id}`)).body
  expect(seen).toMatchObject({ tally: null, cast: null, result: null, ballots: [], secretBallots: null })
  expect(JSON.stringify(await record(world))).not.toMatch(/ranking|ballot\.cast/)
  expect((await exported(world)).proposals[0]).toMatchObject({ roll: null, ballots: null, secret: null, result: null })
  for (const one of [day, hour]) expect((await get(world, 'facilitator', one)).body).toMatchObject({ state: 'sealed', outcome: null })
  expect((await close(world, proposal)).result?.winner).toBe('amendment-2')
  await consolidated(world, hour)
  expect(verifyExport(await exported(world), { sha256 }).fault).toBeNull()

  const open = await aWorkspace(app)
  const others = await rivals(open)
  const hidden = await chooseAmong(open, [others.day, others.hour], { hidden: true })
  await castAll(open, hidden, hourFirst)
  expect((await (await open.as('facilitator')).get<ProposalView>(`/api/proposals/${hidden.id}`)).body).toMatchObject({ tally: null, ballots: [] })
})

test('a kill while it is being closed leaves the vote open and all sealed; one while the words are written gives the words once, recorded once', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const third = await sealed(world, world.first, 'At once, ')
  const proposal = await chooseAmong(world, [day, hour])
  await castAll(world, proposal, hourFirst)
  await app.sql(`update proposal set "closesAt" = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = $1`, [proposal.id])
  const { unitOfWork } = app.running()
  const killed = new Error('killed')
  const dies = async (work: (context: Parameters<Parameters<typeof unitOfWork>[1]>[0]) => Promise<void>) => expect(unitOfWork(null, async (context) => { await work(context); throw killed })).rejects.toBe(killed)
  const states = () => Promise.all([day, hour, third].map(async (one) => (await get(world, 'observer', one)).body.state))
  await dies((context) => closeAtDeadline(context, proposal.id))
  expect([await states(), await words(world, world.first.id)]).toEqual([['sealed', 'sealed', 'sealed'], world.first.words])

  await unitOfWork(null, (context) => closeAtDeadline(context, proposal.id))
  await consolidated(world, hour)
  expect(await states()).toEqual(['decided', 'consolidated', 'decided'])
  // As a kill right after the writing leaves it.
  await app.sql('update amendment set state = \'decided\', "consolidatedAt" = null, "consolidatedSeq" = null where id = $1', [hour.id])
  await app.sql('update amendment set state = \'sealed\', outcome = null, "decidedAt" = null, "preemptedById" = null, "preemptedClauseId" = null where id = $1', [third.id])
  await dies((context) => decisions.consolidate(context, hour.id))
  expect(await states()).toEqual(['decided', 'decided', 'sealed'])
  await Promise.all([1, 2, 3].map(() => unitOfWork(null, (context) => decisions.consolidate(context, hour.id))))
  expect([await states(), await words(world, world.first.id)]).toEqual([['decided', 'consolidated', 'decided'], `Within an hour, ${world.first.words}`])
  const acts = await record(world)
  expect(acts.filter(({ name, ids }) => name === 'amendment.decided' && ids['amendmentId'] === third.id).length).toBe(2)
})

test('what can no longer be written because an amendment was is not called, with its clause and the amendment as the reason; anything else stays', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const third = await sealed(world, world.first, 'At once, ')
  const elsewhere = await sealed(world, world.second)
  const { amendment: unsealed } = await lodged(world, world.first, 'Some day, ')
  const proposal = await chooseAmong(world, [day, hour])
  await castAll(world, proposal, hourFirst)
  await close(world, proposal)
  await consolidated(world, hour)
  const seen = async (one: AmendmentView) => (await get(world, 'observer', one)).body
  expect(await seen(third)).toMatchObject({ state: 'decided', outcome: 'notCalled', proposalId: null, preempted: { by: { id: hour.id, number: 2, title: 'Within a day' }, clauseId: world.first.id } })
  expect([(await seen(elsewhere)).state, (await seen(unsealed)).state]).toEqual(['sealed', 'lodged'])
  const [act] = await record(world)
  expect(act).toMatchObject({ name: 'amendment.decided', ids: { amendmentId: third.id, byAmendmentId: hour.id }, facts: { number: 3, outcome: 'notCalled', by: 2, clauseId: world.first.id } })
})

test('words accepted without a vote pre-empt too; a sealed amendment that an ordinary edit stands in the way of stays its sponsors\', who may withdraw it', async () => {
  const world = await aWorkspace(app)
  const [stuck, rival] = [await sealed(world, world.first, 'At once, '), await sealed(world, world.second)]
  const { amendment, writer } = await lodged(world, world.second, 'Chiefly, ')
  writer.leave()
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Still ')
  await until(() => drafter.acknowledged().seq > 1)
  drafter.leave()
  expect((await (await world.as('policymaker')).post(`/api/amendments/${amendment.id}/settle`, { accepted: true, reason: 'It is better.' })).status).toBe(200)
  expect((await get(world, 'observer', rival)).body).toMatchObject({ outcome: 'notCalled', preempted: { by: { id: amendment.id }, clauseId: world.second.id } })
  expect((await get(world, 'observer', stuck)).body.state).toBe('sealed')
  const withdraw = async (persona: string) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${stuck.id}/withdraw`)
  expect((await withdraw('policymaker')).status).toBe(403)
  expect((await withdraw('ethicist')).body).toMatchObject({ state: 'decided', outcome: 'withdrawn' })
  expect((await withdraw('ethicist')).status).toBe(403)
  expect((await record(world))[0]).toMatchObject({ name: 'amendment.decided', facts: { outcome: 'withdrawn', number: 1 } })
})

test('an amendment that is being voted on is not withdrawn', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  await chooseAmong(world, [day, hour])
  const answer = await (await world.as('ethicist')).post<Refused>(`/api/amendments/${day.id}/withdraw`)
  expect([answer.status, answer.body.error.details.because]).toEqual([409, 'isVotedOn'])
})

test('a single amendment, one named twice, a majority, a clause beside them, or one that is unsealed or of another draft is refused, and nothing rests', async () => {
  const [world, elsewhere] = [await aWorkspace(app), await aWorkspace(app)]
  const { day, hour } = await rivals(world)
  const { amendment: unsealed } = await lodged(world, world.second)
  const foreign = await sealed(elsewhere)
  const ask = async (change: object) => (await (await world.as('facilitator')).post<Refused>(`/api/drafts/${world.draftId}/proposals`, {
    question: 'Shall it be so?', clauseId: null, amendmentIds: [day.id, hour.id], method: schulze, roles: groups, closesAt: new Date(Date.now() + 3600_000).toISOString(), ...change,
  })).status
  expect(await Promise.all([
    { amendmentIds: [day.id] }, { amendmentIds: [day.id, day.id] }, { method: { kind: 'consent' } }, { clauseId: world.second.id }, { amendmentId: day.id }, { alternatives: [{ id: 'a', label: 'Another' }] },
    { amendmentIds: [day.id, unsealed.id] }, { amendmentIds: [day.id, foreign.id] },
  ].map(ask))).toEqual([422, 422, 422, 422, 422, 422, 409, 404])
  expect(await app.sql('select 1 from clause_at_rest where "draftId" = $1', [world.draftId])).toEqual([])
  expect(await ask({})).toBe(201)
})

const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body

test('an outsider finds from the export alone that the words written are those that won, and in which alternative a byte was changed', async () => {
  const world = await aWorkspace(app)
  const { day, hour } = await rivals(world)
  const proposal = await chooseAmong(world, [day, hour])
  await castAll(world, proposal, hourFirst)
  await close(world, proposal)
  await consolidated(world, hour)
  const file = await exported(world)
  const report = verifyExport(file, { sha256 })
  expect([report.fault, report.checks.find(({ name }) => name === 'consolidations')?.checked]).toEqual([null, 1])
  const changed = (change: (copy: RecordExport) => unknown) => { const copy = structuredClone(file); change(copy); return verifyExport(copy, { sha256 }).fault }
  type Open = { -readonly [K in keyof RecordExport['proposals'][number]['alternatives'][number]]: string }
  const alternativeOf = (copy: RecordExport, index: number) => copy.proposals[0]?.alternatives[index] as unknown as Open
  for (const losing of [0, 1]) {
    const said = changed((copy) => { const own = alternativeOf(copy, losing); own.words = own.words.replace('Within', 'Withim') })
    expect(said).toEqual({ code: 'alternativeHash', path: `proposals[0].alternatives[${losing}].words`, proposal: 1 })
  }
  expect(changed((copy) => { alternativeOf(copy, 0).amendmentId = hour.id })).toMatchObject({ code: 'alternativeHash', path: 'proposals[0].alternatives[0].amendmentId' })
  expect(changed((copy) => { alternativeOf(copy, 0).label = 'Another' })).toMatchObject({ code: 'wordsHash' })
  // Words that were sealed, and lost.
  const loser = { amendmentId: hour.id, proposalId: proposal.id, seq: 3, sealed: day.words?.canonical, hash: day.words?.hash, written: day.words?.canonical }
  expect(changed((copy) => Object.assign(copy, { consolidations: [loser] }))).toMatchObject({ code: 'consolidationUnrecorded' })
})
