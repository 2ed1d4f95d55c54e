import { createHash } from 'node:crypto'
import { applyToDoc } from '#domain/amendments/applyToDoc.ts'
import { canonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { placesOf, sealedOf } from '#domain/amendments/sealed.ts'
import type { SettleAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import { amendmentSettled } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { held } from './amendments.service.ts'
import { type Asked, askedOf, changeOf, textAt, writtenAlready } from './pieces.service.ts'
import { leaveUnanswered, leaveUncalled } from './preemption.service.ts'

/**
 * What somebody who may write in the draft does with an amendment without a vote: accepts its words into the draft, all or some pieces of
 * them, as an edit of its first sponsor, or rejects them; in each case for a reason that is kept. Each piece is placed on the text of now,
 * so a draft that changed elsewhere does not stand in its way; one that changed in the same place does. Refuses words that are at rest.
 * What the draft says already is accepted as of the row with which it did.
 * What is kept as its words is what was written, each clause before and after, or where nothing was, what was asked for.
 */
export async function settle(permit: Permit<'amendment.settle'>, context: Context, { accepted, pieces, reason }: SettleAmendment): Promise<void> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const row = await held(permit, context)
  if (row.amends) throw new Refusal('conflict', 'It is for the sponsors of the amendment that it amends to answer it', { because: 'amendsAmendment' })
  const { value: branch, undo } = await context.texts.seal(amendmentRoom(row.id), (doc) => readDraft(doc).nodes)
  context.onRollback(undo)
  const base = await textAt(context, draftRoom(row.draftId), row.baseSeq)
  const asked = askedOf(base, branch, { accepted, pieces })
  const { taken, left, isInPart } = asked
  const written = taken.length > 0 ? await accept(context, row, asked) : null
  const change = written?.change ?? sealedOf(base, branch)
  const words = canonicalAmendment(change)
  const hash = createHash('sha256').update(words).digest('hex')
  const seq = written?.seq ?? null
  await amendments.settle(context.tx, row.id, { accepted: taken.length > 0, pieces: isInPart ? taken : [], reason, byId: actor.userId, at: context.now, seq })
  await amendments.change(context.tx, row.id, {
    state: seq === null ? 'decided' : 'consolidated', outcome: isInPart ? 'agreedToInPart' : written ? 'agreedTo' : 'disagreedTo', decidedAt: context.now, words, hash,
    ...(seq !== null && { consolidatedAt: context.now, consolidatedSeq: seq }),
  })
  const clauses = change.clauses.map(({ id }) => id)
  context.record(amendmentSettled(workspaceId, row, { accepted: written !== null, reason, hash, seq, taken: taken.length, left, clauses }))
  if (written) await leaveUncalled(context, workspaceId, row, written.change)
  await leaveUnanswered(context, workspaceId, row)
}

async function accept(context: Context, { draftId, sponsors: [author = ''] }: amendments.AmendmentRow, asked: Asked): Promise<{ seq: number; change: SealedAmendment }> {
  // A vote on these words opens before this, and is seen, or after the edit is in the journal.
  await amendments.lockDraft(context.tx, draftId)
  const already = await writtenAlready(context, draftRoom(draftId), asked)
  if (already) return already
  const expected = await context.texts.read(draftRoom(draftId), (doc) => changeOf(readDraft(doc).nodes, asked).change)
  const clauses = new Set(expected.clauses.map(({ id }) => id))
  const clauseId = await drafts.atRestAmong(context.tx, draftId, [...clauses], placesOf(expected).leaving)
  if (clauseId !== null) throw new Refusal('locked', 'These words are at rest while they are voted on', { clauseId })
  let change = expected
  const { seq } = await context.texts.edit(draftRoom(draftId), { userId: author }, (doc) => {
    const main = readDraft(doc).nodes
    const { hunks, change: due } = changeOf(main, asked)
    // Whether it rests was only asked of the others.
    if (due.clauses.some(({ id }) => !clauses.has(id))) throw new Refusal('conflict', 'The draft has changed meanwhile', { because: 'textMoved' })
    applyToDoc(doc, main, hunks)
    change = due
  })
  return { seq, change }
}
