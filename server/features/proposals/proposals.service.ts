import { createHash, randomUUID } from 'node:crypto'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { NewProposal } from '#domain/contract/proposals.ts'
import { type Result, resultOf, tallyOf } from '#domain/decisions/tally.ts'
import { readCanonicalAmendment } from '#domain/amendments/sealed.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { canonicalClause, readCanonical } from '#domain/text/canonical.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { nodeLabel, referenceLabel } from '#domain/text/numbering.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import { requireInOrder } from '#server/features/drafts/check.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { proposalClosed, proposalOpened } from './proposals.events.ts'
import * as proposals from './proposals.repository.ts'

const minute = 60_000
const year = 366 * 24 * 60 * minute
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export const find = (tx: Tx, id: string) => proposals.byId(tx, id)
export const ofDraft = (_permit: Permit<'draft.read'>, context: Context, draftId: string) => proposals.list(context.tx, { draftId })
export const ofWorkspace = (_permit: Permit<'workspace.read'>, context: Context, workspaceId: string) => proposals.list(context.tx, { workspaceId })

/** What the cross-references in the fixed words are called in the draft of today: labels follow the structure and are never fixed. */
export async function referencesIn(_permit: Permit<'draft.read'>, context: Context, proposalId: string): Promise<(string | null)[]> {
  const row = await proposals.byId(context.tx, proposalId)
  if (!row?.words) return []
  const texts = row.amendmentId === null ? [row.words] : readCanonicalAmendment(row.words).clauses.flatMap(({ before, after }) => [before, after].filter((text) => text !== null))
  const references = texts.flatMap((text) => readCanonical(text).content.blocks).flatMap(({ inlines }) => inlines.filter(isReference).map(({ crossReference }) => crossReference))
  if (references.length === 0) return []
  return context.texts.read(draftRoom(row.draftId), (doc) => {
    const provisions = provisionsOf(doc)
    return references.map((reference) => referenceLabel(provisions, reference))
  })
}

/**
 * Puts a clause or a question to the vote: fixes its words by hash, freezes the roll, and lays the clause to rest.
 * Refuses a clause in another open vote or with a reference that leads nowhere, a deadline under a minute or over a year away, an empty roll, a quorum nobody can reach.
 */
export async function open(permit: Permit<'proposal.open'>, context: Context, draftId: string, input: NewProposal): Promise<string> {
  const { actor, charter, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const closesAt = new Date(input.closesAt)
  const ahead = closesAt.getTime() - context.now.getTime()
  if (ahead < minute || ahead > year) throw new Refusal('invalid', 'The deadline must be between a minute and a year ahead', { because: 'deadline' })
  if (!charter.decisions.rules.includes(input.rule)) throw new Refusal('invalid', 'The charter does not know this rule', { because: 'rule' })
  const electors = await rollFor(permit, context, input.roles)
  if (input.quorum > electors.length) throw new Refusal('invalid', 'The quorum is larger than the roll', { because: 'quorum', electors: electors.length })
  await proposals.lockDraft(context.tx, draftId)
  const id = randomUUID()
  const words = await wordsFor(context, draftId, input, id)
  const proposal = {
    id, draftId, number: await proposals.nextNumber(context.tx, draftId) + 1, question: input.question, clauseId: input.clauseId, amendmentId: input.amendmentId,
    clauseLabel: words?.label ?? null, words: words?.canonical ?? null, hash: words ? sha256(words.canonical) : null, seq: words?.seq ?? null,
    rule: input.rule, roles: input.roles, quorum: input.quorum, charterVersion: charter.version, openedById: actor.userId, openedAt: context.now, closesAt,
  }
  await proposals.insert(context.tx, { ...proposal, electors })
  await proposals.scheduleClosing(context.tx, id, closesAt)
  context.record(proposalOpened(workspaceId, proposal, electors.length))
  return id
}

/** The roll: members who hold one of these roles now, each of which the charter lets vote at this stage. */
async function rollFor({ charter, subject }: Permit<'proposal.open'>, context: Context, roles: readonly StakeholderRole[]) {
  const mayVote = charter.rights['ballot.cast'].stages
  const barred = roles.find((role) => !mayVote[role]?.length)
  if (barred) throw new Refusal('invalid', 'The charter does not let this role vote', { because: 'role', role: barred })
  const electors = await stakeholders.rollOf(context.tx, subject.workspaceId, roles)
  if (electors.length === 0) throw new Refusal('invalid', 'Nobody holds these roles', { because: 'noElectors' })
  return electors
}

/** The exact words that are put to the vote, and what they are called; null for a question. */
async function wordsFor(context: Context, draftId: string, { clauseId, amendmentId }: NewProposal, proposalId: string): Promise<{ canonical: string; seq: number; label: string | null } | null> {
  if (clauseId !== null && amendmentId !== null) throw new Refusal('invalid', 'A proposal is about a clause or about an amendment', { because: 'clauseAndAmendment' })
  if (amendmentId !== null) return sealedWords(context, draftId, amendmentId, proposalId)
  return clauseId === null ? null : fixWords(context, draftId, clauseId, proposalId)
}

/** The words of a sealed amendment: the clauses that it changes are put to rest, and must be as they were when it was sealed. */
async function sealedWords(context: Context, draftId: string, amendmentId: string, proposalId: string) {
  const { words, clauses } = await amendments.sealedFor(context, draftId, amendmentId)
  await requireAwake(context, draftId, clauses)
  let seq = 0
  for (const clauseId of clauses) {
    const rest = await context.texts.putToRest(draftRoom(draftId), clauseId, proposalId)
    context.onRollback(rest.undo)
    seq = rest.seq
  }
  await amendments.requireWritable(context, draftId, words)
  return { canonical: words, seq, label: null }
}

async function requireAwake(context: Context, draftId: string, clauseIds: readonly string[]) {
  const clauseId = await drafts.atRestAmong(context.tx, draftId, clauseIds)
  if (clauseId !== null) throw new Refusal('conflict', 'A proposal on this clause is open', { because: 'openProposal', clauseId })
}

async function fixWords(context: Context, draftId: string, clauseId: string, proposalId: string) {
  await requireAwake(context, draftId, [clauseId])
  const room = draftRoom(draftId)
  const { content, seq, undo } = await context.texts.putToRest(room, clauseId, proposalId)
  context.onRollback(undo)
  const { kind, label } = await context.texts.read(room, (doc) => {
    const provisions = provisionsOf(doc)
    return { kind: provisions.kinds.get(clauseId), label: nodeLabel(provisions, clauseId) }
  })
  if (!kind || content.blocks.length === 0) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
  await requireInOrder(context, draftId, clauseId)
  return { canonical: canonicalClause(kind, content), seq, label }
}

export async function close(permit: Permit<'proposal.close'>, context: Context, proposalId: string): Promise<void> {
  const held = await proposals.lockForClosing(context.tx, proposalId)
  if (held?.closed !== false) throw new Refusal('conflict', 'This proposal is closed already', { because: 'proposalOpen' })
  await decide(context, proposalId, permit.actor.userId, held.due)
}

/** Closes a proposal whose deadline is over; does nothing when it is closed already or its time has not come. */
export async function closeAtDeadline(context: Context, proposalId: string): Promise<void> {
  const held = await proposals.lockForClosing(context.tx, proposalId)
  if (held?.closed === false && held.due) await decide(context, proposalId, null, true)
}

export const overdue = (context: Context) => proposals.overdue(context.tx)

async function decide(context: Context, proposalId: string, closedById: string | null, atDeadline: boolean) {
  const proposal = await proposals.byId(context.tx, proposalId)
  const place = proposal && await drafts.placeOf(context.tx, proposal.draftId)
  if (!proposal || !place) throw new Error('a locked proposal is there')
  const result = await recount(context.tx, place.workspaceId, proposal)
  const ballotsHash = hashOfBallots(proposal)
  await proposals.close(context.tx, proposalId, { closedAt: atDeadline ? proposal.closesAt : context.now, closedById, result, ballotsHash })
  context.record(proposalClosed(place.workspaceId, proposal, result, ballotsHash))
  if (proposal.amendmentId !== null) await amendments.decide(context, place.workspaceId, proposal.amendmentId, { proposalId, outcome: result.outcome })
}

/** Result of a proposal from its roll and ballots, by the charter under which it was opened. Anyone can ask again: it is never a counter. */
export async function recount(tx: Tx, workspaceId: string, proposal: proposals.ProposalRow): Promise<Result> {
  const charter = await charters.ofVersion(tx, workspaceId, proposal.charterVersion)
  const tally = tallyOf(proposal.electors.map(({ role, ballot }) => ({ role, choice: ballot?.choice ?? null })))
  return resultOf(tally, { rule: proposal.rule, quorum: proposal.quorum, concurrentRoles: charter.decisions.concurrentRoles.filter((role) => proposal.roles.includes(role)) })
}

/** SHA-256 over the roll and its ballots in a fixed order: what `verify` compares with what is stored. */
export const hashOfBallots = ({ id, electors }: proposals.ProposalRow): string => sha256(JSON.stringify([id, electors.map(({ userId, role, ballot }) =>
  [userId, role, ballot && [ballot.choice, ballot.reason, ballot.castAt.toISOString(), ballot.revision]])]))

