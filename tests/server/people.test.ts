import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MeView, PersonaView } from '#domain/contract/accounts.ts'
import type { InvitationOffer, MemberView, NewInvitationView } from '#domain/contract/stakeholders.ts'
import * as accounts from '#server/features/accounts/accounts.service.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client, Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { listens } from '#tests/support/listener.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const real = anApp({ demo: false })
const password = 'correct horse battery'

async function signUp(at = real, email = `${randomUUID()}@parley.example`): Promise<Client & { email: string }> {
  const client = at.nobody()
  const { status } = await client.post('/api/auth/sign-up/email', { name: 'Noor Haddad', email, password })
  expect(status).toBe(200)
  return { ...client, email }
}

/** People of the demo who belong to no workspace yet. */
async function strangers(count: number): Promise<Client[]> {
  const personas = Array.from({ length: count }, (_, index) => `${index < 8 ? 'creator' : 'developer'}-${2 + index % 8}`)
  const known = new Set((await app.sql<{ persona: string }>('select persona from "user" where persona is not null')).map(({ persona }) => persona))
  await app.running().unitOfWork(null, async ({ tx, now }) => {
    for (const persona of personas.filter((name) => !known.has(name))) await accounts.insertPersona(tx, { id: randomUUID(), persona, name: persona, email: `${persona}@parley.example`, createdAt: now })
  })
  return Promise.all(personas.map((persona) => app.as(persona)))
}

async function invitation(world: World, offer: object = { role: 'ethicist', functions: [] }) {
  const { status, body } = await (await world.as('facilitator')).post<NewInvitationView>(`/api/workspaces/${world.workspaceId}/invitations`, offer)
  expect(status).toBe(201)
  return { ...body, accept: (who: Client) => who.post<Refused & { workspaceId: string }>('/api/invitations/accept', { token: body.token }) }
}

const me = async (client: Client) => (await client.get<MeView>('/api/me')).body
const members = async (world: World) => (await (await world.as('facilitator')).get<{ members: MemberView[] }>(`/api/workspaces/${world.workspaceId}/members`)).body.members

test('somebody signs up, is known, signs out, and signs in again', async () => {
  const noor = await signUp()
  expect(await me(noor)).toMatchObject({ user: { name: 'Noor Haddad', email: noor.email, locale: 'en', persona: false }, memberships: [], demo: false })
  expect((await noor.patch<MeView>('/api/me', { locale: 'fr' })).body.user?.locale).toBe('fr')
  await noor.post('/api/auth/sign-out')
  expect((await me(noor)).user).toBeNull()
  expect((await noor.post('/api/auth/sign-in/email', { email: noor.email, password })).status).toBe(200)
  expect((await me(noor)).user?.email).toBe(noor.email)
})

test('a session that is used lasts on, and one that has run out opens nothing', async () => {
  const noor = await signUp()
  const lasts = async () => (await real.sql<{ days: number }>(`select extract(epoch from s."expiresAt" - now()) / 86400 as days from session s join "user" u on u.id = s."userId" where u.email = $1`, [noor.email])).map(({ days }) => Math.round(Number(days)))
  const put = (left: string) => real.sql(`update session s set "expiresAt" = now() + $2::interval from "user" u where u.id = s."userId" and u.email = $1`, [noor.email, left])
  await put('5 days')
  expect([(await me(noor)).user?.email, await lasts()]).toEqual([noor.email, [14]])
  await put('-1 second')
  expect((await me(noor)).user).toBeNull()
})

test('a wrong password, an unknown address and a short password open nothing', async () => {
  const { email } = await signUp()
  const client = real.nobody()
  expect((await client.post('/api/auth/sign-in/email', { email, password: 'wrong horse battery' })).status).toBe(401)
  expect((await client.post('/api/auth/sign-in/email', { email: 'nobody@parley.example', password })).status).toBe(401)
  expect((await client.post('/api/auth/sign-up/email', { name: 'Short', email: 'short@parley.example', password: 'short' })).status).toBe(400)
  expect([client.cookie(), (await me(client)).user]).toEqual(['', null])
})

test('nobody makes themselves a person of the demo, and outside a demo nobody can be entered', async () => {
  const noor = await signUp()
  await noor.post('/api/auth/update-user', { persona: 'facilitator', name: 'Noor' })
  await real.nobody().post('/api/auth/sign-up/email', { name: 'Eve', email: 'eve@parley.example', password, persona: 'facilitator' })
  expect(await real.sql('select email from "user" where persona is not null')).toEqual([])
  expect((await real.nobody().post('/api/demo/sign-in', { persona: 'facilitator' })).status).toBe(404)
  expect((await real.nobody().get('/api/demo/personas')).status).toBe(404)
})

test('the demo lists its people and lets anyone in as one of them', async () => {
  const world = await aWorkspace(app)
  const { body } = await app.nobody().get<{ personas: PersonaView[] }>('/api/demo/personas')
  expect(body.personas).toContainEqual({ persona: 'civilSociety-2', name: 'Name of civilSociety-2', role: 'civilSociety', functions: [], organisation: null })
  expect(JSON.stringify(body)).not.toContain('@')
  expect((await me(await world.as('ethicist'))).memberships).toContainEqual(expect.objectContaining({ workspaceId: world.workspaceId, role: 'ethicist' }))
  expect((await app.nobody().post('/api/demo/sign-in', { persona: 'developer-9' })).status).toBe(404)
})

test('the cookie of a session is out of reach of scripts and of other sites', async () => {
  await aWorkspace(app)
  const response = await fetch(`${app.origin}/api/demo/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', origin: app.origin }, body: JSON.stringify({ persona: 'ethicist' }) })
  expect(response.headers.getSetCookie().find((line) => line.includes('parley.session'))).toMatch(/; HttpOnly; SameSite=Lax/)
})

test('a request that another site’s page makes with our cookie is refused', async () => {
  const world = await aWorkspace(app)
  const facilitator = await world.as('facilitator')
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const response = await fetch(`${app.origin}/api/drafts/${world.draftId}/stage`, { method: 'POST', headers: { cookie: facilitator.cookie(), 'content-type': 'application/json', ...headers }, body: JSON.stringify({ stage: 'voting' }) })
    expect(response.status).toBe(403)
  }
  expect(await app.sql('select stage from draft where id = $1', [world.draftId])).toEqual([{ stage: 'deliberation' }])
})

test('signing out ends what that session has open, live channel and text, and no other session’s', async () => {
  const world = await aWorkspace(app)
  const [here, elsewhere] = [await app.as('policymaker'), await app.as('policymaker')]
  const [text, other] = [drafts(here, world), drafts(elsewhere, world)]
  await Promise.all([text.synced(), other.synced()])
  const live = await listens(here)
  await here.post('/api/auth/sign-out')
  await text.closedWith(4401)
  await until(() => live.socket.disconnected)
  expect([other.closes, other.provider.wsconnected]).toEqual([[], true])
  await expect(listens(here)).rejects.toThrow('unauthenticated')
})

test('an invitation says what it offers to whoever holds the link, and is kept only as a hash', async () => {
  const world = await aWorkspace(app)
  const { token, invitation: made } = await invitation(world, { role: 'civilSociety', functions: ['observer'], note: 'For the union', expiresInDays: 3 })
  const { body } = await app.nobody().post<InvitationOffer>('/api/invitations/look-up', { token })
  expect(body).toMatchObject({ workspaceId: world.workspaceId, workspaceName: 'A round table', invitedBy: 'Name of facilitator', role: 'civilSociety', functions: ['observer'], state: 'open' })
  expect(new Date(made.expiresAt).getTime() - new Date(made.createdAt).getTime()).toBe(3 * 24 * 3600_000)
  expect((await app.nobody().post('/api/invitations/look-up', { token: 'A'.repeat(43) })).status).toBe(404)
  expect(await app.sql('select id from invitation where to_jsonb(invitation)::text like $1', [`%${token}%`])).toEqual([])
})

test('of ten people who hold the same link, one gets in', async () => {
  const world = await aWorkspace(app)
  const { accept } = await invitation(world)
  const before = (await members(world)).length
  const answers = await Promise.all((await strangers(10)).map(accept))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)])
  expect((await members(world)).length).toBe(before + 1)
})

test('an invitation that has expired, was revoked or was used lets nobody in, and says which', async () => {
  const world = await aWorkspace(app)
  const [one, two] = await strangers(2)
  if (!one || !two) throw new Error('two strangers were asked for')
  const facilitator = await world.as('facilitator')
  const late = await invitation(world)
  await app.sql(`update invitation set "expiresAt" = clock_timestamp() - interval '1 second' where id = $1`, [late.invitation.id])
  const revoked = await invitation(world)
  expect((await facilitator.del(`/api/invitations/${revoked.invitation.id}`)).status).toBe(200)
  const used = await invitation(world)
  expect((await used.accept(one)).body.workspaceId).toBe(world.workspaceId)
  for (const [{ accept, token }, state] of [[late, 'expired'], [revoked, 'revoked'], [used, 'accepted']] as const) {
    const { status, body } = await accept(two)
    const offer = await app.nobody().post<InvitationOffer>('/api/invitations/look-up', { token })
    expect([status, body.error.details.because, offer.body.state]).toEqual([409, state, state])
  }
  expect((await facilitator.del(`/api/invitations/${used.invitation.id}`)).status).toBe(409)
  const again = await invitation(world)
  expect((await again.accept(one)).body.error.details.because).toBe('member')
})

test('who left and is invited again is the same member, with the new role', async () => {
  const world = await aWorkspace(app)
  const memberId = await world.memberId('creator')
  await (await world.as('facilitator')).del(`/api/members/${memberId}`)
  expect((await (await world.as('creator')).get(`/api/workspaces/${world.workspaceId}/members`)).status).toBe(404)
  await (await invitation(world)).accept(await world.as('creator'))
  expect((await members(world)).find((member) => member.memberId === memberId)).toMatchObject({ role: 'ethicist', functions: [] })
})

test('a changed role counts at the next request and is told to the workspace', async () => {
  const world = await aWorkspace(app)
  const creator = await world.as('creator')
  const observer = await listens(await world.as('observer'))
  const create = () => creator.post(`/api/workspaces/${world.workspaceId}/drafts`, { title: 'Another draft' })
  expect((await create()).status).toBe(403)
  await (await world.as('facilitator')).patch(`/api/members/${await world.memberId('creator')}`, { role: 'policymaker', functions: [] })
  expect((await create()).status).toBe(201)
  expect((await observer.hears('member.changed')).ids).toEqual({ memberId: await world.memberId('creator'), userId: world.userId('creator') })
})

test('a workspace keeps a facilitator, also when the last two step down at once', async () => {
  const world = await aWorkspace(app)
  const facilitator = await world.as('facilitator')
  const own = `/api/members/${await world.memberId('facilitator')}`
  const stepDown = { role: 'ethicist', functions: [] }
  expect((await facilitator.patch<Refused>(own, stepDown)).body.error.details.because).toBe('lastFacilitator')
  expect((await facilitator.del<Refused>(own)).body.error.details.because).toBe('lastFacilitator')
  const second = `/api/members/${await world.memberId('ethicist')}`
  await facilitator.patch(second, { role: 'ethicist', functions: ['facilitator'] })
  const ethicist = await world.as('ethicist')
  const answers = await Promise.all([facilitator.patch(own, stepDown), ethicist.patch(second, stepDown)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await members(world)).filter(({ functions }) => functions.includes('facilitator'))).toHaveLength(1)
})

test('a member is a role, a function or both, and never neither', async () => {
  const world = await aWorkspace(app)
  const { status } = await (await world.as('facilitator')).patch(`/api/members/${await world.memberId('ethicist')}`, { role: null, functions: [] })
  expect(status).toBe(422)
})

// Last: it uses up what an address may try in a minute.
test('guessing a password is cut short', async () => {
  const client = real.nobody()
  let status = 0
  for (let attempt = 0; attempt < 12 && status !== 429; attempt += 1) {
    status = (await client.post('/api/auth/sign-in/email', { email: 'target@parley.example', password: `guess number ${attempt}` })).status
  }
  expect(status).toBe(429)
})
