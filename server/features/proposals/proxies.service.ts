import { proxyFault, type VoteProxy } from '#domain/decisions/proxies.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { proxyAct } from './proposals.events.ts'
import * as proposals from './proposals.repository.ts'
import * as proxies from './proxies.repository.ts'
import * as roll from './roll.repository.ts'

/** What somebody has to do with proxies in a vote: whom they named, in whose name they vote, whether that was used. */
export interface OwnProxy { readonly givenTo: string | null; readonly heldFor: string | null; readonly isUsed: boolean; readonly heldBallot: roll.BallotRow | null; readonly eligible: readonly string[] }

async function held(context: Context, proposalId: string) {
  const lock = await proposals.lockForClosing(context.tx, proposalId)
  const proposal = await proposals.byId(context.tx, proposalId)
  if (lock?.closed !== false || lock.due || !proposal) throw new Refusal('conflict', 'Voting has closed', { because: 'proposalOpen' })
  if (!proposal.proxies) throw new Refusal('conflict', 'This proposal admits no proxies', { because: 'noProxies' })
  return proposal
}

/** Names the one elector who votes in my name in this proposal; recorded. Refuses what `proxyFault` names. */
export async function name({ actor, subject }: Permit<'ballot.cast'>, context: Context, proposalId: string, holderId: string): Promise<void> {
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  // Members before the proposal, as whoever ends a membership takes them: what is named now is seen there, or refused here.
  const there = await stakeholders.holdPresent(context.tx, subject.workspaceId, [actor.userId, holderId])
  const proposal = await held(context, proposalId)
  const proxy: VoteProxy = { giverId: actor.userId, holderId }
  const fault = proxyFault(proxy, { hasCast: await proxies.hasCast(context.tx, proposalId), proxies: await proxies.inForce(context.tx, proposalId) })
  if (fault) throw new Refusal(fault === 'proxyOneself' || fault === 'proxyNotOnRoll' ? 'invalid' : 'conflict', 'This proxy cannot be named', { because: fault })
  if (!there.has(actor.userId) || !there.has(holderId)) throw new Refusal('conflict', 'Who has left can neither give a proxy nor hold one', { because: 'proxyHasLeft' })
  await proxies.name(context.tx, { ...proxy, proposalId, namedAt: context.now })
  context.record(proxyAct('proxy.named', subject.workspaceId, proposal, proxy))
}

/** Ends a proxy that has not been used: taken back by who gave it, or given back by who holds it; recorded. */
export async function end({ actor, subject }: Permit<'ballot.cast'>, context: Context, proposalId: string, giverId: string): Promise<void> {
  const proposal = await held(context, proposalId)
  const proxy = (await proxies.inForce(context.tx, proposalId)).find((own) => own.giverId === giverId)
  if (!proxy || (actor.userId !== proxy.giverId && actor.userId !== proxy.holderId)) throw new Refusal('conflict', 'There is no such proxy', { because: 'noProxy' })
  if ((await proxies.hasCast(context.tx, proposalId)).get(giverId)) throw new Refusal('conflict', 'The proxy was used already', { because: 'proxyUsed' })
  await proxies.end(context.tx, proposalId, giverId)
  context.record(proxyAct('proxy.ended', subject.workspaceId, proposal, proxy))
}

/**
 * Ends what somebody who leaves has given or holds in open votes, of one workspace or of all, and has not been used; recorded. So who gave a
 * proxy has their vote back, and nobody votes for whoever has gone. What was cast by proxy stays, as one's own ballot does. The membership
 * is held by who asks.
 */
export async function endOf(context: Context, userId: string, inWorkspace: string | null): Promise<void> {
  for (const { proposalId, workspaceId } of await proxies.openWith(context.tx, userId, inWorkspace)) {
    const lock = await proposals.lockForClosing(context.tx, proposalId)
    const proposal = await proposals.byId(context.tx, proposalId)
    if (lock?.closed !== false || lock.due || !proposal) continue
    const hasCast = await proxies.hasCast(context.tx, proposalId)
    for (const proxy of await proxies.inForce(context.tx, proposalId)) {
      if ((proxy.giverId !== userId && proxy.holderId !== userId) || hasCast.get(proxy.giverId)) continue
      await proxies.end(context.tx, proposalId, proxy.giverId)
      context.record(proxyAct('proxy.ended', workspaceId, proposal, proxy))
    }
  }
}

/** The proxies in force in a vote; none where it admits none. */
export const inForce = async ({ tx }: Context, { id, proxies: admitted }: Pick<proposals.ProposalRow, 'id' | 'proxies'>): Promise<VoteProxy[]> => (admitted ? proxies.inForce(tx, id) : [])

/** How proxies stand in a vote for somebody; null where it admits none. */
export async function ownOf({ tx }: Context, { id, proxies: admitted, closedAt }: proposals.ProposalRow, workspaceId: string, userId: string | null): Promise<OwnProxy | null> {
  if (!admitted) return null
  const named = await proxies.inForce(tx, id)
  const givenTo = named.find(({ giverId }) => giverId === userId)?.holderId ?? null
  const heldFor = named.find(({ holderId }) => holderId === userId)?.giverId ?? null
  const line = (await roll.linesOf(tx, [id], heldFor ?? userId)).get(id)
  const hasCast = closedAt === null && userId !== null && givenTo === null && heldFor === null ? await proxies.hasCast(tx, id) : new Map<string, boolean>()
  const gone = hasCast.size > 0 ? await proxies.gone(tx, id, workspaceId) : new Set<string>()
  const eligible = [...hasCast.keys()].filter((holderId) => userId !== null && !gone.has(holderId) && proxyFault({ giverId: userId, holderId }, { hasCast, proxies: named }) === null)
  return { givenTo, heldFor, isUsed: (givenTo ?? heldFor) !== null && (line?.hasCast ?? false), heldBallot: heldFor === null ? null : line?.ballot ?? null, eligible }
}

/** How many ballots were cast by proxy; null where none are admitted, or the count is hidden. */
export const castByProxy = async ({ tx }: Context, { id, proxies: admitted, hidden, closedAt }: proposals.ProposalRow): Promise<number | null> =>
  (!admitted || (hidden && closedAt === null) ? null : proxies.castByProxy(tx, id))
