import pino from 'pino'
import { expect, test } from 'vitest'
import type { ClauseDecisionsView } from '#domain/contract/history.ts'
import type { RecordView } from '#domain/contract/records.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { verify } from '#server/cli/verify.ts'
import { lodged, words } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const slip = { old: 'recieves', new: 'receives', reason: 'The letters are the wrong way round.' }
const correct = async (world: World, point: object = slip, persona = 'facilitator', clauseId = world.first.id) =>
  (await world.as(persona)).post<{ seq: number } & Refused>(`/api/drafts/${world.draftId}/clauses/${clauseId}/corrections`, point)

/** The first clause with a slip of the pen in it. */
async function aSlip(): Promise<World> {
  const world = await aWorkspace(app)
  const drafter = drafts(await world.as('policymaker'), world)
  await drafter.synced()
  drafter.type(world.first, 'The court recieves a copy and may keep it. ')
  await until(() => drafter.acknowledged().seq > 1)
  drafter.leave()
  return world
}

async function adopt(world: World) {
  const { id, words: fixed } = await openVote(world)
  for (const persona of ['policymaker', 'civilSociety']) await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { choice: 'for', hash: fixed?.hash ?? null })
  await (await world.as('facilitator')).post(`/api/proposals/${id}/close`)
}

const decisionsOn = async (world: World) => (await (await world.as('policymaker')).get<ClauseDecisionsView>(`/api/drafts/${world.draftId}/clauses/${world.first.id}/decisions`)).body
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body
const faultIn = (file: unknown) => verifyExport(file, { sha256 }).fault

test('a printing point of adopted words is corrected, stands in the record and among the decisions, and anyone can check that nothing else was changed', async () => {
  const world = await aSlip()
  await adopt(world)
  const { status, body: { seq } } = await correct(world)
  expect(status).toBe(200)
  expect(await words(world, world.first.id)).toMatch(/^The court receives a copy and may keep it\. /)
  const record = (await (await world.as('policymaker')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record`)).body
  expect(record.entries[0]).toMatchObject({ name: 'clause.corrected', ids: { clauseId: world.first.id }, facts: { ...slip, seq } })
  const { decisions, origin } = await decisionsOn(world)
  expect(decisions).toMatchObject([{ kind: 'corrected', correction: { old: 'recieves', new: 'receives' }, reason: slip.reason, by: { id: world.userId('facilitator') } }, { kind: 'adopted' }])
  expect(origin).toBe(decisions[1]?.seq)

  const lines: string[] = []
  expect(await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => lines.push(line))).toBe(0)
  expect(lines).toContain(`correction of clause ${world.first.id} in row ${seq}: the words of before with the printing point, and nothing else`)
  const file = await exported(world)
  expect(faultIn(file)).toBeNull()
  const [corrected] = file.corrections ?? []
  if (!corrected) throw new Error('the file has the correction')
  expect(faultIn({ ...file, corrections: [] })).toMatchObject({ code: 'correctionMissing' })
  expect(faultIn({ ...file, corrections: [{ ...corrected, after: corrected.after.replace('may', 'shall') }] })).toMatchObject({ code: 'correctionHash', path: 'corrections[0].after' })
  expect(faultIn({ ...file, corrections: [{ ...corrected, clauseId: world.second.id }] })).toMatchObject({ code: 'correctionUnrecorded' })
})

test('what nobody decided on, what is being voted on, what changes the sense, and whoever has not the right are refused, and nothing is written', async () => {
  const world = await aSlip()
  const before = await words(world, world.first.id)
  const refusal = async (point: object = slip, persona = 'facilitator') => {
    const { status, body } = await correct(world, point, persona)
    return [status, body.error.details['because'] ?? body.error.code]
  }
  expect(await refusal()).toEqual([409, 'notAdopted'])
  await adopt(world)
  expect(await refusal({ ...slip, old: 'may keep', new: 'shall keep' })).toEqual([422, 'operativeWord'])
  expect(await refusal({ ...slip, old: 'court', new: 'authority' })).toEqual([422, 'tooManyLetters'])
  expect(await refusal(slip, 'policymaker')).toEqual([403, 'role'])
  await openVote(world)
  expect(await refusal()).toEqual([423, 'locked'])
  expect(await words(world, world.first.id)).toBe(before)
})

test('words accepted without a vote are among the decisions on the clause, with whose they are and why, and can be corrected', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world, world.first, 'The court recieves it. ')
  expect((await (await world.as('policymaker')).post(`/api/amendments/${amendment.id}/settle`, { accepted: true, reason: 'It was missing.' })).status).toBe(200)
  expect((await decisionsOn(world)).decisions).toMatchObject([{
    kind: 'accepted', reason: 'It was missing.', by: { id: world.userId('policymaker') }, amendment: { id: amendment.id, number: 1, isInPart: false, sponsors: [{ id: world.userId('ethicist') }] },
  }])
  expect((await correct(world)).status).toBe(200)
  expect(await words(world, world.first.id)).toMatch(/^The court receives it\. /)
})
