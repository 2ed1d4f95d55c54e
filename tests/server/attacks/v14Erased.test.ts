import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MeView } from '#domain/contract/accounts.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { NewInvitationView } from '#domain/contract/stakeholders.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client, Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const name = 'Noor Unmistakable-Haddad'

async function signUp(email = `${randomUUID()}@parley.example`): Promise<Client & { email: string }> {
  const client = app.nobody()
  const { status } = await client.post('/api/auth/sign-up/email', { name, email, password: 'correct horse battery' })
  expect(status).toBe(200)
  return { ...client, email }
}
async function join(world: Pick<World, 'workspaceId'>, by: Client, who: Client, standing: object) {
  const { body } = await by.post<NewInvitationView>(`/api/workspaces/${world.workspaceId}/invitations`, { note: `For ${name}`, ...standing })
  expect((await who.post('/api/invitations/accept', { token: body.token })).status).toBe(200)
}
/** Somebody of civil society with an account of their own. */
async function newcomer(world: World) {
  const noor = await signUp()
  await join(world, await world.as('facilitator'), noor, { role: 'civilSociety', functions: [] })
  return noor
}
const me = async (client: Client) => (await client.get<MeView>('/api/me')).body
const erase = (client: Client, email: string) => client.post<Refused>('/api/me/erase', { email })
const voteFor = async (world: World, id: string) => (await (await world.as('policymaker')).get<ProposalView>(`/api/proposals/${id}`)).body
const cast = (who: Client, { id, words }: ProposalView, choice: string) => who.put(`/api/proposals/${id}/ballot`, { choice, hash: words?.hash ?? null })
const close = async (world: World, { id }: ProposalView) => (await (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)).body
const exported = async (world: World) => (await (await world.as('observer')).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)).body

/** Every table with a row that says these words. */
async function tablesWith(words: string): Promise<string[]> {
  const tables = await app.sql<{ name: string }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
  const found = await Promise.all(tables.map(async (table) => (await app.sql(`select 1 from ${table.name} t where t::text ilike '%' || $1 || '%' limit 1`, [words])).length > 0 ? [table.name] : []))
  return found.flat()
}

test('V14 a voter who erases the account is counted as before, in votes closed and open, and nothing says any more who it was', async () => {
  const world = await aWorkspace(app)
  const noor = await newcomer(world)
  const { user } = await me(noor)
  const [closed, open] = [await openVote(world), await openVote(world, { clauseId: world.second.id })]
  for (const vote of [closed, open]) {
    await cast(await world.as('policymaker'), vote, 'for')
    expect((await cast(noor, vote, 'against')).status).toBe(200)
  }
  const before = await close(world, closed)
  const writer = drafts(noor, world)
  await writer.synced()
  expect((await tablesWith(name)).length).toBeGreaterThan(0)

  expect((await erase(noor, 'somebody@parley.example')).body.error.details.because).toBe('otherAddress')
  expect((await erase(noor, noor.email.toUpperCase())).status).toBe(200)

  expect([await tablesWith(name), await tablesWith(noor.email)]).toEqual([[], []])
  expect((await me(noor)).user).toBeNull()
  await until(() => writer.closes.length > 0)
  const after = await voteFor(world, closed.id)
  expect([after.result, after.ballotsHash]).toEqual([before.result, before.ballotsHash])
  expect((await close(world, open)).result).toEqual(before.result)
  const file = await exported(world)
  expect(verifyExport(file, { sha256 }).fault).toBeNull()
  expect(JSON.stringify(file)).not.toContain(name)
  expect(JSON.stringify(file)).toContain(user?.id)
})

test('V14 with a secret ballot, too', async () => {
  const world = await aWorkspace(app)
  const noor = await newcomer(world)
  const vote = await openVote(world, { secrecy: 'secret', hidden: true, roles: ['policymaker', 'civilSociety', 'ethicist', 'creativeIndustries', 'aiDeveloper'] })
  for (const persona of ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'creator']) expect((await cast(await world.as(persona), vote, 'for')).status).toBe(200)
  expect((await cast(noor, vote, 'against')).status).toBe(200)
  expect((await erase(noor, noor.email)).status).toBe(200)
  const { result } = await close(world, vote)
  expect(JSON.stringify(result)).toContain('"for":5')
  expect(JSON.stringify(result)).toContain('"against":1')
  expect(verifyExport(await exported(world), { sha256 }).fault).toBeNull()
})

test('whoever makes an account with the address of an erased one is another person', async () => {
  const world = await aWorkspace(app)
  const noor = await newcomer(world)
  const { user } = await me(noor)
  await erase(noor, noor.email)
  const again = await me(await signUp(noor.email))
  expect([again.user?.id === user?.id, again.memberships]).toEqual([false, []])
})

test('the people of the demo are not erased, nor the last facilitator of others; who is alone may go', async () => {
  const world = await aWorkspace(app)
  const persona = await world.as('policymaker')
  expect((await erase(persona, (await me(persona)).user?.email ?? '')).body.error.details.because).toBe('demoPerson')
  const [noor, other] = [await signUp(), await signUp()]
  const { body: { id: workspaceId } } = await noor.post<{ id: string }>('/api/workspaces', { name: 'A council' })
  await join({ workspaceId }, noor, other, { role: null, functions: ['observer'] })
  expect((await erase(noor, noor.email)).body.error.details.because).toBe('lastFacilitator')
  expect((await me(noor)).user?.name).toBe(name)
  expect((await erase(other, other.email)).status).toBe(200)
  expect((await erase(noor, noor.email)).status).toBe(200)
})
