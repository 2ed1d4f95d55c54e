import { createHash } from 'node:crypto'
import { isSuspended } from '#domain/decisions/consent.ts'
import { resultOf, type Result } from '#domain/decisions/result.ts'
import { recordedBallotsText, secretBallotsText } from '#domain/decisions/sealed.ts'
import { publishedPapers, secretResult, tooFewCast } from '#domain/decisions/secret.ts'
import { type RollLine, tallyOf } from '#domain/decisions/tally.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import { proposalClosed } from './proposals.events.ts'
import * as proposals from './proposals.repository.ts'
import * as roll from './roll.repository.ts'

/** A proposal with its roll, its ballots, and what a closed secret one published: what its result is counted from. */
export interface Counted extends proposals.ProposalRow { readonly electors: readonly roll.ElectorRow[]; readonly published: proposals.Published | null }

/**
 * Closes a proposal by hand. Before its deadline only as the rule stated at its opening allows; after it, a consent round whose objection
 * nobody has answered is ended without consent.
 */
export async function close(permit: Permit<'proposal.close'>, context: Context, proposalId: string): Promise<void> {
  const held = await proposals.lockForClosing(context.tx, proposalId)
  const proposal = await proposals.byId(context.tx, proposalId)
  if (held?.closed !== false || !proposal) throw new Refusal('conflict', 'This proposal is closed already', { because: 'undecided' })
  const early = proposal.earlyClose === 'facilitator' || (proposal.earlyClose === 'allCast' && await roll.hasAllCast(context.tx, proposalId))
  if (!held.due && !early) throw new Refusal('conflict', 'Its rules do not let this proposal be closed before its deadline', { because: 'earlyClose' })
  await decide(context, proposal, permit.actor.userId, held.due && !isSuspended(proposal.objections))
}

/** Closes a proposal whose deadline is over; does nothing when it is closed already, its time has not come, or an objection waits for its answer. */
export async function closeAtDeadline(context: Context, proposalId: string): Promise<void> {
  const held = await proposals.lockForClosing(context.tx, proposalId)
  if (held?.closed !== false || !held.due) return
  const proposal = await proposals.byId(context.tx, proposalId)
  if (proposal && !isSuspended(proposal.objections)) await decide(context, proposal, null, true)
}

/** Decides a consent round whose time is over once its last objection is answered or withdrawn. */
export async function closeOnceAnswered(context: Context, proposalId: string): Promise<void> {
  const held = await proposals.lockForClosing(context.tx, proposalId)
  const proposal = await proposals.byId(context.tx, proposalId)
  if (held?.closed === false && held.due && proposal && !isSuspended(proposal.objections)) await decide(context, proposal, null, false)
}

async function decide(context: Context, open: proposals.ProposalRow, closedById: string | null, atDeadline: boolean) {
  const workspaceId = open.draftId === null ? open.workspaceId : (await drafts.placeOf(context.tx, open.draftId))?.workspaceId
  if (!workspaceId) throw new Error('a proposal is on a draft or on a charter')
  const electors = await roll.whole(context.tx, open.id)
  const proposal = { ...open, electors, published: open.secrecy === 'secret' ? await publish(context, open, electors) : null }
  const result = recount(proposal)
  const ballotsHash = hashOfBallots(proposal)
  await proposals.close(context.tx, proposal.id, { closedAt: atDeadline ? proposal.closesAt : context.now, closedById, result, ballotsHash })
  context.record(proposalClosed(workspaceId, proposal, result, ballotsHash))
  // An amendment whose vote was not valid stays sealed and may be put again.
  if (result.outcome !== 'invalid') await amendments.decide(context, workspaceId, amendmentsIn(proposal), { proposalId: proposal.id, agreedTo: agreedTo(proposal, result) })
  if (result.outcome === 'adopted' && proposal.kind === 'charter' && proposal.words !== null) await charters.enact(context, workspaceId, proposal.words, { proposalId: proposal.id, number: proposal.number })
}

const amendmentsIn = ({ amendmentId, alternatives }: proposals.ProposalRow) => [amendmentId, ...alternatives.map((own) => own.amendmentId)].filter((id) => id !== null)

const agreedTo = ({ amendmentId, alternatives }: proposals.ProposalRow, { outcome, winner }: Result) =>
  (outcome === 'adopted' ? amendmentId ?? alternatives.find(({ id }) => id === winner)?.amendmentId ?? null : null)

/** What of a secret ballot outlives its closing: papers without what would give away a small group; none where too few voted. */
async function publish(context: Context, proposal: proposals.ProposalRow, electors: readonly roll.ElectorRow[]): Promise<proposals.Published> {
  const kept = await proposals.secretsOf(context.tx, proposal.id)
  const lines = linesOf(electors)
  const published = { papers: tooFewCast(lines, proposal) ? [] : publishedPapers(lines, kept.papers), receipts: kept.receipts }
  await proposals.shuffleSecret(context.tx, proposal.id, published)
  return published
}

const linesOf = (electors: readonly roll.ElectorRow[]): RollLine[] => electors.map(({ role, hasCast }) => ({ role, hasCast }))

/** A proposal as it is counted. */
export const counted = async (tx: Tx, proposal: proposals.ProposalRow): Promise<Counted> =>
  ({ ...proposal, electors: await roll.whole(tx, proposal.id), published: proposal.secrecy === 'secret' && proposal.closedAt !== null ? await proposals.secretsOf(tx, proposal.id) : null })

/** The count of a recorded vote from every ballot of its roll. */
export const tallyNow = (proposal: Counted) =>
  tallyOf(proposal, linesOf(proposal.electors), proposal.electors.flatMap(({ role, ballot }) => (ballot ? [{ role, content: ballot.content }] : [])))

/** Result of a proposal from its roll, ballots and objections. Anyone can ask again: it is never taken from a count that was kept. */
export const recount = (proposal: Counted): Result => proposal.secrecy === 'secret'
  ? secretResult(linesOf(proposal.electors), proposal.published?.papers ?? [], proposal)
  : resultOf(tallyNow(proposal), proposal, proposal.objections)

/** SHA-256 over the roll and its ballots in a fixed order: what `verify` compares with what is stored. */
export const hashOfBallots = ({ id, electors, published }: Counted): string =>
  createHash('sha256').update(published ? secretBallotsText(id, { roll: electors, ...published }) : recordedBallotsText(id, electors)).digest('hex')
