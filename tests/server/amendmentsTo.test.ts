import { expect, test } from 'vitest'
import type { AmendmentView, DifferenceView } from '#domain/contract/amendments.ts'
import type { OrderView } from '#domain/contract/marshalling.ts'
import type { PiecesView } from '#domain/contract/pieces.ts'
import type { RecordView } from '#domain/contract/records.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { act, branch, consolidated, get, lodged, move, putToVote, vote, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { type Drafter, paragraphOf } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const toChange = ({ id }: AmendmentView) => ({ title: 'Within an hour', beginsWith: { amendmentId: id, as: 'change' } })
const tryToMove = async (world: World, persona: string, input: object) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/drafts/${world.draftId}/amendments`, input)
const answer = async (world: World, persona: string, { amends, id }: AmendmentView, input: object) =>
  (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${amends?.id}/answers/${id}`, { reason: 'It is clearer.', ...input })
const changed = async (world: World, persona: string, { id }: AmendmentView) => (await (await world.as(persona)).get<DifferenceView>(`/api/amendments/${id}/difference`)).body.clauses
  .flatMap(({ blocks }) => blocks.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind !== 'same').map(({ text }) => text)))
const written = async (writer: Drafter, write: () => void) => {
  const { count } = writer.acknowledged()
  write()
  await until(() => writer.acknowledged().count > count)
}

/** An amendment of the ethicist, and one of civil society that would change its words and those of another clause; both handed in. */
async function amended(world: World) {
  const { amendment, writer } = await lodged(world)
  const begun = await move(world, 'civilSociety', toChange(amendment))
  const changer = await branch(world, 'civilSociety', begun)
  await written(changer, () => changer.type(world.first, 'At once, or ', 0))
  await written(changer, () => changer.type(world.second, 'Always '))
  return { amendment, writer, changer, amending: (await act(world, 'civilSociety', begun, 'lodge')).body }
}

test('what changes an amendment is shown against that one, and its sponsors take its words in: the draft stays, both read them, the record tells', async () => {
  const world = await aWorkspace(app)
  const before = await words(world, world.first.id)
  const { amendment, writer, amending } = await amended(world)
  expect([amending.number, amending.amends]).toEqual([2, { id: amendment.id, number: 1, title: amendment.title }])
  expect(await changed(world, 'observer', amending)).toEqual(['At once, or ', 'Always '])
  const { status, body } = await answer(world, 'ethicist', amending, { accepted: true })
  expect([status, body.state, body.outcome, body.settled?.by.id]).toEqual([200, 'decided', 'agreedTo', world.userId('ethicist')])
  await writer.reads(world.first, `At once, or Within a day, ${world.first.words}`)
  expect(await changed(world, 'observer', amendment)).toEqual(['At once, or Within a day, ', 'Always '])
  expect(await words(world, world.first.id)).toBe(before)
  const { body: { entries } } = await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)
  expect(entries.find(({ name }) => name === 'amendment.answered')).toMatchObject({ actor: { id: world.userId('ethicist') }, ids: { amendmentId: amending.id, amendsId: amendment.id }, facts: { number: 2, amends: 1, accepted: true, taken: 2, left: 0, reason: 'It is clearer.' } })
})

test('the words that were taken in are sealed, voted on and written into the draft with the amendment, and an outsider can check it', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer, amending } = await amended(world)
  await answer(world, 'ethicist', amending, { accepted: true })
  writer.leave()
  const { body: fixed } = await act(world, 'ethicist', amendment, 'seal')
  expect(fixed.words?.canonical).toContain('At once, or Within a day, ')
  await vote(world, await putToVote(world, fixed), 'for')
  await consolidated(world, fixed)
  expect(await words(world, world.first.id)).toContain(`At once, or Within a day, ${world.first.words}`)
  const { body: file } = await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)
  expect(verifyExport(file, { sha256 }).fault).toBeNull()
})

test('some of its pieces are taken in, the others are not', async () => {
  const world = await aWorkspace(app)
  const { writer, amending } = await amended(world)
  const { body: { pieces } } = await (await world.as('ethicist')).get<PiecesView>(`/api/amendments/${amending.id}/pieces`)
  const [one] = pieces.filter(({ clauseId }) => clauseId === world.second.id)
  const { body } = await answer(world, 'ethicist', amending, { accepted: true, pieces: [one?.id] })
  expect([body.outcome, body.settled?.pieces]).toEqual(['agreedToInPart', [one?.id]])
  await writer.reads(world.second, `Always ${world.second.words}`)
  expect(writer.words(world.first)).toBe(`Within a day, ${world.first.words}`)
})

test('only the sponsors answer, once; nobody else settles it, and it is not sealed', async () => {
  const world = await aWorkspace(app)
  const { amending } = await amended(world)
  for (const persona of ['civilSociety', 'policymaker', 'facilitator']) expect([persona, (await answer(world, persona, amending, { accepted: true })).status]).toEqual([persona, 403])
  const settled = await (await world.as('policymaker')).post<Refused>(`/api/amendments/${amending.id}/settle`, { accepted: true, reason: 'It is better.' })
  expect([settled.status, settled.body.error?.details?.['because']]).toEqual([409, 'amendsAmendment'])
  const seal = await act(world, 'civilSociety', amending, 'seal')
  expect([seal.status, seal.body.error?.details?.['because']]).toEqual([409, 'amendsAmendment'])
  expect((await answer(world, 'ethicist', amending, { accepted: true, reason: '' })).status).toBe(422)
  expect((await answer(world, 'ethicist', amending, { accepted: false })).body.outcome).toBe('disagreedTo')
  const again = await answer(world, 'ethicist', amending, { accepted: true })
  expect([again.status, again.body.error?.details?.['because']]).toEqual([409, 'moved'])
})

test('words are not sealed while somebody waits for an answer', async () => {
  const world = await aWorkspace(app)
  const { amendment, writer, amending } = await amended(world)
  const early = await act(world, 'ethicist', amendment, 'seal')
  expect([early.status, early.body.error?.details?.['because']]).toEqual([409, 'unanswered'])
  await written(writer, () => writer.type(world.first, 'Still: '))
  await answer(world, 'ethicist', amending, { accepted: false })
  expect((await act(world, 'ethicist', amendment, 'seal')).body.state).toBe('sealed')
})

test('handed in and sealed in the same moment: never is one sealed while an amendment to it waits', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  const begun = await move(world, 'civilSociety', toChange(amendment))
  const changer = await branch(world, 'civilSociety', begun)
  await written(changer, () => changer.type(world.second, 'Always '))
  const [sealing, lodging] = await Promise.all([act(world, 'ethicist', amendment, 'seal'), act(world, 'civilSociety', begun, 'lodge')])
  const refused = [sealing, lodging].filter(({ status }) => status === 409).map(({ body }) => body.error?.details?.['because'])
  expect(['unanswered', 'notAmendable']).toContain(refused[0])
  expect(refused).toHaveLength(1)
})

test('what its sponsors do not take in goes on as an amendment of its own, with their words and its own, and excludes theirs', async () => {
  const world = await aWorkspace(app)
  const { amendment, amending } = await amended(world)
  await answer(world, 'ethicist', amending, { accepted: false })
  const own = await move(world, 'civilSociety', { beginsWith: { amendmentId: amending.id, as: 'copy' } })
  expect([own.amends, own.baseSeq]).toEqual([null, amendment.baseSeq])
  expect(await changed(world, 'civilSociety', own)).toEqual(['At once, or Within a day, ', 'Always '])
  await act(world, 'civilSociety', own, 'lodge')
  const { body: { groups } } = await (await world.as('observer')).get<OrderView>(`/api/drafts/${world.draftId}/amendments/order`)
  expect(groups.map((group) => group.map(({ amendment: { number } }) => number).sort())).toEqual([[1, 3]])
})

test('an amendment that is taken back leaves those to it uncalled, and takes no more', async () => {
  const world = await aWorkspace(app)
  const { amendment, changer, amending } = await amended(world)
  const late = await move(world, 'creator', toChange(amendment))
  const writer = await branch(world, 'creator', late)
  await written(writer, () => writer.type(world.second, 'Never '))
  expect((await act(world, 'ethicist', amendment, 'withdraw')).status).toBe(200)
  expect((await get(world, 'observer', amending)).body).toMatchObject({ state: 'decided', outcome: 'notCalled', preempted: { by: { id: amendment.id }, clauseId: null } })
  // Whoever was writing in it is put out.
  await until(() => changer.closes.length > 0)
  for (const refused of [await act(world, 'creator', late, 'lodge'), await tryToMove(world, 'creator', toChange(amendment))]) expect([refused.status, refused.body.error?.details?.['because']]).toEqual([409, 'notAmendable'])
})

test('where the amendment has changed meanwhile its words are not taken in before the other was brought up to date', async () => {
  const world = await aWorkspace(app)
  const { writer, amending } = await amended(world)
  await written(writer, () => { const text = paragraphOf(writer.doc, world.first); text.delete(0, 'Within'.length); text.insert(0, 'In') })
  const refused = await answer(world, 'ethicist', amending, { accepted: true })
  expect([refused.status, refused.body.error?.details?.['because']]).toEqual([409, 'textMoved'])
  const { body: look } = await (await world.as('civilSociety')).get<PiecesView>(`/api/amendments/${amending.id}/pieces`)
  expect(look.isBehind).toBe(true)
  const [take, leave] = [look.pieces.filter(({ stand }) => stand === 'clean'), look.pieces.filter(({ stand }) => stand !== 'clean')].map((pieces) => pieces.map(({ id }) => id))
  expect((await (await world.as('civilSociety')).post(`/api/amendments/${amending.id}/rebase`, { seq: look.seq, take, leave })).status).toBe(200)
  expect((await answer(world, 'ethicist', amending, { accepted: true })).body.outcome).toBe('agreedTo')
  await writer.reads(world.second, `Always ${world.second.words}`)
})

test('what the amendment says already, by its sponsors or by an answer that a kill cut off, can be agreed to, and stands there once', async () => {
  const world = await aWorkspace(app)
  const { writer, amending } = await amended(world)
  await written(writer, () => writer.type(world.first, 'At once, or '))
  await written(writer, () => writer.type(world.second, 'Always '))
  expect((await answer(world, 'ethicist', amending, { accepted: true })).body.outcome).toBe('agreedTo')
  expect([writer.words(world.first), writer.words(world.second)]).toEqual([`At once, or Within a day, ${world.first.words}`, `Always ${world.second.words}`])
})

test('there is no third degree, nor an amendment to what one may not see or what is not handed in', async () => {
  const world = await aWorkspace(app)
  const { amending } = await amended(world)
  const third = await tryToMove(world, 'creator', toChange(amending))
  expect([third.status, third.body.error?.details?.['because']]).toEqual([409, 'thirdDegree'])
  const secret = await move(world, 'ethicist')
  for (const as of ['change', 'copy']) expect((await tryToMove(world, 'creator', { title: 'Curious', beginsWith: { amendmentId: secret.id, as } })).status).toBe(404)
  const open = await move(world, 'ethicist', { openTo: 'all' })
  const early = await tryToMove(world, 'creator', toChange(open))
  expect([early.status, early.body.error?.details?.['because']]).toEqual([409, 'notAmendable'])
})
