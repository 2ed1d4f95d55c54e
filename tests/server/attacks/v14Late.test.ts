import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MeView } from '#domain/contract/accounts.ts'
import type { NewInvitationView } from '#domain/contract/stakeholders.ts'
import { anApp } from '#tests/support/app.ts'
import type { Client } from '#tests/support/client.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()
const password = 'correct horse battery'

async function signUp(email = `${randomUUID()}@parley.example`): Promise<Client & { email: string }> {
  const client = app.nobody()
  await client.post('/api/auth/sign-up/email', { name: 'Noor Haddad', email, password })
  return { ...client, email }
}
const idOf = async (client: Client) => (await client.get<MeView>('/api/me')).body.user?.id ?? ''
const waiting = async () => Number((await app.sql<{ count: string }>(`select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]?.count)

/** What there is of an account when this act of its owner was on its way, and comes right after the erasing. */
async function erasedBefore(act: (noor: Client & { email: string }) => Promise<unknown>) {
  const noor = await signUp()
  const id = await idOf(noor)
  const acts: Promise<unknown>[] = []
  await app.transaction(async (held) => {
    await held.query('begin')
    await held.query('select 1 from "user" where id = $1 for update', [id])
    acts.push(noor.post('/api/me/erase', { email: noor.email }))
    await until(async () => await waiting() === 1)
    acts.push(act(noor))
    await until(async () => await waiting() === 2)
    await held.query('commit')
  })
  expect(await acts[0]).toMatchObject({ status: 200 })
  await acts[1]
  const [left] = await app.sql<{ name: string; image: string | null; sessions: number; memberships: number }>(`
    select name, image, (select count(*)::int from session s where s."userId" = u.id) as sessions,
      (select count(*)::int from member m where m."userId" = u.id and m."leftAt" is null) as memberships from "user" u where id = $1`, [id])
  return left
}
const nothing = { name: '', image: null, sessions: 0, memberships: 0 }

test('a name that was on its way when its account was erased does not come back', async () => {
  expect(await erasedBefore((noor) => noor.patch('/api/me', { name: 'Noor Haddad' }))).toEqual(nothing)
  expect(await erasedBefore((noor) => noor.post('/api/auth/update-user', { name: 'Noor Haddad', image: 'https://parley.example/noor.png' }))).toEqual(nothing)
})

test('nobody signs in to an account that is erased meanwhile', async () => {
  expect(await erasedBefore(({ email }) => app.nobody().post('/api/auth/sign-in/email', { email, password }))).toEqual(nothing)
})

test('nobody joins a workspace with an account that is erased meanwhile', async () => {
  const world = await aWorkspace(app)
  const { body: { token } } = await (await world.as('facilitator')).post<NewInvitationView>(`/api/workspaces/${world.workspaceId}/invitations`, { role: 'civilSociety', functions: [] })
  expect(await erasedBefore((noor) => noor.post('/api/invitations/accept', { token }))).toEqual(nothing)
})

test('nobody keeps another from erasing the account by taking an address beforehand', async () => {
  const noor = await signUp()
  await signUp(`${await idOf(noor)}@erased.invalid`)
  expect((await noor.post('/api/me/erase', { email: noor.email })).status).toBe(200)
})
