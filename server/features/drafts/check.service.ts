import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { blockingFindings } from '#domain/text/check/blocking.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Context } from '#server/db/context.ts'

/** So many findings a refusal names; the page has them all. */
const mostNamed = 20

/**
 * Refuses `conflict` while the committed words of a draft, or of one of its clauses, have what must not be sealed or go on: references
 * that lead nowhere, provisions without words. The details say which clauses.
 */
export async function requireInOrder(context: Context, draftId: string, clauseId: string | null = null): Promise<void> {
  const nodes = await context.texts.read(draftRoom(draftId), (doc) => readDraft(doc).nodes)
  const found = blockingFindings(nodes).filter((finding) => clauseId === null || finding.clauseId === clauseId)
  if (found.length === 0) return
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  const findings = found.slice(0, mostNamed).map(({ kind, clauseId: id, blockId }) => ({ kind, clauseId: id, blockId, label: labels.get(id) ?? null }))
  throw new Refusal('conflict', 'The text has references that lead nowhere, or provisions without words', { because: 'notInOrder', count: found.length, findings })
}
