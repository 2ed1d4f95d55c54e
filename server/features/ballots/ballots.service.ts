import { createHash, randomBytes } from 'node:crypto'
import type { CastBallot } from '#domain/contract/ballots.ts'
import { type BallotContent, ballotFault, canonicalBallot, objects } from '#domain/decisions/ballot.ts'
import { countsByRole } from '#domain/decisions/secret.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import { ballotCast, objectionAct } from './ballots.events.ts'
import * as ballots from './ballots.repository.ts'

type Proposal = NonNullable<Awaited<ReturnType<typeof proposals.find>>>
/** A ballot on its way: by whom, and the key under which it was sent. */
interface Sent { readonly permit: Permit<'ballot.cast'>; readonly input: CastBallot; readonly key: string | null }
interface Own { readonly content: BallotContent; readonly reason: string | null; readonly castAt: Date }
/** What has come of it: of a secret one the receipt; nothing new, if it had been sent before under its key. */
export type Cast = { readonly kind: 'recorded'; readonly ballot: Own } | { readonly kind: 'secret'; readonly receipt: string } | { readonly kind: 'sentBefore' }
interface Plain extends Sent { readonly userId: string; readonly own: Own }

/** Casts one ballot as `castTogether` does. The seed casts those of the past (`at`): there its own clock decides, as it did for the permit. */
export async function cast(permit: Permit<'ballot.cast'>, context: Context, input: CastBallot, at: Date): Promise<Cast> {
  const [outcome] = await castTogether(context, [{ permit, input, key: null }], at)
  if (!outcome || outcome instanceof Refusal) throw outcome ?? new Error('one ballot has one outcome')
  return outcome
}

/**
 * Casts ballots of different electors in one proposal, or changes recorded ones, while it is open by the database's clock. Refuses a ballot
 * about other words than those put to the vote, one that its method does not know, one without the reason that is asked for, the change
 * of a secret one. Two can never count for one elector, none after closing: a share lock, a frozen roll, a unique key.
 */
export async function castTogether(context: Context, sent: readonly Sent[], at?: Date): Promise<(Cast | Refusal)[]> {
  const proposalId = sent[0]?.permit.subject.proposal?.id
  if (proposalId === undefined) throw new Error('a ballot is cast in a proposal')
  const held = await ballots.lockForCasting(context.tx, proposalId)
  const proposal = held && await proposals.find(context.tx, proposalId)
  const isOpen = held && proposal && (at ? at < proposal.closesAt : held.open)
  if (!isOpen) return sent.map(() => new Refusal('conflict', 'Voting has closed', { because: 'proposalOpen' }))
  const checked = sent.map((one) => check(one, proposal, at ?? held.castAt))
  const plain = checked.filter((one): one is Plain => !(one instanceof Refusal))
  const outcomes = proposal.secrecy === 'secret' ? await castSecretly(context, proposal, plain) : await castOpenly(context, proposal, plain)
  return checked.map((one) => {
    const outcome = one instanceof Refusal ? one : outcomes.get(one.userId)
    if (!outcome) throw new Error('each ballot has an outcome')
    return outcome
  })
}

function check(one: Sent, proposal: Proposal, castAt: Date): Plain | Refusal {
  const { hash, reason = null, ...content } = one.input
  const { userId } = one.permit.actor
  if (userId === null) return new Refusal('unauthenticated', 'Sign in first')
  if (hash !== proposal.hash) return new Refusal('conflict', 'The ballot is about other words than those put to the vote', { because: 'hash' })
  const own = { content, reason: reason || null, castAt }
  return faultOf(own, proposal) ?? { ...one, userId, own }
}

function faultOf({ content, reason }: Own, { method, alternatives, reason: rule, secrecy }: Proposal): Refusal | null {
  const fault = ballotFault(content, method, alternatives)
  if (fault) return new Refusal('invalid', 'This is no ballot for this proposal', { because: fault })
  if (secrecy === 'secret' && reason !== null) return new Refusal('invalid', 'A reason would tell whose ballot it is', { because: 'reasonIsOpen' })
  const against = objects(content) || ('choice' in content && content.choice === 'against')
  const isAsked = rule === 'required' || objects(content) || (rule === 'requiredForObjection' && against)
  return reason === null && isAsked ? new Refusal('invalid', 'Say why', { because: 'reasonMissing' }) : null
}

type Outcomes = Map<string, Cast | Refusal>

/** V2: the same key brings the same ballot, which is there already, or it is refused. */
async function sentBefore(context: Context, proposalId: string, sent: readonly Plain[]): Promise<Outcomes> {
  const keyed = sent.flatMap(({ userId, key, input: { hash, reason = null, ...content } }) => (key === null ? [] : [
    { userId, key, bodyHash: createHash('sha256').update(JSON.stringify([canonicalBallot(content), reason, hash])).digest('hex') },
  ]))
  const came = await ballots.keepKeys(context.tx, proposalId, keyed)
  const outcomes: Outcomes = new Map()
  for (const [userId, known] of came) {
    if (known === 'same') outcomes.set(userId, { kind: 'sentBefore' })
    if (known === 'other') outcomes.set(userId, new Refusal('conflict', 'Another ballot was sent under this key', { because: 'idempotencyKey' }))
  }
  return outcomes
}

async function castOpenly(context: Context, proposal: Proposal, sent: readonly Plain[]): Promise<Outcomes> {
  const outcomes = await sentBefore(context, proposal.id, sent)
  const fresh = sent.filter(({ userId }) => !outcomes.has(userId))
  const written = await ballots.upsert(context.tx, proposal.id, fresh.map(({ userId, own }) => ({ userId, ...own })))
  for (const { userId, own, permit: { subject: { workspaceId } } } of fresh) {
    const ballot = written.get(userId)
    if (!ballot) throw new Error('an upsert returns its rows')
    const about = { workspaceId, draftId: proposal.draftId, proposalId: proposal.id, actorId: userId }
    context.record(ballotCast({ ...about, ballotId: ballot.id, content: proposal.hidden ? null : own.content, revision: ballot.revision, hash: proposal.hash }))
    if (proposal.method.kind === 'consent') await keepObjection(context, about, own)
    outcomes.set(userId, { kind: 'recorded', ballot: own })
  }
  return outcomes
}

/** Whoever votes otherwise, or objects in other words, has withdrawn what they objected before. */
async function keepObjection(context: Context, about: { workspaceId: string; draftId: string; proposalId: string; actorId: string }, { content, reason, castAt }: Own) {
  const words = objects(content) ? reason : null
  const { proposalId, actorId: userId } = about
  const before = await ballots.kept(context.tx, proposalId, userId)
  if (before.some((objection) => objection.words === words)) return
  for (const objection of before) {
    await ballots.changeObjection(context.tx, objection.id, { state: 'withdrawn', withdrawnAt: castAt })
    context.record(objectionAct('objection.withdrawn', about, objection.id))
  }
  if (words !== null) context.record(objectionAct('objection.raised', about, await ballots.raise(context.tx, { proposalId, userId, words, raisedAt: castAt })))
}

/** R24: the roll learns that somebody voted, the ballots what was voted, and nothing that either of them, the record or the live channel is told ties the two. */
async function castSecretly(context: Context, { id: proposalId, rollSizes }: Proposal, sent: readonly Plain[]): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  for (const { userId, own: { content } } of sent) {
    if (!await ballots.markCast(context.tx, proposalId, userId)) {
      outcomes.set(userId, new Refusal('conflict', 'A secret ballot cannot be changed: nobody could find it', { because: 'castSecretly' }))
      continue
    }
    const receipt = randomBytes(32).toString('hex')
    const role = countsByRole(rollSizes) ? await proposals.roleOnRoll(context, proposalId, userId) : null
    await ballots.insertSecret(context.tx, { proposalId, role, content, receipt })
    outcomes.set(userId, { kind: 'secret', receipt })
  }
  return outcomes
}
