import { createHash } from 'node:crypto'
import { canonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { consolidationOf, writeSealed } from '#domain/amendments/sealed.ts'
import type { SettleAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import { amendmentSettled } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { difference, held } from './amendments.service.ts'
import { leaveUncalled } from './preemption.service.ts'

/**
 * What somebody who may write in the draft does with an amendment without a vote: accepts its words into the draft, as an edit of its
 * first sponsor, or rejects them; in both cases for a reason that is kept. Refuses words that are at rest, or that the draft has
 * changed since.
 */
export async function settle(permit: Permit<'amendment.settle'>, context: Context, { accepted, reason }: SettleAmendment): Promise<void> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const row = await held(permit, context)
  const { value: branch, undo } = await context.texts.seal(amendmentRoom(row.id), (doc) => readDraft(doc).nodes)
  context.onRollback(undo)
  const change = await difference(context, row, branch)
  const clauses = change.clauses.map(({ id }) => id)
  const words = canonicalAmendment(change)
  const hash = createHash('sha256').update(words).digest('hex')
  const seq = accepted ? await accept(context, row, change, clauses) : null
  await amendments.settle(context.tx, row.id, { accepted, reason, byId: actor.userId, at: context.now, seq })
  await amendments.change(context.tx, row.id, {
    state: seq === null ? 'decided' : 'consolidated', outcome: accepted ? 'agreedTo' : 'disagreedTo', decidedAt: context.now, words, hash,
    ...(seq !== null && { consolidatedAt: context.now, consolidatedSeq: seq }),
  })
  context.record(amendmentSettled(workspaceId, row, { accepted, reason, hash, seq, clauses }))
  if (seq !== null) await leaveUncalled(context, workspaceId, row, change)
}

async function accept(context: Context, { draftId, sponsors: [author = ''] }: amendments.AmendmentRow, change: SealedAmendment, clauses: readonly string[]): Promise<number> {
  if (clauses.length === 0) throw new Refusal('conflict', 'The amendment changes nothing', { because: 'nothingChanged' })
  // A vote on these words opens before this, and is seen, or after the edit is in the journal.
  await amendments.lockDraft(context.tx, draftId)
  const clauseId = await drafts.atRestAmong(context.tx, draftId, clauses)
  if (clauseId !== null) throw new Refusal('locked', 'These words are at rest while they are voted on', { clauseId })
  const { seq } = await context.texts.edit(draftRoom(draftId), { userId: author }, (doc) => {
    const consolidation = consolidationOf(readDraft(doc).nodes, change)
    if (!consolidation.ok) throw new Refusal('conflict', 'The draft has changed where the amendment changes it', { because: 'textMoved', clauseId: consolidation.clauseId })
    writeSealed(doc, change)
  })
  return seq
}
