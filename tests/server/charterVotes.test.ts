import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalCharter } from '#domain/charter/canonicalCharter.ts'
import { type Charter, capabilities } from '#domain/charter/charter.ts'
import { type Stage, stages } from '#domain/charter/roles.ts'
import { type CharterView, readCharter } from '#domain/contract/charters.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import { closeAtDeadline } from '#server/features/proposals/closing.service.ts'
import { verifyVotes } from '#server/features/proposals/verify.service.ts'
import { makeHistory } from '#server/texts/history.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const groups = ['policymaker', 'ethicist', 'civilSociety']
const voters = ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2']
const inForce = async (world: World) => (await (await world.as('observer')).get<CharterView>(`/api/workspaces/${world.workspaceId}/charter`)).body
const charterOf = async (world: World): Promise<Charter> => readCharter((await inForce(world)).charter)
/** The charter that would let ethicists write while drafting and in deliberation. */
const lettingEthicistsWrite = (charter: Charter, at: readonly Stage[] = ['drafting', 'deliberation']): Charter =>
  ({ ...charter, version: charter.version + 1, rights: { ...charter.rights, 'clause.edit': { ...charter.rights['clause.edit'], stages: { ...charter.rights['clause.edit'].stages, ethicist: at } } } })
const lettingFacilitatorsChange = (charter: Charter): Charter => ({ ...charter, version: charter.version + 1, rights: { ...charter.rights, 'charter.change': { conditions: [], stages: { facilitator: stages } } } })

const ask = async (world: World, charter: Charter, change: object = {}, persona = 'facilitator') => (await world.as(persona)).post<ProposalView & Refused>(`/api/workspaces/${world.workspaceId}/charter/proposals`, {
  question: 'Shall ethicists write in the text too?', method: simpleMajority, roles: groups, earlyClose: 'facilitator', closesAt: new Date(Date.now() + 3600_000).toISOString(), charter, ...change,
})
async function propose(world: World, change: object = {}): Promise<ProposalView> {
  const { status, body } = await ask(world, lettingEthicistsWrite(await charterOf(world)), change)
  expect([status, body]).toMatchObject([201, { kind: 'charter' }])
  return body
}
const castAll = async (world: World, { id, hash }: ProposalView, choice: string) => {
  for (const persona of voters) expect((await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { choice, hash })).status).toBe(200)
}
const close = async (world: World, { id }: ProposalView) => (await world.as('facilitator')).post<ProposalView & Refused>(`/api/proposals/${id}/close`)
const read = async (world: World, { id }: ProposalView) => (await (await world.as('observer')).get<ProposalView>(`/api/proposals/${id}`)).body
const acts = async (world: World, name: string) => (await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record?name=${name}`)).body.entries
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body
const hashOf = (charter: Charter) => createHash('sha256').update(canonicalCharter(charter)).digest('hex')
/** The charter is changed without a vote, as the update of a program may have to. */
const changeMeanwhile = async (world: World) => {
  await app.sql(`update charter set content = content #- '{rights,version.name}' where "workspaceId" = $1 and version = (select max(version) from charter where "workspaceId" = $1)`, [world.workspaceId])
  await app.running().unitOfWork(null, (context) => charters.complete(context, world.workspaceId))
}

test('a charter that was adopted is in force as it was voted on, names the vote, and gives the right that it says', async () => {
  const world = await aWorkspace(app)
  const before = await charterOf(world)
  const proposal = await propose(world)
  const proposed = lettingEthicistsWrite(before)
  expect(proposal).toMatchObject({ kind: 'charter', draftId: null, draftTitle: null, number: 1, hash: hashOf(proposed), words: { canonical: canonicalCharter(proposed), hash: hashOf(proposed) }, charter: { before, state: 'proposed' } })
  await castAll(world, proposal, 'for')
  expect((await close(world, proposal)).body).toMatchObject({ result: { outcome: 'adopted' }, charter: { before, state: 'inForce' } })
  expect(await inForce(world)).toMatchObject({ proposalId: proposal.id, charter: { version: 2 } })
  expect(canonicalCharter(await charterOf(world))).toBe(proposal.words?.canonical)
  expect(await acts(world, 'charter.adopted')).toMatchObject([{ ids: { proposalId: proposal.id }, facts: { version: 2, hash: proposal.hash, number: 1 }, draft: null }, { ids: {}, facts: { version: 1 } }])
  const writer = drafts(await world.as('ethicist'), world)
  await writer.synced()
  writer.type(world.first, 'Also ')
  await until(() => writer.acknowledged().seq > 1)
  expect((await openVote(world)).number).toBe(1)
  expect((await exported(world)).proposals.map(({ kind, charterVersion }) => [kind, charterVersion])).toEqual([['charter', 1], ['clause', 2]])
})

test.each([['rejected', 'against', {}], ['without a quorum', null, { quorum: { all: { kind: 'number', electors: 5 }, roles: {} } }]] as const)('a charter that was %s leaves the one in force as it is, and another may be proposed', async (_what, choice, change) => {
  const world = await aWorkspace(app)
  const proposal = await propose(world, change)
  if (choice) await castAll(world, proposal, choice)
  expect((await close(world, proposal)).body).toMatchObject({ result: { outcome: choice ? 'rejected' : 'invalid' }, charter: { state: 'rejected' } })
  expect(await inForce(world)).toMatchObject({ proposalId: null, charter: { version: 1 } })
  expect(verifyExport(await exported(world), { sha256 }).fault).toBeNull()
  expect((await propose(world)).number).toBe(2)
})

test('a closing that breaks off while the charter is written leaves the vote open and the charter as it was; closed again, it is there once', async () => {
  const world = await aWorkspace(app)
  const proposal = await propose(world)
  await castAll(world, proposal, 'for')
  await app.sql(`create or replace function break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$`)
  await app.sql('create trigger break_off before insert on charter for each row execute function break_off()')
  try {
    expect((await close(world, proposal)).status).toBe(500)
  } finally {
    await app.sql('drop trigger break_off on charter')
  }
  expect(await read(world, proposal)).toMatchObject({ closedAt: null, result: null, charter: { state: 'proposed' } })
  expect([(await charterOf(world)).version, await acts(world, 'proposal.closed')]).toEqual([1, []])
  await app.stop()
  await app.start()
  await app.sql(`update proposal set "closesAt" = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = $1`, [proposal.id])
  const atDeadline = () => app.running().unitOfWork(null, (context) => closeAtDeadline(context, proposal.id))
  await Promise.all([atDeadline(), atDeadline()])
  await atDeadline()
  expect(await read(world, proposal)).toMatchObject({ result: { outcome: 'adopted' }, charter: { state: 'inForce' } })
  expect([(await charterOf(world)).version, (await acts(world, 'charter.adopted')).length, (await acts(world, 'proposal.closed')).length]).toEqual([2, 2, 1])
})

test('a charter that was changed meanwhile stays: the adopted one is stopped, and page and record say why', async () => {
  const world = await aWorkspace(app)
  const proposal = await propose(world)
  await castAll(world, proposal, 'for')
  await changeMeanwhile(world)
  expect((await close(world, proposal)).body).toMatchObject({ result: { outcome: 'adopted' }, charter: { state: 'stopped' } })
  expect(await inForce(world)).toMatchObject({ proposalId: null, charter: { version: 2 } })
  expect((await charterOf(world)).rights['clause.edit'].stages.ethicist).toBeUndefined()
  expect(await acts(world, 'charter.stopped')).toMatchObject([{ ids: { proposalId: proposal.id }, facts: { number: 1, version: 2, inForce: 2, hash: proposal.hash, because: 'charterMoved' } }])
})

test('a charter that could not follow the one in force is not put to the vote, and the refusal says what is wrong with it', async () => {
  const world = await aWorkspace(app)
  const charter = await charterOf(world)
  const because = async (proposed: Charter, change: object = {}) => { const { status, body } = await ask(world, proposed, change); return [status, body.error.details.because] }
  expect(await because({ ...charter, version: 2 })).toEqual([422, 'charterUnchanged'])
  expect(await because({ ...lettingEthicistsWrite(charter), version: 3 })).toEqual([409, 'charterMoved'])
  expect(await because(lettingEthicistsWrite(charter, []))).toEqual([422, 'charterStages'])
  expect(await because(lettingEthicistsWrite(charter), { method: { kind: 'score' } })).toEqual([422, 'alternatives'])
  expect((await ask(world, { ...lettingEthicistsWrite(charter), more: true } as unknown as Charter)).status).toBe(422)
  await propose(world)
  expect(await because(lettingEthicistsWrite(charter))).toEqual([409, 'openOnCharter'])
  expect((await ask(world, lettingEthicistsWrite(charter), {}, 'policymaker')).status).toBe(403)
})

test('nobody changes the charter without a vote by default; a charter that lets somebody is itself decided, and then they may', async () => {
  const world = await aWorkspace(app)
  const charter = await charterOf(world)
  const facilitator = await world.as('facilitator')
  const change = async (proposed: Charter) => (await facilitator.put<Refused>(`/api/workspaces/${world.workspaceId}/charter`, { charter: proposed })).status
  expect(capabilities.filter((capability) => Object.keys(charter.rights[capability].stages).length === 0)).toEqual(['charter.change'])
  expect(await change(lettingEthicistsWrite(charter))).toBe(403)
  const { body: proposal } = await ask(world, lettingFacilitatorsChange(charter))
  await castAll(world, proposal, 'for')
  await close(world, proposal)
  expect(await change(lettingEthicistsWrite(charter))).toBe(409)
  expect(await change(lettingEthicistsWrite(await charterOf(world)))).toBe(200)
  expect(await inForce(world)).toMatchObject({ proposalId: null, charter: { version: 3 } })
})

test('whoever has the export finds a changed byte of an adopted charter and of the one in force, and so does the server', async () => {
  const world = await aWorkspace(app)
  const adopted = await propose(world)
  await castAll(world, adopted, 'for')
  await close(world, adopted)
  const file = await exported(world)
  const faultIn = (change: Partial<RecordExport>) => verifyExport({ ...file, ...change }, { sha256 }).fault
  expect(faultIn({})).toBeNull()
  const proposals = (change: object) => ({ proposals: file.proposals.map((own) => ({ ...own, ...change })) })
  const words = adopted.words?.canonical ?? ''
  expect(faultIn(proposals({ words: words.replace('"ethicist"', '"ethicisT"') }))).toMatchObject({ code: 'wordsHash', path: 'proposals[0].words', proposal: 1 })
  expect(faultIn({ charters: file.charters.map((own) => (own.version === 2 ? { ...own, canonical: own.canonical.replace('"voting"', '"votinG"') } : own)) })).toMatchObject({ code: 'charterHash', path: 'charters[1].canonical' })
  expect(faultIn(proposals({ kind: 'question' }))).toMatchObject({ code: 'openingDiffers', path: 'proposals[0].kind' })
  const checked = () => verifyVotes(app.running().db.prisma, makeHistory(app.running().db.pool))
  expect((await checked()).find(({ id }) => id === adopted.id)).toMatchObject({ fault: null })
  await app.sql(`update charter set content = jsonb_set(content, '{rights,clause.edit,stages,ethicist}', '["voting"]') where "workspaceId" = $1 and version = 2`, [world.workspaceId])
  expect((await checked()).find(({ id }) => id === adopted.id)).toMatchObject({ fault: 'charter' })
  await app.sql(`update charter set content = jsonb_set(content, '{rights,clause.edit,stages,ethicist}', '["drafting","deliberation"]') where "workspaceId" = $1 and version = 2`, [world.workspaceId])
})
