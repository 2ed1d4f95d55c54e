import { expect, test } from 'vitest'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { reminderAt } from '#domain/decisions/reminder.ts'
import { anApp } from '#tests/support/app.ts'
import { aBallotBox } from '#tests/support/ballotBox.ts'
import { listens } from '#tests/support/listener.ts'
import { until } from '#tests/support/until.ts'

const app = anApp()

/** When the reminder of a vote is due, by the queue that keeps it. */
async function due(proposalId: string): Promise<Date | undefined> {
  const [job] = await app.sql<{ at: Date }>('select run_at as at from graphile_worker.jobs where key = $1', [`remind:${proposalId}`])
  return job?.at
}
/** What the clock does when it is due. */
const ring = async (proposalId: string) => {
  await app.sql(`select graphile_worker.add_job('remindElectors', json_build_object('proposalId', $1::text), job_key => 'remind:' || $1)`, [proposalId])
  await until(async () => await due(proposalId) === undefined)
}
const reminders = (heard: readonly { name: string }[]) => heard.filter(({ name }) => name === 'proposal.reminded').length

test('a reminder is due a day before the deadline, and is put off with it', async () => {
  const box = await aBallotBox(app)
  const { openedAt, closesAt } = box.proposal
  expect(await due(box.id)).toEqual(reminderAt(new Date(openedAt), new Date(closesAt)))
  const later = new Date(Date.parse(closesAt) + 7 * 24 * 3600_000).toISOString()
  expect((await box.post('facilitator', 'extend', { closesAt: later, reason: 'More time.' })).status).toBe(200)
  expect(await due(box.id)).toEqual(new Date(Date.parse(later) - 24 * 3600_000))
})

test('everybody who listens is told once for each deadline, and nobody of whom', async () => {
  const box = await aBallotBox(app)
  const listener = await listens(await box.world.as('ethicist'))
  await ring(box.id)
  const { ids } = await listener.hears('proposal.reminded')
  expect(Object.keys(ids)).toEqual(['proposalId'])
  await ring(box.id)
  const later = new Date(Date.parse(box.proposal.closesAt) + 3600_000).toISOString()
  expect((await box.post('facilitator', 'extend', { closesAt: later, reason: 'More time.' })).status).toBe(200)
  await ring(box.id)
  await until(() => reminders(listener.heard) === 2)
  const { body } = await (await box.world.as('facilitator')).get<{ entries: { name: string }[] }>(`/api/workspaces/${box.world.workspaceId}/record`)
  expect(reminders(body.entries)).toBe(0)
})

test('of a vote that is over nobody is reminded', async () => {
  const box = await aBallotBox(app, { earlyClose: 'facilitator' })
  const listener = await listens(await box.world.as('ethicist'))
  expect((await box.post('facilitator', 'close')).body.result).not.toBeNull()
  await ring(box.id)
  const other = await aBallotBox(app)
  await other.expire()
  await ring(other.id)
  const { body } = await (await box.world.as('ethicist')).get<ProposalView>(box.path)
  expect([body.closedAt === null, reminders(listener.heard)]).toEqual([false, 0])
  expect(await app.sql('select 1 from proposal where id = any($1::uuid[]) and "remindedFor" is not null', [[box.id, other.id]])).toEqual([])
})
