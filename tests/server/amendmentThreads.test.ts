import { expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { AmendmentThread, ThreadView } from '#domain/contract/comments.ts'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import { act, lodged, move } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { listens } from '#tests/support/listener.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const say = async (world: World, persona: string, { id }: AmendmentView, body = 'Is a day not too short?') => (await world.as(persona)).post<AmendmentThread & Refused>(`/api/amendments/${id}/threads`, { kind: 'general', body })
const heard = async (world: World, persona: string, { id }: AmendmentView) => (await world.as(persona)).get<{ threads: AmendmentThread[] }>(`/api/amendments/${id}/threads`)
const reply = async (world: World, persona: string, { id }: AmendmentThread) => (await world.as(persona)).post<AmendmentThread>(`/api/threads/${id}/comments`, { body: 'It is enough.' })

test('what is said on an amendment that was handed in, all who may read it read and answer, and its author mends it', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  const { status, body: thread } = await say(world, 'civilSociety', amendment)
  expect(status).toBe(201)
  expect((await reply(world, 'facilitator', thread)).body.comments.map(({ body }) => body)).toEqual(['Is a day not too short?', 'It is enough.'])
  const [first] = thread.comments
  expect((await (await world.as('civilSociety')).patch(`/api/comments/${first?.id}`, { body: 'Is a day enough?' })).status).toBe(200)
  expect((await heard(world, 'observer', amendment)).body.threads.map(({ comments }) => comments.map(({ body }) => body))).toEqual([['Is a day enough?', 'It is enough.']])
  expect((await reply(world, 'observer', thread)).status).toBe(403)
})

test('what sponsors say among themselves is not there for anyone else: to read, to answer, to count or to hear of', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  const ear = await listens(await world.as('policymaker'))
  const { body: thread } = await say(world, 'ethicist', amendment, 'Our secret')
  await ear.hears('comment.written')
  expect(JSON.stringify(ear.heard)).not.toMatch(new RegExp(`${thread.id}|${amendment.id}`))
  for (const persona of ['policymaker', 'civilSociety', 'facilitator', 'observer']) {
    const client = await world.as(persona)
    expect([(await heard(world, persona, amendment)).status, (await say(world, persona, amendment)).status, (await reply(world, persona, thread)).status]).toEqual([404, 404, 404])
    expect((await client.patch(`/api/comments/${thread.comments[0]?.id}`, { body: 'No.' })).status).toBe(404)
    expect((await client.post(`/api/threads/${thread.id}/resolve`)).status).toBe(404)
    expect((await client.get<{ threads: ThreadView[] }>(`/api/drafts/${world.draftId}/threads`)).body.threads).toEqual([])
    const { body } = await client.get<{ drafts: DraftSummary[] }>('/api/drafts')
    expect(body.drafts.find(({ id }) => id === world.draftId)?.openThreads).toBe(0)
  }
  expect((await heard(world, 'ethicist', amendment)).body.threads).toHaveLength(1)
})

test('whose name was taken off an amendment hears no more of what is said on it', async () => {
  const world = await aWorkspace(app)
  const amendment = await move(world)
  await (await world.as('ethicist')).post(`/api/amendments/${amendment.id}/sponsors`, { userId: world.userId('creator') })
  const { body: thread } = await say(world, 'creator', amendment)
  await (await world.as('ethicist')).del(`/api/amendments/${amendment.id}/sponsors/${world.userId('creator')}`)
  expect([(await heard(world, 'creator', amendment)).status, (await reply(world, 'creator', thread)).status, (await reply(world, 'ethicist', thread)).status]).toEqual([404, 404, 201])
})

test('what was said stays when the amendment is handed in, and is resolved by nobody: the decision on it is the answer', async () => {
  const world = await aWorkspace(app)
  const { amendment } = await lodged(world)
  const { body: thread } = await say(world, 'ethicist', amendment)
  const { status, body } = await (await world.as('facilitator')).post<Refused>(`/api/threads/${thread.id}/resolve`)
  expect([status, body.error.details.because]).toEqual([409, 'onAmendment'])
  await act(world, 'ethicist', amendment, 'seal')
  expect((await heard(world, 'observer', amendment)).body.threads).toHaveLength(1)
})
