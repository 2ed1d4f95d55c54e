import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalView, WordsReferencesView } from '#domain/contract/proposals.ts'
import { draftRoom } from '#domain/ids.ts'
import { canonicalDraft, readCanonicalDraft } from '#domain/text/canonical.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { verifyVotes } from '#server/features/proposals/verify.service.ts'
import { makeHistory } from '#server/texts/history.ts'
import { putToVote, sealed, vote, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const groups = ['policymaker', 'ethicist', 'civilSociety']
const openWhole = (world: World, change: object = {}) => openVote(world, { clauseId: null, wholeDraft: true, question: 'Shall the draft be adopted as a whole?', roles: groups, ...change })
const draftOf = async (world: World, persona = 'observer') => (await (await world.as(persona)).get<DraftView>(`/api/drafts/${world.draftId}`)).body
const textNow = (world: World) => app.running().texts.read(draftRoom(world.draftId), (doc) => canonicalDraft(readDraft(doc).nodes))
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body
const refusalOf = async (opening: Promise<ProposalView>) => opening.then(() => null, (error: Error) => error.message)
const insertArticle = (doc: Parameters<typeof addNode>[0], after: string) =>
  writeClause(addNode(doc, { id: crypto.randomUUID(), kind: 'article', parent: null, after }), { blocks: [{ type: 'paragraph', id: crypto.randomUUID(), inlines: [{ text: 'A new article.' }] }] })

test('a draft put to the vote as a whole is sealed under one hash that is on the ballot, in the record and on the page', async () => {
  const world = await aWorkspace(app)
  const proposal = await openWhole(world)
  expect(proposal).toMatchObject({ kind: 'draft', clauseId: null, words: { canonical: await textNow(world) } })
  expect(proposal.hash).toBe(createHash('sha256').update(proposal.words?.canonical ?? '').digest('hex'))
  expect(readCanonicalDraft(proposal.words?.canonical ?? '').map(({ id }) => id).slice(-2)).toEqual([world.first.id, world.second.id])
  const { body: references } = await (await world.as('observer')).get<WordsReferencesView>(`/api/proposals/${proposal.id}/references`)
  expect(references.references).toEqual([])
  const other = await (await world.as('ethicist')).put<Refused>(`/api/proposals/${proposal.id}/ballot`, { choice: 'for', hash: 'f'.repeat(64) })
  expect([other.status, other.body.error.details.because]).toEqual([409, 'hash'])
  expect((await exported(world)).record.at(-1)?.canonical).toContain(`"kind":"draft"`)
})

test('while the whole draft is voted on nobody writes in it, puts a provision in, takes one out or puts earlier words back; when it is decided all may again', async () => {
  const world = await aWorkspace(app)
  const writer = drafts(await world.as('policymaker'), world)
  await writer.synced()
  writer.type(world.second, 'Now ')
  await until(() => writer.acknowledged().seq > 1)
  writer.leave()
  const proposal = await openWhole(world)
  expect(await draftOf(world)).toMatchObject({ atRestFor: proposal.id })
  const acts = [
    (drafter: ReturnType<typeof drafts>) => drafter.type(world.first, 'Never '),
    ({ doc }: ReturnType<typeof drafts>) => doc.transact(() => insertArticle(doc, world.second.id)),
    ({ doc }: ReturnType<typeof drafts>) => doc.getMap('tree').delete(world.second.id),
  ]
  const before = await textNow(world)
  for (const act of acts) {
    const drafter = drafts(await world.as('policymaker'), world)
    await drafter.synced()
    act(drafter)
    await drafter.closedWith(4423)
    drafter.leave()
  }
  const restored = await (await world.as('policymaker')).post<Refused>(`/api/drafts/${world.draftId}/restore`, { seq: 1 })
  expect([restored.status, restored.body.error.code, await textNow(world)]).toEqual([423, 'locked', before])
  await vote(world, proposal, 'against')
  expect(await draftOf(world)).toMatchObject({ atRestFor: null, adoption: null })
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Again ')
  await until(() => drafter.acknowledged().seq > 1)
  expect(await words(world, world.first.id)).toBe(`Again ${world.first.words}`)
})

test('the lock holds over a restart of the server', async () => {
  const world = await aWorkspace(app)
  await openWhole(world)
  await app.stop()
  await app.start()
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.doc.transact(() => insertArticle(drafter.doc, world.second.id))
  await drafter.closedWith(4423)
})

test('a vote on words that are in another open vote is refused, whichever of the two is the whole draft', async () => {
  const world = await aWorkspace(app)
  const amendment = await sealed(world, world.second)
  const clause = await openVote(world)
  expect(await refusalOf(openWhole(world))).toMatch(/"code":"conflict".*"because":"openInDraft"/)
  await (await world.as('facilitator')).post(`/api/proposals/${clause.id}/close`)
  await openWhole(world)
  expect(await refusalOf(openVote(world))).toMatch(/"code":"conflict".*"because":"openProposal"/)
  expect(await refusalOf(putToVote(world, amendment))).toMatch(/"code":"conflict".*"because":"openProposal"/)
  expect(await refusalOf(openWhole(world))).toMatch(/"because":"openInDraft"/)
  expect((await openVote(world, { clauseId: null, question: 'Shall we meet again?' })).kind).toBe('question')
})

test('a draft with a provision without words or a reference that leads nowhere is not put to the vote, and stays awake', async () => {
  const world = await aWorkspace(app)
  await app.running().texts.edit(draftRoom(world.draftId), { userId: world.userId('policymaker') }, (doc) => {
    writeClause(addNode(doc, { id: crypto.randomUUID(), kind: 'article', parent: null, after: world.second.id }), { blocks: [{ type: 'paragraph', id: crypto.randomUUID(), inlines: [] }] })
  })
  expect(await refusalOf(openWhole(world))).toMatch(/"because":"notInOrder"/)
  expect(await draftOf(world)).toMatchObject({ atRestFor: null })
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'Still ')
  await until(async () => (await words(world, world.first.id)) === `Still ${world.first.words}`)
})

test('a draft that was adopted as a whole says by which decision, with which words, and what has been changed since then', async () => {
  const world = await aWorkspace(app)
  const proposal = await openWhole(world)
  const { body: closed } = await vote(world, proposal, 'for')
  expect(closed.result).toMatchObject({ outcome: 'adopted' })
  const adoption = { proposalId: proposal.id, number: 1, hash: proposal.hash, seq: proposal.words?.seq, closedAt: closed.closedAt }
  expect((await draftOf(world)).adoption).toEqual({ ...adoption, changed: [] })
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.second, 'Later, ')
  await until(() => drafter.acknowledged().seq > 1)
  expect((await draftOf(world)).adoption).toEqual({ ...adoption, changed: [world.second.id] })
})

test('without a quorum nothing is decided: the draft is awake, says nothing of an adoption, and may be put again', async () => {
  const world = await aWorkspace(app)
  const proposal = await openWhole(world, { quorum: { all: { kind: 'number', electors: 5 }, roles: {} } })
  expect((await (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${proposal.id}/close`)).body.result).toMatchObject({ outcome: 'invalid', because: 'noQuorum' })
  expect(await draftOf(world)).toMatchObject({ atRestFor: null, adoption: null })
  expect((await openWhole(world)).number).toBe(2)
})

test('whoever has the export finds a changed byte of the words of the draft, and of its kind, and the server finds that the text never had them', async () => {
  const world = await aWorkspace(app)
  const proposal = await openWhole(world)
  await vote(world, proposal, 'for')
  const file = await exported(world)
  expect(verifyExport(file, { sha256 })).toMatchObject({ fault: null })
  const changed = (change: object) => verifyExport({ ...file, proposals: file.proposals.map((own) => ({ ...own, ...change })) }, { sha256 }).fault
  expect(changed({ words: proposal.words?.canonical.replace('films', 'filmz') })).toMatchObject({ code: 'wordsHash', path: 'proposals[0].words', proposal: 1 })
  expect(changed({ kind: 'clause' })).toMatchObject({ code: 'openingDiffers', path: 'proposals[0].kind' })
  const checked = () => verifyVotes(app.running().db.prisma, makeHistory(app.running().db.pool))
  expect((await checked()).find(({ id }) => id === proposal.id)).toMatchObject({ fault: null })
  const other = (proposal.words?.canonical ?? '').replace('films', 'filmz')
  await app.sql('update proposal set words = $2, hash = $3 where id = $1', [proposal.id, other, createHash('sha256').update(other).digest('hex')])
  expect((await checked()).find(({ id }) => id === proposal.id)).toMatchObject({ fault: 'text' })
  await app.sql('update proposal set words = $2, hash = $3 where id = $1', [proposal.id, proposal.words?.canonical, proposal.hash])
})
