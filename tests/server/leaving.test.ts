import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { expect, test } from 'vitest'
import type { MeView } from '#domain/contract/accounts.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import type { NewInvitationView } from '#domain/contract/stakeholders.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { verify } from '#server/cli/verify.ts'
import { anApp } from '#tests/support/app.ts'
import { aBallotBox, everyRole } from '#tests/support/ballotBox.ts'
import type { Client, Refused } from '#tests/support/client.ts'
import { listens } from '#tests/support/listener.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const invite = (by: Client, { workspaceId }: World, standing: object = { role: 'civilSociety', functions: [] }) => by.post<NewInvitationView & Refused>(`/api/workspaces/${workspaceId}/invitations`, standing)
/** Somebody with an account of their own, who may be erased. */
async function newcomer(world: World, standing?: object) {
  const client = app.nobody()
  const email = `${randomUUID()}@parley.example`
  await client.post('/api/auth/sign-up/email', { name: 'Noor Haddad', email, password: 'correct horse battery' })
  const { body: { token } } = await invite(await world.as('facilitator'), world, standing)
  expect((await client.post('/api/invitations/accept', { token })).status).toBe(200)
  const id = (await client.get<MeView>('/api/me')).body.user?.id ?? ''
  return { client, id, erase: async () => expect((await client.post('/api/me/erase', { email })).status).toBe(200) }
}
const remove = async (world: World, persona: string) => (await world.as('facilitator')).del(`/api/members/${await world.memberId(persona)}`)
const acts = async (world: World, name: string) => (await (await world.as('observer')).get<{ entries: RecordEntryView[] }>(`/api/workspaces/${world.workspaceId}/record?name=${name}`)).body.entries

async function aBox() {
  const box = await aBallotBox(app, { proxies: true, earlyClose: 'facilitator' })
  return {
    ...box,
    name: async (giver: string, holderId: string) => (await box.world.as(giver)).put<Refused>(`${box.path}/proxy`, { holderId }),
    castFor: async (caster: Client, giverId: string) => caster.put<Refused>(`${box.path}/ballot/for/${giverId}`, { choice: 'against', hash: box.hash }),
    /** Closes the vote; what it came to, after all of it was recomputed here and from the file. */
    counted: async () => {
      await box.post('facilitator', 'close')
      const { body: file } = await (await box.world.as('observer')).get<RecordExport>(`/api/workspaces/${box.world.workspaceId}/record/export`)
      expect(verifyExport(file, { sha256 }).fault).toBeNull()
      expect(await verify(app.databaseUrl, pino({ level: 'silent' }), () => undefined)).toBe(0)
      return (await box.read()).result?.tally
    },
  }
}

test('when who holds a proxy is removed, who gave it has the vote back at once, on open pages too, and the record says so', async () => {
  const { world, ...box } = await aBox()
  await box.name('ethicist', world.userId('policymaker'))
  const page = await listens(await world.as('ethicist'))
  expect((await remove(world, 'policymaker')).status).toBe(200)
  await page.hears('proxy.ended')
  expect(await box.read('ethicist')).toMatchObject({ voted: false, proxy: { givenTo: null, isUsed: false } })
  expect((await acts(world, 'proxy.ended')).map(({ actor, ids }) => [actor?.id, ids['giverId'], ids['holderId']])).toEqual([[world.userId('facilitator'), world.userId('ethicist'), world.userId('policymaker')]])
  expect((await box.cast('ethicist', { choice: 'for' })).status).toBe(200)
  expect(await box.counted()).toMatchObject({ cast: 1, for: 1, electors: 7 })
})

test('nobody votes for whoever erased the account, and who held the proxy can hold another', async () => {
  const { world } = await aBox()
  const noor = await newcomer(world)
  const opened = await openVote(world, { clauseId: null, roles: everyRole, proxies: true, earlyClose: 'facilitator' })
  const path = `/api/proposals/${opened.id}`
  const holder = await world.as('policymaker')
  expect((await noor.client.put(`${path}/proxy`, { holderId: world.userId('policymaker') })).status).toBe(200)
  await noor.erase()
  const refused = await holder.put<Refused>(`${path}/ballot/for/${noor.id}`, { choice: 'for', hash: null })
  expect([refused.status, refused.body.error.details['because']]).toEqual([403, 'noProxy'])
  expect((await acts(world, 'proxy.ended')).map(({ actor, ids }) => [actor?.id, ids['giverId']])).toEqual([[noor.id, noor.id]])
  expect((await (await world.as('ethicist')).put(`${path}/proxy`, { holderId: world.userId('policymaker') })).status).toBe(200)
})

test('a ballot that was cast by proxy stays, whichever of the two has gone, and is counted', async () => {
  const { world, ...box } = await aBox()
  await box.name('ethicist', world.userId('policymaker'))
  await box.name('creator', world.userId('developer'))
  expect((await box.castFor(await world.as('policymaker'), world.userId('ethicist'))).status).toBe(200)
  expect((await box.castFor(await world.as('developer'), world.userId('creator'))).status).toBe(200)
  await remove(world, 'policymaker')
  await remove(world, 'creator')
  expect(await acts(world, 'proxy.ended')).toEqual([])
  expect(await box.counted()).toMatchObject({ cast: 2, against: 2 })
})

test('a vote that is closed keeps its proxies, used or not', async () => {
  const { world, ...box } = await aBox()
  await box.name('ethicist', world.userId('policymaker'))
  await box.post('facilitator', 'close')
  await remove(world, 'policymaker')
  expect(await acts(world, 'proxy.ended')).toEqual([])
  expect((await box.read('ethicist')).proxy?.givenTo?.id).toBe(world.userId('policymaker'))
})

test('who has left is neither offered as a proxy nor named, though the roll has them', async () => {
  const { world, ...box } = await aBox()
  await remove(world, 'policymaker')
  expect((await box.read('ethicist')).proxy?.eligible.map(({ id }) => id)).not.toContain(world.userId('policymaker'))
  const { status, body } = await box.name('ethicist', world.userId('policymaker'))
  expect([status, body.error.details['because']]).toEqual([409, 'proxyHasLeft'])
})

const waiting = async () => Number((await app.sql<{ count: string }>(`select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]?.count)
/** Begins one request after the other, each held up by a row that is let go when both wait. */
async function inThisOrder<A, B>(row: string, id: string, first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  let answers: [Promise<A>, Promise<B>] | undefined
  await app.transaction(async (held) => {
    await held.query('begin')
    await held.query(`select 1 from ${row} where id = $1 for no key update`, [id])
    const one = first()
    await until(async () => await waiting() === 1)
    answers = [one, second()]
    await until(async () => await waiting() === 2)
    await held.query('commit')
  })
  if (!answers) throw new Error('the transaction ended without them')
  return Promise.all(answers)
}

test('a proxy that is named while who would hold it is removed is not left in force', async () => {
  const { world, ...box } = await aBox()
  const [named, removed] = await inThisOrder('proposal', box.id, () => box.name('ethicist', world.userId('policymaker')), () => remove(world, 'policymaker'))
  expect([named.status, removed.status]).toEqual([200, 200])
  expect(await app.sql('select 1 from proxy where "proposalId" = $1', [box.id])).toEqual([])
  const [gone, late] = await inThisOrder('workspace', world.workspaceId, () => remove(world, 'developer'), () => box.name('ethicist', world.userId('developer')))
  expect([gone.status, late.status]).toEqual([200, 409])
  expect(await app.sql('select 1 from proxy where "proposalId" = $1', [box.id])).toEqual([])
})

test('what somebody has invited to is withdrawn when they are removed or erase the account, and nobody else’s', async () => {
  const world = await aWorkspace(app)
  const facilitator = { role: null, functions: ['facilitator'] }
  const [removed, erased] = [await newcomer(world, facilitator), await newcomer(world, facilitator)]
  const tokenOf = async (by: Client) => (await invite(by, world)).body.token
  const [one, two, three] = [await tokenOf(removed.client), await tokenOf(erased.client), await tokenOf(await world.as('facilitator'))]
  const [member] = await app.sql<{ id: string }>('select id from member where "workspaceId" = $1 and "userId" = $2', [world.workspaceId, removed.id])
  expect((await (await world.as('facilitator')).del(`/api/members/${member?.id}`)).status).toBe(200)
  await erased.erase()
  const guest = await newcomer(await aWorkspace(app))
  for (const token of [one, two]) {
    const { status, body } = await guest.client.post<Refused>('/api/invitations/accept', { token })
    expect([status, body.error.details['because']]).toEqual([409, 'revoked'])
  }
  expect((await guest.client.post('/api/invitations/accept', { token: three })).status).toBe(200)
  expect((await acts(world, 'invitation.revoked')).map(({ actor }) => actor?.id)).toEqual([erased.id, world.userId('facilitator')])
})

test('nobody invites who is removed meanwhile', async () => {
  const world = await aWorkspace(app)
  const other = await newcomer(world, { role: null, functions: ['facilitator'] })
  const [member] = await app.sql<{ id: string }>('select id from member where "workspaceId" = $1 and "userId" = $2', [world.workspaceId, other.id])
  const facilitator = await world.as('facilitator')
  const [removed, invited] = await inThisOrder('workspace', world.workspaceId, () => facilitator.del(`/api/members/${member?.id}`), () => invite(other.client, world))
  expect([removed.status, invited.status]).toEqual([200, 403])
})
