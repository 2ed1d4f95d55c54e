import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { Refused } from './client.ts'
import { drafts } from './drafter.ts'
import { until } from './until.ts'
import { openVote } from './votes.ts'
import type { World } from './world.ts'

export const groups = ['policymaker', 'ethicist', 'civilSociety']

export async function move(world: World, persona = 'ethicist', input: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await (await world.as(persona)).post<AmendmentView>(`/api/drafts/${world.draftId}/amendments`, { title: 'Within a day', ...input })
  if (status !== 201) throw new Error(`it could not be moved: ${JSON.stringify(body)}`)
  return body
}
/** Somebody with the branch of an amendment open. */
export async function branch(world: World, persona: string, { sync }: AmendmentView) {
  const drafter = drafts(await world.as(persona), world, { room: sync.room })
  await drafter.synced()
  return drafter
}
export const act = async (world: World, persona: string, { id }: AmendmentView, verb: string) => (await world.as(persona)).post<AmendmentView & Refused>(`/api/amendments/${id}/${verb}`)
export const get = async (world: World, persona: string, { id }: AmendmentView) => (await world.as(persona)).get<AmendmentView & Refused>(`/api/amendments/${id}`)
/** The words of a clause of the draft, as the server says them. */
export async function words(world: World, clauseId: string) {
  const { body } = await (await world.as('policymaker')).get<DraftView>(`/api/drafts/${world.draftId}`)
  return body.clauses.find(({ id }) => id === clauseId)?.text
}

/** An amendment that puts words before those of a clause, handed in. */
export async function lodged(world: World, clause = world.first, added = 'Within a day, ') {
  const amendment = await move(world)
  const writer = await branch(world, 'ethicist', amendment)
  writer.type(clause, added)
  await until(() => writer.acknowledged().seq > 1)
  const { body } = await act(world, 'ethicist', amendment, 'lodge')
  return { amendment: body, writer }
}

/** The same with its words sealed. */
export async function sealed(world: World, clause = world.first, added = 'Within a day, '): Promise<AmendmentView> {
  const { amendment, writer } = await lodged(world, clause, added)
  writer.leave()
  const { status, body } = await act(world, 'ethicist', amendment, 'seal')
  if (status !== 200) throw new Error(`it could not be sealed: ${JSON.stringify(body)}`)
  return body
}

export const putToVote = (world: World, amendment: AmendmentView, change: Readonly<Record<string, unknown>> = {}) => openVote(world, { clauseId: null, amendmentId: amendment.id, method: { ...simpleMajority, concurrent: { roles: groups, atLeast: groups.length } }, roles: groups, ...change })

/** Everyone on the roll votes alike, and the vote is closed. */
export async function vote(world: World, { id, words: fixed }: ProposalView, choice: string) {
  for (const persona of ['policymaker', 'policymaker-2', 'ethicist', 'civilSociety', 'civilSociety-2']) {
    const { status } = await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { choice, hash: fixed?.hash ?? null })
    if (status !== 200) throw new Error(`${persona} could not vote: ${status}`)
  }
  return (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)
}
export const consolidated = (world: World, amendment: AmendmentView) => until(async () => (await get(world, 'policymaker', amendment)).body.state === 'consolidated')
