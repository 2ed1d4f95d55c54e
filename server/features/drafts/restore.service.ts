import { Refusal } from '#domain/errors.ts'
import { draftRoom, operatorId } from '#domain/ids.ts'
import { canonicalClause, canonicalDraft } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { OperatorPermit } from '#server/authorize/operator.ts'
import type { Context } from '#server/db/context.ts'
import { type Moment, restoreText } from '#server/texts/restore.ts'
import { draftRecovered } from './drafts.events.ts'
import * as drafts from './drafts.repository.ts'

export interface RestoreDraft { readonly draftId: string; readonly to: Moment; readonly reason: string | null }

/**
 * Puts the text of a draft back to a moment, for good reason and by an operator only; recorded, and begun as a new generation.
 * Refuses `locked` when words that are being voted on would change: that vote is closed first.
 */
export async function restore(permit: OperatorPermit, context: Context, { draftId, to, reason }: RestoreDraft) {
  await drafts.lock(context.tx, draftId)
  const place = await drafts.placeOf(context.tx, draftId)
  if (!place) throw new Refusal('notFound', `There is no draft ${draftId}`)
  const { doc, ...restored } = await restoreText(context.tx, draftRoom(draftId), to, permit.userId ?? operatorId, context.now)
  const { nodes } = readDraft(doc)
  const words = new Map(nodes.map(({ id, kind, content }) => [id, canonicalClause(kind, content)]))
  const changed = (await drafts.wordsAtRest(context.tx, draftId)).find((fixed) => (fixed.clauseId === null ? canonicalDraft(nodes) : words.get(fixed.clauseId)) !== fixed.words)
  if (changed) throw new Refusal('locked', `Proposal ${changed.number} is open on words that would change: close it first`, { clauseId: changed.clauseId })
  context.record(draftRecovered(place.workspaceId, draftId, restored, reason))
  return restored
}
