import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MeView } from '#domain/contract/accounts.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import type { NewInvitationView, SharedMailboxesView } from '#domain/contract/stakeholders.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client } from '#tests/support/client.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

/** Somebody who makes an account with this address and accepts an invitation to speak for a role. */
async function comesIn(world: World, email: string, standing: object = { role: 'civilSociety', functions: [] }): Promise<Client & { id: string }> {
  const client = app.nobody()
  expect((await client.post('/api/auth/sign-up/email', { name: 'Noor Haddad', email, password: 'correct horse battery' })).status).toBe(200)
  const { body: { token } } = await (await world.as('facilitator')).post<NewInvitationView>(`/api/workspaces/${world.workspaceId}/invitations`, standing)
  expect((await client.post('/api/invitations/accept', { token })).status).toBe(200)
  return { ...client, id: (await client.get<MeView>('/api/me')).body.user?.id ?? '' }
}

/** Two addresses of one mailbox that nobody else has. */
const twoOfOne = () => {
  const name = randomUUID().replaceAll('-', '')
  return [`${name}@gmail.com`, `${name.slice(0, 5)}.${name.slice(5).toUpperCase()}+second@googlemail.com`] as const
}
const acts = async (world: World, name: string) => (await (await world.as('observer')).get<{ entries: RecordEntryView[] }>(`/api/workspaces/${world.workspaceId}/record?name=${name}`)).body.entries
const shared = async (world: World, persona = 'facilitator') => (await world.as(persona)).get<SharedMailboxesView>(`/api/workspaces/${world.workspaceId}/shared-mailboxes`)
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body

test('V7 who comes in twice by an alias of one address gets in and votes, and the record says so of the joining and of the vote', async () => {
  const world = await aWorkspace(app)
  const [first, second] = twoOfOne()
  const one = await comesIn(world, first)
  expect(await acts(world, 'member.flagged')).toEqual([])
  const other = await comesIn(world, second, { role: 'ethicist', functions: [] })
  expect((await acts(world, 'member.flagged')).map(({ ids, facts }) => [ids['userId'], facts])).toEqual([[other.id, { sharesWith: [one.id] }]])
  const vote = await openVote(world, { clauseId: null, roles: ['civilSociety', 'ethicist'] })
  const both = [one.id, other.id].sort()
  expect((await acts(world, 'roll.flagged')).map(({ ids, facts }) => [ids, facts])).toEqual([[{ proposalId: vote.id }, { number: vote.number, accounts: 2, mailboxes: [both] }]])
  for (const client of [one, other]) expect((await client.put(`/api/proposals/${vote.id}/ballot`, { choice: 'for', hash: null })).status).toBe(200)
  expect((await (await world.as('facilitator')).post(`/api/proposals/${vote.id}/close`)).status).toBe(200)
  const file = await exported(world)
  expect(verifyExport(file, { sha256 }).fault).toBeNull()
})

test('V7 which accounts share a mailbox is told to those who may change members, and the address to nobody', async () => {
  const world = await aWorkspace(app)
  const [first, second] = twoOfOne()
  const [one, other] = [await comesIn(world, first), await comesIn(world, second)]
  await openVote(world, { clauseId: null })
  const told = await shared(world)
  expect(told.body).toEqual({ mailboxes: [[one.id, other.id].sort()] })
  for (const persona of ['observer', 'civilSociety', 'policymaker']) expect((await shared(world, persona)).status).toBe(403)
  expect((await one.get(`/api/workspaces/${world.workspaceId}/shared-mailboxes`)).status).toBe(403)
  const seen = JSON.stringify([told.body, await exported(world), await acts(world, 'roll.flagged'), (await (await world.as('facilitator')).get(`/api/workspaces/${world.workspaceId}/members`)).body]).toLowerCase()
  for (const word of ['@', 'mail.com', first.split('@')[0] ?? '']) expect(seen).not.toContain(word)
})

test('V7 a vote in which only one of them may vote is not flagged, nor who reads without a role until they get one', async () => {
  const world = await aWorkspace(app)
  const [first, second] = twoOfOne()
  const one = await comesIn(world, first)
  const reader = await comesIn(world, second, { role: null, functions: ['observer'] })
  expect([(await shared(world)).body.mailboxes, await acts(world, 'member.flagged')]).toEqual([[], []])
  const facilitator = await world.as('facilitator')
  const member = (await app.sql<{ id: string }>('select id from member where "workspaceId" = $1 and "userId" = $2', [world.workspaceId, reader.id]))[0]?.id ?? ''
  expect((await facilitator.patch(`/api/members/${member}`, { role: 'ethicist', functions: ['observer'] })).status).toBe(200)
  expect((await acts(world, 'member.flagged')).map(({ actor, ids, facts }) => [actor?.id, ids['userId'], facts])).toEqual([[world.userId('facilitator'), reader.id, { sharesWith: [one.id] }]])
  await openVote(world, { clauseId: null, roles: ['civilSociety'] })
  expect(await acts(world, 'roll.flagged')).toEqual([])
  expect((await facilitator.del(`/api/members/${member}`)).status).toBe(200)
  expect((await shared(world)).body.mailboxes).toEqual([])
  await openVote(world, { clauseId: null, roles: ['civilSociety', 'ethicist'] })
  expect(await acts(world, 'roll.flagged')).toEqual([])
})

test('V7 two who come in by one mailbox at the same moment do not miss each other: the later one is flagged', async () => {
  const world = await aWorkspace(app)
  const emails = twoOfOne()
  const comers = await Promise.all(emails.map(async (email) => {
    const client = app.nobody()
    await client.post('/api/auth/sign-up/email', { name: 'Noor Haddad', email, password: 'correct horse battery' })
    const { body: { token } } = await (await world.as('facilitator')).post<NewInvitationView>(`/api/workspaces/${world.workspaceId}/invitations`, { role: 'civilSociety', functions: [] })
    return { client, token, id: (await client.get<MeView>('/api/me')).body.user?.id ?? '' }
  }))
  const waiting = async () => Number((await app.sql<{ count: string }>(`select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]?.count)
  let answers: Promise<{ status: number }>[] = []
  // Both are in by their own transaction, and neither is to others, while the end of the record is held.
  await app.transaction(async (held) => {
    await held.query('begin')
    await held.query(`select pg_advisory_xact_lock(hashtextextended('record:' || $1, 0))`, [world.workspaceId])
    answers = comers.map(({ client, token }) => client.post('/api/invitations/accept', { token }))
    await until(async () => await waiting() === 2)
    await held.query('commit')
  })
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  const flagged = (await acts(world, 'member.flagged')).map(({ ids, facts }) => [ids['userId'], facts])
  const [one, other] = comers.map(({ id }) => id)
  expect([[[one, { sharesWith: [other] }]], [[other, { sharesWith: [one] }]]]).toContainEqual(flagged)
})
