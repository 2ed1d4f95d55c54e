import type { CastBallot } from '#domain/contract/ballots.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { ballotCast } from './ballots.events.ts'
import * as ballots from './ballots.repository.ts'

/**
 * Casts a ballot, or changes the one cast, while the proposal is open by the database's clock. Refuses a ballot about other words
 * than those put to the vote. Two can never count for one elector, none after closing: a share lock, a frozen roll, a unique key.
 */
export async function cast(permit: Permit<'ballot.cast'>, context: Context, { choice, reason, hash }: CastBallot, at?: Date): Promise<void> {
  const { actor, subject: { workspaceId, draftId, proposal } } = permit
  if (!proposal || !draftId || actor.userId === null) throw new Error('a ballot is cast in a proposal by somebody')
  const held = await ballots.lockForCasting(context.tx, proposal.id)
  // The seed casts ballots of the past (`at`): there its own clock decides, as it did for the permit.
  if (!held || !(at ? at < proposal.closesAt : held.open)) throw new Refusal('conflict', 'Voting has closed', { because: 'proposalOpen' })
  if (held.hash !== hash) throw new Refusal('conflict', 'The ballot is about other words than those put to the vote', { because: 'hash' })
  const { id, revision } = await ballots.upsert(context.tx, { proposalId: proposal.id, userId: actor.userId, choice, reason: reason ?? null, castAt: at ?? held.castAt })
  context.record(ballotCast({ workspaceId, draftId, proposalId: proposal.id, ballotId: id, choice, revision, hash }))
}
