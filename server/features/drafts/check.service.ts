import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { blockingFindings } from '#domain/text/check/blocking.ts'
import { type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from './drafts.repository.ts'

/** So many findings a refusal names; the page has them all. */
const mostNamed = 20

/**
 * Refuses `conflict` while the committed words of a draft, or of one of its clauses, have what must not be sealed or go on: references
 * that lead nowhere, provisions without words. The details say which clauses.
 */
export async function requireInOrder(context: Context, draftId: string, clauseId: string | null = null): Promise<void> {
  const language = await drafts.languageOf(context.tx, draftId)
  refuseDisorder(await context.texts.read(draftRoom(draftId), (doc) => readDraft(doc, language).nodes), clauseId === null ? null : [clauseId])
}

/** The same for a text that is at hand: all of it, or these clauses. */
export function refuseDisorder(nodes: readonly ProvisionText[], clauseIds: readonly string[] | null): void {
  const found = blockingFindings(nodes).filter((finding) => clauseIds === null || clauseIds.includes(finding.clauseId))
  if (found.length === 0) return
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  const findings = found.slice(0, mostNamed).map(({ kind, clauseId: id, blockId }) => ({ kind, clauseId: id, blockId, label: labels.get(id) ?? null }))
  throw new Refusal('conflict', 'The text has references that lead nowhere, or provisions without words', { because: 'notInOrder', count: found.length, findings })
}
