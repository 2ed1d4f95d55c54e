import { readCanonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { preemptedClause } from '#domain/amendments/sealed.ts'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentDecided } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'

/**
 * The rule of pre-emption, in the transaction in which an amendment is written in: every other sealed amendment that can no longer be
 * written because of it is not called, with it as the reason. One that is being voted on is left to its vote, one that an ordinary edit
 * stands in the way of to its sponsors; those that are not sealed yet can still be brought up to date.
 */
export async function leaveUncalled(context: Context, workspaceId: string, by: amendments.AmendmentRow, written: SealedAmendment): Promise<void> {
  const text = await context.texts.read(draftRoom(by.draftId), (doc) => readDraft(doc).nodes)
  const changed = new Set(written.clauses.map(({ id }) => id))
  for (const id of await amendments.sealedIn(context.tx, by.draftId)) {
    if (await amendments.lock(context.tx, id) !== 'sealed') continue
    const row = await amendments.byId(context.tx, id)
    if (!row || row.words === null || row.isVotedOn) continue
    const clauseId = preemptedClause(text, readCanonicalAmendment(row.words), changed)
    if (clauseId === null) continue
    await amendments.change(context.tx, id, { state: 'decided', outcome: 'notCalled', decidedAt: context.now, preemptedById: by.id, preemptedClauseId: clauseId })
    context.record(amendmentDecided(workspaceId, row, 'notCalled', null, { by, clauseId }))
  }
}

/** What waits for the answer of sponsors whose amendment was decided or taken back is not called: there is nothing left to change. */
export async function leaveUnanswered(context: Context, workspaceId: string, by: amendments.AmendmentRow): Promise<void> {
  for (const id of await amendments.unanswered(context.tx, by.id)) {
    await amendments.lock(context.tx, id)
    const row = await amendments.byId(context.tx, id)
    if (row?.state !== 'lodged') continue
    const { undo } = await context.texts.seal(amendmentRoom(id), () => null)
    context.onRollback(undo)
    await amendments.change(context.tx, id, { state: 'decided', outcome: 'notCalled', decidedAt: context.now, preemptedById: by.id })
    context.record(amendmentDecided(workspaceId, row, 'notCalled', null, { by, clauseId: null }))
  }
}
