import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CommentView, ThreadView } from '#domain/contract/comments.ts'
import { type Anchor, resolveAnchor } from '#domain/text/anchor.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts, paragraphOf } from '#tests/support/drafter.ts'
import { listens } from '#tests/support/listener.ts'
import { aWorkspace, type Clause, outsider, type World } from '#tests/support/world.ts'

const app = anApp()

/** An anchor as a page makes it: on the words as its own copy of the text has them. */
async function anchorOn(world: World, clause: Clause, words: string): Promise<Anchor> {
  const reader = drafts(await world.as('ethicist'), world)
  await reader.synced()
  const from = reader.words(clause).indexOf(words)
  return makeAnchor(reader.doc, clause.id, clause.paragraph, from, from + words.length)
}

async function comment(world: World, persona: string, change: object = {}) {
  return (await world.as(persona)).post<ThreadView & Refused>(`/api/drafts/${world.draftId}/threads`, { clauseId: world.first.id, kind: 'ethical', anchor: null, body: 'Who is a provider?', ...change })
}
const threads = async (world: World) => (await (await world.as('observer')).get<{ threads: ThreadView[] }>(`/api/drafts/${world.draftId}/threads`)).body.threads
const firstOf = ({ comments: [first] }: ThreadView): CommentView => {
  if (!first) throw new Error('a thread has a comment')
  return first
}

test('a comment on words stays with them while others edit around them', async () => {
  const world = await aWorkspace(app)
  const anchor = await anchorOn(world, world.first, 'what a machine')
  const { status, body } = await comment(world, 'ethicist', { anchor })
  expect([status, body.anchor?.quote]).toEqual([201, 'what a machine'])
  const ilse = drafts(await world.as('policymaker'), world)
  await ilse.synced()
  ilse.type(world.first, 'In all Member States, ')
  paragraphOf(ilse.doc, world.first).insert(ilse.words(world.first).length, ' So it is.')
  const [thread] = await threads(world)
  const found = resolveAnchor(ilse.doc, world.first.id, thread?.anchor ?? anchor)
  expect(ilse.words(world.first).slice(found?.from, found?.to)).toBe('what a machine')
  expect(found?.by).toBe('position')
})

test('a comment must be about words of its own clause, and about a clause that there is', async () => {
  const world = await aWorkspace(app)
  const other = await anchorOn(world, world.second, 'films')
  const anchors: [what: string, anchor: Anchor][] = [
    ['of another clause', other],
    ['that are no positions', { ...other, start: 'AAAA', end: 'AAAA' }],
    ['from the end to the beginning', { ...await anchorOn(world, world.first, 'machine'), start: (await anchorOn(world, world.first, 'made')).start }],
  ]
  for (const [what, anchor] of anchors) {
    const { status, body } = await comment(world, 'ethicist', { anchor })
    expect([what, status, body.error.details.because]).toEqual([what, 422, 'anchor'])
  }
  expect((await comment(world, 'ethicist', { clauseId: randomUUID() })).status).toBe(404)
  expect(await threads(world)).toEqual([])
})

test('a comment is edited by its author alone, and not once its thread is resolved', async () => {
  const world = await aWorkspace(app)
  const thread = (await comment(world, 'ethicist')).body
  const path = `/api/comments/${firstOf(thread).id}`
  const edit = async (persona: string, body: string) => (await world.as(persona)).patch<ThreadView & Refused>(path, { body })
  for (const persona of ['policymaker', 'facilitator', 'civilSociety']) {
    const { status, body } = await edit(persona, 'Other words.')
    expect([persona, status, body.error.details.because]).toEqual([persona, 403, 'authorOnly'])
  }
  const edited = firstOf((await edit('ethicist', 'Who counts as a provider?')).body)
  expect([edited.body, edited.editedAt === null]).toEqual(['Who counts as a provider?', false])
  await (await world.as('policymaker')).post(`/api/threads/${thread.id}/resolve`)
  expect((await edit('ethicist', 'Too late.')).body.error.details.because).toBe('threadOpen')
  expect(firstOf((await threads(world))[0] ?? thread).body).toBe('Who counts as a provider?')
})

test('a thread is resolved once and opened again once, and the record says by whom', async () => {
  const world = await aWorkspace(app)
  const { id } = (await comment(world, 'ethicist')).body
  const act = async (persona: string, verb: string) => (await world.as(persona)).post<ThreadView>(`/api/threads/${id}/${verb}`)
  const resolved = await Promise.all([act('policymaker', 'resolve'), act('facilitator', 'resolve')])
  expect(resolved.map(({ status }) => status).sort()).toEqual([200, 409])
  const [{ resolvedBy } = { resolvedBy: null }] = await threads(world)
  expect(['Name of policymaker', 'Name of facilitator']).toContain(resolvedBy?.name)
  expect((await act('policymaker', 'reopen')).body).toMatchObject({ resolvedAt: null, resolvedBy: null })
  expect((await act('policymaker', 'reopen')).status).toBe(409)
  const acts = await app.sql('select name, "actorId" from record where "workspaceId" = $1 and name like $2 order by seq', [world.workspaceId, 'thread.%'])
  expect(acts).toEqual([{ name: 'thread.resolved', actorId: resolvedBy?.id }, { name: 'thread.reopened', actorId: world.userId('policymaker') }])
})

test('replies follow in order, each by its author as they were when they wrote', async () => {
  const world = await aWorkspace(app)
  const { id } = (await comment(world, 'ethicist')).body
  for (const persona of ['policymaker', 'civilSociety']) await (await world.as(persona)).post(`/api/threads/${id}/comments`, { body: `So says ${persona}.` })
  await (await world.as('facilitator')).patch(`/api/members/${await world.memberId('ethicist')}`, { role: 'aiDeveloper', functions: [] })
  const [thread] = await threads(world)
  expect(thread?.comments.map(({ author, body }) => [author.role, body])).toEqual([
    ['ethicist', 'Who is a provider?'], ['policymaker', 'So says policymaker.'], ['civilSociety', 'So says civilSociety.'],
  ])
})

test('members hear of a comment at once, by ids and without a word of it', async () => {
  const world = await aWorkspace(app)
  const [member, stranger] = [await listens(await world.as('observer')), await listens(await world.as(outsider))]
  const { id } = (await comment(world, 'ethicist')).body
  expect(await member.hears('comment.written')).toEqual({ name: 'comment.written', workspaceId: world.workspaceId, draftId: world.draftId, ids: { threadId: id } })
  expect(stranger.heard).toEqual([])
})

test('who is removed from the workspace hears nothing more of it, and who joins hears from then on', async () => {
  const world = await aWorkspace(app)
  const [creator, observer, stranger] = [await listens(await world.as('creator')), await listens(await world.as('observer')), await listens(await world.as(outsider))]
  const facilitator = await world.as('facilitator')
  await facilitator.del(`/api/members/${await world.memberId('creator')}`)
  const { body: { token } } = await facilitator.post<{ token: string }>(`/api/workspaces/${world.workspaceId}/invitations`, { role: 'ethicist', functions: [] })
  await (await world.as(outsider)).post('/api/invitations/accept', { token })
  await comment(world, 'ethicist')
  await observer.hears('comment.written')
  await stranger.hears('comment.written')
  const names = creator.heard.map(({ name }) => name)
  // That the draft was written in as the world was made is told by the clock: before, or not at all.
  expect(names.slice(names.indexOf('member.removed'))).toEqual(['member.removed'])
})

test('the live channel takes nothing from a page', async () => {
  const world = await aWorkspace(app)
  const [speaker, member] = [await listens(await world.as('ethicist')), await listens(await world.as('observer'))]
  const forged = { name: 'proposal.closed', workspaceId: world.workspaceId, ids: {} }
  ;(speaker.socket as unknown as { emit(name: string, event: object): void }).emit('changed', forged)
  await comment(world, 'ethicist')
  await member.hears('comment.written')
  expect(member.heard.map(({ name }) => name)).not.toContain('proposal.closed')
})
