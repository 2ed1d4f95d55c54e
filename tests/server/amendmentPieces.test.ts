import pino from 'pino'
import { expect, test } from 'vitest'
import type { AmendmentView, DifferenceView } from '#domain/contract/amendments.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import type { PiecesView, PieceView } from '#domain/contract/pieces.ts'
import type { RecordView } from '#domain/contract/records.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { restore } from '#server/cli/restore.ts'
import { verify } from '#server/cli/verify.ts'
import { act, branch, get, move, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { runs } from '#tests/support/commands.ts'
import { type Drafter, drafts, paragraphOf, wordsOf } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type Clause, type World } from '#tests/support/world.ts'

const app = anApp()

const look = async (world: World, persona: string, { id }: AmendmentView) => (await (await world.as(persona)).get<PiecesView>(`/api/amendments/${id}/pieces`)).body
const rebase = async (world: World, persona: string, { id }: AmendmentView, input: object) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${id}/rebase`, input)
const settle = async (world: World, persona: string, { id }: AmendmentView, pieces: unknown) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${id}/settle`, { accepted: true, pieces, reason: 'These are clearer.' })
const headOf = async ({ draftId }: World) => Number((await app.sql<{ seq: string }>('select seq from text where id = $1', [`draft:${draftId}`]))[0]?.seq)
const ids = (pieces: readonly PieceView[]) => pieces.map(({ id }) => id)
const asSeen = ({ seq, pieces }: PiecesView) => ({ seq, take: ids(pieces.filter(({ stand }) => stand === 'clean')), leave: ids(pieces.filter(({ stand }) => stand !== 'clean')) })

/** An amendment with a piece at the beginning of each article, handed in. */
async function twoPieces(world: World) {
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(world.first, 'Within a day, ')
  writer.type(world.second, 'Always ')
  await until(() => writer.acknowledged().count > 1)
  return { amendment: (await act(world, 'ethicist', amendment, 'lodge')).body, writer }
}
/** Somebody writes in the draft itself. */
async function drafting(world: World, write: (drafter: Drafter) => void, persona = 'policymaker') {
  const drafter = drafts(await world.as(persona), world)
  await drafter.synced()
  write(drafter)
  await until(() => drafter.acknowledged().count > 0)
  return drafter
}
const atEnd = (clause: Clause, added: string) => (drafter: Drafter) => { const text = paragraphOf(drafter.doc, clause); text.insert(text.length, added) }
const difference = async (world: World, { id }: AmendmentView) => (await (await world.as('ethicist')).get<DifferenceView>(`/api/amendments/${id}/difference`)).body

test('each piece is told as an instruction, and on the text that it was made from it is clean', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  const { isBehind, pieces } = await look(world, 'policymaker', amendment)
  expect(isBehind).toBe(false)
  expect(pieces).toMatchObject([
    { clauseId: world.first.id, stand: 'clean', needs: null, changed: null, now: world.first.words, wanted: `Within a day, ${world.first.words}`, instruction: { code: 'insertBefore', new: 'Within a day,' } },
    { clauseId: world.second.id, stand: 'clean', instruction: { code: 'insertBefore', new: 'Always' } },
  ])
  const french = await (await world.as('policymaker')).get<PiecesView>(`/api/amendments/${amendment.id}/pieces?language=fr`)
  expect(french.body.pieces[0]?.instruction).toMatchObject({ place: { label: expect.stringMatching(/^article/) } })
})

test('a draft that changed elsewhere in the clause: the pieces are clean, told with who changed it, and go on in the branch that every sponsor has open', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer } = await twoPieces(world)
  await drafting(world, atEnd(world.first, ' It counts.'))
  const seen = await look(world, 'ethicist', amendment)
  expect(seen.isBehind).toBe(true)
  expect(seen.pieces.map(({ stand, changed }) => [stand, changed?.by.id ?? null])).toEqual([['clean', world.userId('policymaker')], ['clean', null]])
  const { status, body } = await rebase(world, 'ethicist', amendment, asSeen(seen))
  expect([status, body.baseSeq]).toEqual([200, seen.seq])
  await writer.reads(world.first, `Within a day, ${world.first.words} It counts.`)
  expect((await difference(world, amendment)).clauses.map(({ id, blocks }) => [id, blocks.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind !== 'same').map(({ text }) => text))]))
    .toEqual([[world.first.id, ['Within a day, ']], [world.second.id, ['Always ']]])
  expect((await difference(world, amendment)).hasMoved).toEqual([])
  expect((await act(world, 'ethicist', amendment, 'seal')).status).toBe(200)
  const { body: { entries } } = await (await world.as('policymaker')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(entries.find(({ name }) => name === 'amendment.rebased')).toMatchObject({ actor: { id: world.userId('ethicist') }, facts: { number: 1, from: seen.from, to: seen.seq, taken: 2, left: 0 } })
})

test('a piece in conflict is named with who changed the place, is not taken, and is left out to be written again by hand', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer } = await twoPieces(world)
  await drafting(world, (drafter) => drafter.type(world.first, 'At once, '), 'policymaker-2')
  const seen = await look(world, 'ethicist', amendment)
  expect(seen.pieces).toMatchObject([
    { stand: 'conflict', now: `At once, ${world.first.words}`, wanted: `Within a day, ${world.first.words}`, changed: { by: { id: world.userId('policymaker-2') } } }, { stand: 'clean', changed: null },
  ])
  const [conflicting] = ids(seen.pieces)
  expect((await rebase(world, 'ethicist', amendment, { seq: seen.seq, take: ids(seen.pieces), leave: [] })).body.error.details).toEqual({ because: 'textMoved', pieceId: conflicting })
  expect(writer.words(world.first)).toBe(`Within a day, ${world.first.words}`)
  expect((await rebase(world, 'ethicist', amendment, asSeen(seen))).status).toBe(200)
  await writer.reads(world.first, `At once, ${world.first.words}`)
  expect(ids((await look(world, 'ethicist', amendment)).pieces)).toEqual(ids(seen.pieces.slice(1)))
})

test('whoever only took words out is told too', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  await drafting(world, (drafter) => { const text = paragraphOf(drafter.doc, world.second); text.delete(text.length - 4, 4) }, 'policymaker-2')
  expect((await look(world, 'ethicist', amendment)).pieces.map(({ stand, changed }) => [stand, changed?.by.id ?? null])).toEqual([['clean', null], ['clean', world.userId('policymaker-2')]])
})

test('a look that is no longer true is refused: the draft changed there again, or another sponsor wrote another piece', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer } = await twoPieces(world)
  const drafter = await drafting(world, atEnd(world.first, ' It counts.'))
  const seen = await look(world, 'ethicist', amendment)
  atEnd(world.first, ' Again.')(drafter)
  await until(async () => (await words(world, world.first.id))?.endsWith('Again.') ?? false)
  expect((await rebase(world, 'ethicist', amendment, asSeen(seen))).body.error.details).toEqual({ because: 'moved' })
  const later = await look(world, 'ethicist', amendment)
  atEnd(world.second, ' And more.')(writer)
  await until(async () => (await look(world, 'ethicist', amendment)).pieces.length === 3)
  expect((await rebase(world, 'ethicist', amendment, asSeen(later))).body.error.details).toEqual({ because: 'moved' })
  expect((await rebase(world, 'ethicist', amendment, { ...asSeen(later), leave: ids(later.pieces) })).body.error.details).toEqual({ because: 'moved' })
  expect((await get(world, 'ethicist', amendment)).body.baseSeq).toBe(seen.from)
  // What the draft changes elsewhere is no reason.
  expect((await rebase(world, 'ethicist', amendment, asSeen(await look(world, 'ethicist', amendment)))).status).toBe(200)
})

test('a draft that was put back is another text: what it changed is told as the change of whoever put it back, and what it did not touch as nobody\'s', async () => {
  const world = await aWorkspace(app)
  const before = await headOf(world)
  const drafter = await drafting(world, atEnd(world.first, ' For now.'))
  const { amendment, writer } = await twoPieces(world)
  const [person] = await app.sql<{ email: string }>('select email from "user" where id = $1', [world.userId('facilitator')])
  const { code, said } = await runs(restore, app.databaseUrl, '--draft', world.draftId, '--to', String(before), '--by', person?.email ?? '', '--reason', 'Not yet agreed')
  expect(code, said.join()).toBe(0)
  // The server has heard of it.
  await drafter.closedWith(4409)
  const seen = await look(world, 'ethicist', amendment)
  expect(seen.pieces.map(({ stand, changed }) => [stand, changed?.by.id ?? null])).toEqual([['clean', world.userId('facilitator')], ['clean', null]])
  const { status, body } = await rebase(world, 'ethicist', amendment, asSeen(seen))
  expect([status, body.error]).toEqual([200, undefined])
  await writer.reads(world.first, `Within a day, ${world.first.words}`)
})

test('only sponsors bring it up to date, and never once its words are sealed; what is kept private stays so', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  const seen = asSeen(await look(world, 'ethicist', amendment))
  for (const persona of ['policymaker', 'civilSociety', 'facilitator']) expect([persona, (await rebase(world, persona, amendment, seen)).status]).toEqual([persona, 403])
  await act(world, 'ethicist', amendment, 'seal')
  expect((await rebase(world, 'ethicist', amendment, seen)).body.error.details).toMatchObject({ because: 'amendmentUnsealed' })
  const secret = await move(world)
  expect((await (await world.as('policymaker')).get(`/api/amendments/${secret.id}/pieces`)).status).toBe(404)
})

test('accepted in part, exactly those words stand in the draft, as its sponsor\'s; the rest is rejected with one reason, and verify finds what was written', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  await drafting(world, atEnd(world.second, ' It counts.'))
  const [, second] = ids((await look(world, 'policymaker', amendment)).pieces)
  const { body } = await settle(world, 'policymaker', amendment, [second])
  expect(body).toMatchObject({ state: 'consolidated', outcome: 'agreedToInPart', settled: { accepted: true, pieces: [second], reason: 'These are clearer.', by: { id: world.userId('policymaker') } } })
  expect(await words(world, world.first.id)).toBe(world.first.words)
  expect(await words(world, world.second.id)).toBe(`Always ${world.second.words} It counts.`)
  const attribution = await (await world.as('policymaker')).get<AttributionView>(`/api/drafts/${world.draftId}/clauses/${world.second.id}/attribution`)
  const wroteThat = (text: string) => attribution.body.blocks.flatMap(({ runs }) => runs).find((run) => run.text.includes(text))?.userId
  expect([wroteThat('Always'), wroteThat('It counts')]).toEqual([world.userId('ethicist'), world.userId('policymaker')])
  const { body: { entries } } = await (await world.as('policymaker')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(entries[0]).toMatchObject({ name: 'amendment.settled', actor: { id: world.userId('policymaker') }, facts: { accepted: true, taken: 1, left: 1, clauses: [world.second.id], hash: body.words?.hash } })

  const exported = (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body
  expect(exported.consolidations).toMatchObject([{ amendmentId: amendment.id, proposalId: null, hash: body.words?.hash }])
  expect(verifyExport(exported, { sha256 }).fault).toBe(null)
  const forged = JSON.parse(JSON.stringify(exported).replaceAll('Always ', 'Seldom ')) as RecordExport
  expect(verifyExport(forged, { sha256 }).fault).toMatchObject({ code: 'sealedHash' })

  const said: string[] = []
  const check = async () => [await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line)), said.at(-1)]
  expect((await check())[0]).toBe(0)
  await app.sql('update amendment set words = replace(words, \'Always\', \'Seldom\') where id = $1', [amendment.id])
  expect(await check()).toEqual([1, expect.stringContaining(`(${amendment.id}): hash`)])
  // With its hash made anew, it is still not what the draft has.
  await app.sql('update amendment set hash = encode(sha256(convert_to(words, \'UTF8\')), \'hex\') where id = $1', [amendment.id])
  expect(await check()).toEqual([1, expect.stringContaining(`(${amendment.id}): words`)])
})

test('what is in conflict is not accepted, nor is all of what has a piece in conflict; all pieces by name are the whole, none is a rejection', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  await drafting(world, (drafter) => drafter.type(world.first, 'At once, '))
  const [first, second] = ids((await look(world, 'policymaker', amendment)).pieces)
  for (const pieces of ['all', [first], [first, second]]) expect((await settle(world, 'policymaker', amendment, pieces)).body.error.details).toEqual({ because: 'textMoved', pieceId: first })
  expect((await settle(world, 'policymaker', amendment, ['words:of:nobody'])).body.error.details).toMatchObject({ because: 'moved' })
  expect((await get(world, 'ethicist', amendment)).body.state).toBe('lodged')
  expect((await settle(world, 'policymaker', amendment, [])).body).toMatchObject({ state: 'decided', outcome: 'disagreedTo', settled: { accepted: false } })
  const other = (await twoPieces(world)).amendment
  const whole = ids((await look(world, 'policymaker', other)).pieces)
  expect((await settle(world, 'policymaker', other, whole)).body).toMatchObject({ outcome: 'agreedTo', settled: { pieces: [] } })
  expect(await words(world, world.first.id)).toBe(`Within a day, At once, ${world.first.words}`)
})

test('a piece of a clause that is voted on waits, the others can be accepted', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  await openVote(world)
  const [first, second] = ids((await look(world, 'policymaker', amendment)).pieces)
  expect((await settle(world, 'policymaker', amendment, [first])).status).toBe(423)
  expect((await settle(world, 'policymaker', amendment, [second])).body.outcome).toBe('agreedToInPart')
})

test('what others write in the same moment has no part in the text of the row that an edit of the server is', async () => {
  const world = await aWorkspace(app)
  const { texts } = app.running()
  const room = `draft:${world.draftId}`
  const put = (words: string, persona: string) => texts.edit(room, { userId: world.userId(persona) }, (doc) => paragraphOf(doc, world.first).insert(0, words))
  const [first, second] = await Promise.all([put('First, ', 'ethicist'), put('Second, ', 'civilSociety')])
  const at = async (seq: number) => wordsOf((await texts.history.at(room, seq)).doc, world.first)
  expect([await at(first.seq), await at(second.seq)]).toEqual([`First, ${world.first.words}`, `Second, First, ${world.first.words}`])
})

test('two who settle it in the same moment: one does, and the words stand there once', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await twoPieces(world)
  const [first, second] = ids((await look(world, 'policymaker', amendment)).pieces)
  const answers = await Promise.all([settle(world, 'policymaker', amendment, [first]), settle(world, 'policymaker-2', amendment, [second])])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const isFirst = answers[0]?.status === 200
  expect([await words(world, world.first.id), await words(world, world.second.id)])
    .toEqual(isFirst ? [`Within a day, ${world.first.words}`, world.second.words] : [world.first.words, `Always ${world.second.words}`])
})
