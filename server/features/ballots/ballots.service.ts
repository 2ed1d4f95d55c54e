import { createHash, randomBytes } from 'node:crypto'
import type { CastBallot } from '#domain/contract/ballots.ts'
import { type BallotContent, ballotFault, canonicalBallot, objects } from '#domain/decisions/ballot.ts'
import { countsByRole } from '#domain/decisions/secret.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import * as proxies from '#server/features/proposals/proxies.service.ts'
import { ballotCast, objectionAct } from './ballots.events.ts'
import * as ballots from './ballots.repository.ts'

type Proposal = NonNullable<Awaited<ReturnType<typeof proposals.find>>>
/** `inNameOf`: the elector whose proxy casts it. */
interface How { readonly key?: string | null; readonly at?: Date; readonly inNameOf?: string }

/**
 * Casts a ballot, or changes the recorded one that was cast, while the proposal is open by the database's clock. Refuses a ballot about
 * other words than those put to the vote, one that its method does not know, one without the reason that is asked for, and the change of
 * a secret one. Two can never count for one elector, none after closing: a share lock, a frozen roll, a unique key. Gives the receipt of a secret one.
 */
export async function cast(permit: Permit<'ballot.cast'>, context: Context, input: CastBallot, { key = null, at, inNameOf }: How = {}): Promise<string | null> {
  const { actor, subject } = permit
  if (!subject.proposal || actor.userId === null) throw new Error('a ballot is cast in a proposal by somebody')
  const held = await ballots.lockForCasting(context.tx, subject.proposal.id)
  // The seed casts ballots of the past (`at`): there its own clock decides, as it did for the permit.
  if (!held || !(at ? at < subject.proposal.closesAt : held.open)) throw new Refusal('conflict', 'Voting has closed', { because: 'proposalOpen' })
  if (held.hash !== input.hash) throw new Refusal('conflict', 'The ballot is about other words than those put to the vote', { because: 'hash' })
  const proposal = await proposals.find(context.tx, subject.proposal.id)
  if (!proposal) throw new Error('a locked proposal is there')
  const electorId = inNameOf ?? actor.userId
  await proxies.requireCaster(context, proposal, actor.userId, electorId)
  const { hash: _hash, reason: given, ...content } = input
  const reason = given || null
  requireValid(content, reason, proposal)
  if (proposal.secrecy === 'secret') return castSecretly(context, proposal, actor.userId, content)
  if (key !== null && await sentBefore(context, proposal.id, electorId, key, input)) return null
  await castOpenly(permit, context, proposal, { userId: electorId, content, reason, castAt: at ?? held.castAt, byProxy: electorId === actor.userId ? null : actor.userId })
  return null
}

function requireValid(content: BallotContent, reason: string | null, { method, alternatives, reason: rule, secrecy }: Proposal) {
  const fault = ballotFault(content, method, alternatives)
  if (fault) throw new Refusal('invalid', 'This is no ballot for this proposal', { because: fault })
  if (secrecy === 'secret' && reason !== null) throw new Refusal('invalid', 'A reason would tell whose ballot it is', { because: 'reasonIsOpen' })
  const against = objects(content) || ('choice' in content && content.choice === 'against')
  if (reason === null && (rule === 'required' || objects(content) || (rule === 'requiredForObjection' && against))) throw new Refusal('invalid', 'Say why', { because: 'reasonMissing' })
}

/** V2: the same key brings the same ballot, which is there already, or it is refused. */
async function sentBefore(context: Context, proposalId: string, userId: string, key: string, input: CastBallot): Promise<boolean> {
  const { hash, reason = null, ...content } = input
  const bodyHash = createHash('sha256').update(JSON.stringify([canonicalBallot(content), reason, hash])).digest('hex')
  const came = await ballots.keepKey(context.tx, { proposalId, userId, key, bodyHash })
  if (came === 'other') throw new Refusal('conflict', 'Another ballot was sent under this key', { because: 'idempotencyKey' })
  return came === 'same'
}

async function castOpenly({ subject }: Permit<'ballot.cast'>, context: Context, proposal: Proposal, ballot: { userId: string; content: BallotContent; reason: string | null; castAt: Date; byProxy: string | null }) {
  const about = { workspaceId: subject.workspaceId, draftId: proposal.draftId, proposalId: proposal.id }
  const { id, revision } = await ballots.upsert(context.tx, { proposalId: proposal.id, ...ballot })
  context.record(ballotCast({ ...about, ballotId: id, content: proposal.hidden ? null : ballot.content, revision, hash: proposal.hash, inNameOf: ballot.byProxy === null ? null : ballot.userId }))
  if (proposal.method.kind !== 'consent') return
  const words = objects(ballot.content) ? ballot.reason : null
  const before = await ballots.kept(context.tx, proposal.id, ballot.userId)
  if (before.some((objection) => objection.words === words)) return
  // Whoever votes otherwise, or objects in other words, has withdrawn what they objected before.
  for (const objection of before) {
    await ballots.changeObjection(context.tx, objection.id, { state: 'withdrawn', withdrawnAt: ballot.castAt })
    context.record(objectionAct('objection.withdrawn', about, objection.id))
  }
  if (words !== null) context.record(objectionAct('objection.raised', about, await ballots.raise(context.tx, { proposalId: proposal.id, userId: ballot.userId, words, raisedAt: ballot.castAt })))
}

/** R24: the roll learns that somebody voted, the ballots what was voted, and nothing that either of them, the record or the live channel is told ties the two. */
async function castSecretly(context: Context, { id: proposalId, rollSizes }: Proposal, userId: string, content: BallotContent): Promise<string> {
  await ballots.queueSecret(context.tx, proposalId)
  if (!await ballots.markCast(context.tx, proposalId, userId)) throw new Refusal('conflict', 'A secret ballot cannot be changed: nobody could find it', { because: 'castSecretly' })
  const receipt = randomBytes(32).toString('hex')
  const role = countsByRole(rollSizes) ? await proposals.roleOnRoll(context, proposalId, userId) : null
  await ballots.insertSecret(context.tx, { proposalId, role, content, receipt })
  return receipt
}
