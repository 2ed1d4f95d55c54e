import { createHash, randomUUID } from 'node:crypto'
import { canonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { consolidationOf, placesOf, sealedOf } from '#domain/amendments/sealed.ts'
import { isUnsealed } from '#domain/amendments/states.ts'
import type { ChangeAmendment, MoveAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, baseRoom, draftRoom } from '#domain/ids.ts'
import { type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { refuseDisorder } from '#server/features/drafts/check.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { amendmentChanged, amendmentDecided, amendmentLodged, amendmentMoved, amendmentSealed } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { amendedBy, beginning, holdAmended } from './beginning.service.ts'
import { leaveUnanswered } from './preemption.service.ts'
import { isSeen } from './amendments.subject.ts'

/** Each is a copy of the whole text: nobody opens more of them in one draft before handing some in or withdrawing them. */
const mostBegun = 20

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export const dispositionOf = (context: Context, id: string) => amendments.disposition(context.tx, id)
export const find = (context: Context, id: string) => amendments.byId(context.tx, id)

/** Those that the asker may see: what others draft among themselves is not there for anyone else. */
export async function ofDraft({ actor }: Permit<'draft.read'>, context: Context, draftId: string): Promise<amendments.AmendmentRow[]> {
  const reader = { userId: actor.userId, role: actor.membership?.role ?? null }
  return (await amendments.ofDraft(context.tx, draftId)).filter((row) => isSeen(row, reader))
}

/**
 * Opens a branch for its first sponsor to write in: of the draft's text as it is now, of an amendment's, or one that begins with the words
 * of another. Refuses `tooMany` whoever has begun twenty.
 */
export async function move(permit: Permit<'amendment.move'>, context: Context, draftId: string, { beginsWith, ...input }: MoveAmendment): Promise<string> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  // Read before the locks: whoever holds one must not wait for a connection that those who wait for it have taken.
  const { doc, ...start } = await beginning(permit, context, draftId, beginsWith)
  await holdAmended(context, start)
  await amendments.lockDraft(context.tx, draftId)
  if (await amendments.begunBy(context.tx, draftId, actor.userId) >= mostBegun) throw new Refusal('tooMany', 'You have begun too many amendments to this draft', { most: mostBegun })
  const id = randomUUID()
  const amendment = { id, draftId, ...input, ...start, role: actor.membership?.role ?? null, movedById: actor.userId, movedAt: context.now }
  await amendments.insert(context.tx, amendment)
  await context.texts.create(context.tx, { textId: amendmentRoom(id), draftId, first: doc, author: { userId: actor.userId }, at: context.now })
  context.record(amendmentMoved(workspaceId, amendment))
  return id
}

export async function change(permit: Permit<'amendment.edit'>, context: Context, input: ChangeAmendment): Promise<void> {
  const row = await held(permit, context)
  await amendments.change(context.tx, row.id, { title: input.title ?? row.title, reason: input.reason ?? row.reason, openTo: input.openTo ?? row.openTo })
  context.record(amendmentChanged(permit.subject.workspaceId, row))
}

/** Takes another member in as sponsor: from then on they write in it too. */
export async function addSponsor(permit: Permit<'amendment.edit'>, context: Context, userId: string): Promise<void> {
  const row = await held(permit, context)
  const roll = await stakeholders.rollOf(context.tx, permit.subject.workspaceId, permit.charter.roles)
  if (!roll.some((member) => member.userId === userId)) throw new Refusal('invalid', 'A sponsor speaks for a stakeholder role of this workspace', { because: 'role' })
  await amendments.name(context.tx, row.id, userId, 'sponsor', context.now)
  context.record(amendmentChanged(permit.subject.workspaceId, row))
}

/** Takes one's own or another's name off; an amendment keeps one sponsor at least. */
export async function removeSponsor(permit: Permit<'amendment.edit'>, context: Context, userId: string): Promise<void> {
  const row = await held(permit, context)
  if (row.sponsors.every((sponsor) => sponsor === userId)) throw new Refusal('conflict', 'An amendment needs a sponsor', { because: 'lastSponsor' })
  await amendments.takeName(context.tx, row.id, userId, 'sponsor')
  context.record(amendmentChanged(permit.subject.workspaceId, row))
}

export async function support(permit: Permit<'amendment.support'>, context: Context, supports: boolean): Promise<void> {
  const row = await held(permit, context)
  const { userId } = permit.actor
  if (userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  if (supports) await amendments.name(context.tx, row.id, userId, 'supporter', context.now)
  else await amendments.takeName(context.tx, row.id, userId, 'supporter')
  context.record(amendmentChanged(permit.subject.workspaceId, row))
}

/**
 * Hands it in: it gets its number, and everyone who may read the draft may read it. Refuses what changes nothing, and one to an amendment
 * that is not open to amendments any more.
 */
export async function lodge(permit: Permit<'amendment.edit'>, context: Context): Promise<void> {
  await holdAmended(context, await amendedBy(context, permit.subject.amendment?.id ?? ''))
  const row = await held(permit, context)
  if (row.state !== 'drafting') throw new Refusal('conflict', 'It is handed in already', { because: 'moved' })
  const branch = await context.texts.read(amendmentRoom(row.id), (doc) => readDraft(doc).nodes)
  if ((await difference(context, row, branch)).clauses.length === 0) throw new Refusal('conflict', 'The amendment changes nothing yet', { because: 'nothingChanged' })
  const number = await amendments.nextNumber(context.tx, row.draftId)
  await amendments.change(context.tx, row.id, { state: 'lodged', number, lodgedAt: context.now })
  context.record(amendmentLodged(permit.subject.workspaceId, row, number))
}

/**
 * Fixes the words: nobody writes in them again, and their hash is what a ballot will carry. Refuses one that is not handed in, changes
 * nothing, or changes what the draft has changed since (it is brought up to date first, by its sponsors, by hand), or leaves references
 * that lead nowhere or provisions without words; also while somebody waits for an answer to an amendment to it, and an amendment to an
 * amendment, which is answered and not voted on.
 */
export async function seal(permit: Permit<'amendment.edit'>, context: Context): Promise<void> {
  const row = await held(permit, context)
  if (row.state !== 'lodged') throw new Refusal('conflict', 'It is not handed in', { because: 'amendmentLodged' })
  if (row.amends) throw new Refusal('conflict', 'It is for the sponsors of the amendment that it amends to answer it', { because: 'amendsAmendment' })
  if ((await amendments.unanswered(context.tx, row.id)).length > 0) throw new Refusal('conflict', 'Amendments to it wait for an answer', { because: 'unanswered' })
  const { value: branch, undo } = await context.texts.seal(amendmentRoom(row.id), (doc) => readDraft(doc).nodes)
  context.onRollback(undo)
  const sealed = await difference(context, row, branch)
  if (sealed.clauses.length === 0) throw new Refusal('conflict', 'The amendment changes nothing', { because: 'nothingChanged' })
  const main = await context.texts.read(draftRoom(row.draftId), (doc) => readDraft(doc).nodes)
  const consolidation = consolidationOf(main, sealed)
  if (!consolidation.ok) throw new Refusal('conflict', 'The draft has changed where the amendment changes it', { because: 'textMoved', clauseId: consolidation.clauseId })
  const clauses = sealed.clauses.map(({ id }) => id)
  refuseDisorder(branch, clauses)
  const words = canonicalAmendment(sealed)
  await amendments.touch(context.tx, row.id, clauses, placesOf(sealed).anchors)
  await amendments.change(context.tx, row.id, { state: 'sealed', sealedAt: context.now, words, hash: sha256(words) })
  context.record(amendmentSealed(permit.subject.workspaceId, row, sha256(words), clauses))
}

/**
 * Its sponsors take it back, sealed or not, as long as nothing was decided on it. Refuses one that is being voted on. Of one that was
 * never handed in nobody else hears.
 */
export async function withdraw(permit: Permit<'amendment.withdraw'>, context: Context): Promise<void> {
  const row = await held(permit, context)
  if (row.isVotedOn) throw new Refusal('conflict', 'It is being voted on', { because: 'isVotedOn' })
  if (isUnsealed(row.state)) {
    const { undo } = await context.texts.seal(amendmentRoom(row.id), () => null)
    context.onRollback(undo)
  }
  await amendments.change(context.tx, row.id, { state: 'decided', outcome: 'withdrawn', decidedAt: context.now })
  context.record(row.lodgedAt === null ? amendmentChanged(permit.subject.workspaceId, row) : amendmentDecided(permit.subject.workspaceId, row, 'withdrawn', null))
  await leaveUnanswered(context, permit.subject.workspaceId, row)
}

/** What it changes, against what it is a branch of at the place it starts from. */
async function difference(context: Context, row: amendments.AmendmentRow, branch: readonly ProvisionText[]): Promise<SealedAmendment> {
  const { doc } = await context.texts.history.at(baseRoom(row), row.baseSeq)
  return sealedOf(readDraft(doc).nodes, branch)
}

/** The amendment of a permit, held until the transaction ends. Refuses one whose state has moved since the permit was given. */
export async function held({ subject: { amendment } }: Permit<'amendment.edit' | 'amendment.support' | 'amendment.settle' | 'amendment.withdraw'>, context: Context): Promise<amendments.AmendmentRow> {
  if (!amendment) throw new Error('the permit is about an amendment')
  if (await amendments.lock(context.tx, amendment.id) !== amendment.state) throw new Refusal('conflict', 'The amendment has moved on', { because: 'moved' })
  const row = await amendments.byId(context.tx, amendment.id)
  if (!row) throw new Error('a locked amendment is there')
  return row
}
