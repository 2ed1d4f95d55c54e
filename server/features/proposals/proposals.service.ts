import { randomUUID } from 'node:crypto'
import { readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import { readCharter } from '#domain/contract/charters.ts'
import type { Asked, ExtendProposal, NewCharterProposal, NewProposal } from '#domain/contract/proposals.ts'
import { rulesAsked, rulesFault } from '#domain/decisions/method.ts'
import { proxyTermsFault } from '#domain/decisions/proxies.ts'
import { reminderAt } from '#domain/decisions/reminder.ts'
import { sizesOf } from '#domain/decisions/roll.ts'
import { secrecyFault } from '#domain/decisions/secret.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { readCanonical, readCanonicalDraft } from '#domain/text/canonical.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { referenceLabel } from '#domain/text/numbering.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { proposalExtended, proposalOpened, proposalReminded, rollFlagged } from './proposals.events.ts'
import * as proposals from './proposals.repository.ts'
import * as roll from './roll.repository.ts'
import { type Fixed, fix, fixCharter } from './words.service.ts'

const minute = 60_000
const year = 366 * 24 * 60 * minute

export const find = (tx: Tx, id: string) => proposals.byId(tx, id)
export const factsFor = ({ tx }: Context, id: string, userId: string | null) => roll.factsFor(tx, id, userId)
/** Those of these people who are on its roll. */
export const onRoll = ({ tx }: Context, id: string, userIds: readonly string[]) => roll.onRoll(tx, id, userIds)
/** The role for which somebody votes in a proposal; null for whoever is not on its roll. */
export const roleOnRoll = ({ tx }: Context, id: string, userId: string) => roll.roleOn(tx, id, userId)
export const ofDraft = (_permit: Permit<'draft.read'>, context: Context, draftId: string) => proposals.list(context.tx, { draftId })
export const ofWorkspace = (_permit: Permit<'workspace.read'>, context: Context, workspaceId: string) => proposals.list(context.tx, { workspaceId })

/** What the cross-references in the fixed words are called in the draft of today: labels follow the structure and are never fixed. */
export async function referencesIn(_permit: Permit<'draft.read'>, context: Context, proposalId: string): Promise<(string | null)[]> {
  const row = await proposals.byId(context.tx, proposalId)
  if (!row || row.draftId === null) return []
  const amended = row.amendmentId === null ? row.alternatives.flatMap(({ amendmentId, words }) => (amendmentId === null ? [] : words ?? [])) : [row.words ?? '']
  const own = row.kind === 'draft' && row.words !== null ? readCanonicalDraft(row.words).map(({ words }) => words) : row.kind === 'clause' && row.words !== null ? [row.words] : []
  const texts = [...own, ...amended.flatMap((words) => readCanonicalAmendment(words).clauses).flatMap(({ before, after }) => [before, after].filter((text) => text !== null))]
  const references = texts.flatMap((text) => readCanonical(text).content.blocks).flatMap(({ inlines }) => inlines.filter(isReference).map(({ crossReference }) => crossReference))
  if (references.length === 0) return []
  const language = await drafts.languageOf(context.tx, row.draftId)
  return context.texts.read(draftRoom(row.draftId), (doc) => {
    const provisions = provisionsOf(doc)
    return references.map((reference) => referenceLabel(provisions, reference, language))
  })
}

/**
 * Puts a clause, amendments, the whole draft or a question to the vote, and lays to rest what it is about. Refuses words in another open
 * vote or with a reference that leads nowhere, and what no vote can be opened with.
 */
export const open = (permit: Permit<'proposal.open'>, context: Context, draftId: string, input: NewProposal): Promise<string> =>
  openOn(permit, context, { draftId, workspaceId: null }, input, async (id) => {
    await proposals.lockDraft(context.tx, draftId)
    return { ...await fix(context, draftId, id, input), clauseId: input.clauseId, amendmentId: input.amendmentId }
  })

/** Puts a charter to the vote that would follow the one in force. Refuses one that could not, and a second vote on the charter while one is open. */
export const openCharter = (permit: Permit<'proposal.open'>, context: Context, { charter, ...input }: NewCharterProposal): Promise<string> =>
  openOn(permit, context, { draftId: null, workspaceId: permit.subject.workspaceId }, input, async () => ({ ...await fixCharter(permit, context, readCharter(charter)), clauseId: null, amendmentId: null }))

interface Subjects { readonly clauseId: string | null; readonly amendmentId: string | null }

/**
 * Opens a vote: fixes the words by hash and freezes the roll. Refuses a method that the charter does not allow, rules that cannot work for
 * the roll, a secrecy that cannot be kept, a deadline under a minute or over a year away, an empty roll.
 */
async function openOn(permit: Permit<'proposal.open'>, context: Context, on: { draftId: string | null; workspaceId: string | null }, input: Asked, fixed: (id: string) => Promise<Fixed & Subjects>): Promise<string> {
  const { actor, charter, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const closesAt = new Date(input.closesAt)
  requireAhead(closesAt, context.now)
  const unknown = rulesAsked(input.method).find((rule) => !charter.decisions.rules.includes(rule))
  if (unknown) throw new Refusal('invalid', 'The charter does not know this rule', { because: 'rule', rule: unknown })
  const electors = await rollFor(permit, context, input.roles)
  const id = randomUUID()
  const { label, ...sealed } = await fixed(id)
  const { method, quorum, reason, secrecy, hidden, earlyClose, proxies } = input
  const rules = { method, quorum, alternatives: sealed.alternatives }
  const rollSizes = sizesOf(electors)
  const fault = rulesFault(rules, electors)
  if (fault) throw new Refusal('invalid', 'The rules cannot work for this roll', { because: fault, electors: electors.length })
  if (method.kind === 'consent' && hidden) throw new Refusal('invalid', 'Objections must be seen to be answered', { because: 'consentIsOpen' })
  const secretFault = secrecy === 'secret' ? secrecyFault({ ...rules, reason, earlyClose }, rollSizes) : null
  if (secretFault) throw new Refusal('invalid', 'The secrecy of this ballot could not be kept', { because: secretFault })
  const unfit = proxyTermsFault({ proxies, secrecy, method })
  if (unfit) throw new Refusal('invalid', 'Such a vote admits no proxies', { because: unfit })
  const proposal = {
    id, ...on, number: await proposals.lastNumber(context.tx, on) + 1, question: input.question, clauseLabel: label, ...sealed, ...rules,
    roles: input.roles, reason, secrecy, hidden: hidden || secrecy === 'secret', earlyClose, proxies, rollSizes, charterVersion: charter.version, openedById: actor.userId, openedAt: context.now, closesAt,
  }
  await proposals.insert(context.tx, { ...proposal, electors })
  await proposals.schedule(context.tx, id, { remindAt: reminderAt(context.now, closesAt), closesAt })
  context.record(proposalOpened(workspaceId, proposal, electors.length))
  const shared = await sharedOn(context, workspaceId, electors)
  if (shared.length > 0) context.record(rollFlagged(workspaceId, proposal, shared))
  return id
}

function requireAhead(closesAt: Date, now: Date) {
  const ahead = closesAt.getTime() - now.getTime()
  if (ahead < minute || ahead > year) throw new Refusal('invalid', 'The deadline must be between a minute and a year ahead', { because: 'deadline' })
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

/** Whose accounts share a mailbox, among these electors. It says that one person may hold two of these ballots; whether, people find out. */
async function sharedOn(context: Context, workspaceId: string, electors: readonly { readonly userId: string }[]): Promise<string[][]> {
  const onRoll = new Set(electors.map(({ userId }) => userId))
  const shared = await stakeholders.mailboxesIn(context.tx, workspaceId)
  return shared.map((ids) => ids.filter((id) => onRoll.has(id))).filter(({ length }) => length > 1)
}

/** Gives a vote more time, with a reason; recorded. Never less time, and not once its time is over: who waited for the end is not surprised by another. */
export async function extend(permit: Permit<'proposal.extend'>, context: Context, proposalId: string, { closesAt: asked, reason }: ExtendProposal): Promise<void> {
  const { actor, subject: { workspaceId } } = permit
  const held = await proposals.lockForClosing(context.tx, proposalId)
  const proposal = await proposals.byId(context.tx, proposalId)
  if (held?.closed !== false || held.due || !proposal || actor.userId === null) throw new Refusal('conflict', 'Voting has closed', { because: 'proposalOpen' })
  const closesAt = new Date(asked)
  requireAhead(closesAt, context.now)
  if (closesAt <= proposal.closesAt) throw new Refusal('invalid', 'A deadline may only be put off', { because: 'shortened' })
  const extension = { from: proposal.closesAt.toISOString(), to: closesAt.toISOString(), reason, byId: actor.userId, at: context.now.toISOString() }
  await proposals.extend(context.tx, proposalId, closesAt, [...proposal.extensions, extension])
  await proposals.schedule(context.tx, proposalId, { remindAt: reminderAt(context.now, closesAt), closesAt })
  context.record(proposalExtended(workspaceId, proposal, extension))
}

/** Tells everybody who listens that a deadline comes near, once for each deadline. Whom it concerns, their page knows: nobody is told who has not voted. */
export async function remind(context: Context, proposalId: string): Promise<void> {
  if (!await proposals.noteReminder(context.tx, proposalId)) return
  const row = await proposals.byId(context.tx, proposalId)
  const facts = row && await roll.factsFor(context.tx, proposalId, null)
  if (facts) context.record(proposalReminded(facts.workspaceId, row))
}

export const overdue = (context: Context) => proposals.overdue(context.tx)
