import * as Y from 'yjs'
import { blockText } from '#domain/text/clauseContent.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Words } from '#client/lib/waiting.ts'
import type { DraftText } from './draftText.ts'

/** The words of the blocks that a transaction changed or brought, as they stand after it. What it took away has no words left. */
export function changedWords(text: DraftText, transaction: Y.Transaction): Words[] {
  const { labelOf } = text.structure()
  return [...changedBlocks(text.doc, transaction)].flatMap(([clauseId, blockIds]) => {
    const clause = text.clause(clauseId)
    if (!clause) return []
    return clause.content.blocks.filter(({ id }) => blockIds.has(id))
      .map((block) => ({ clauseId, label: clause.label ?? clause.heading ?? '', blockId: block.id, text: blockText(block, (reference) => labelOf(reference) ?? '') }))
  })
}

function changedBlocks(doc: Y.Doc, transaction: Y.Transaction): Map<string, Set<string>> {
  const clauses = clausesOf(doc)
  const found = new Map<string, Set<string>>()
  const note = (clauseId: string | null | undefined, block: unknown) => {
    const blockId = block instanceof Y.XmlElement ? block.getAttribute('id') : null
    if (clauseId && blockId) found.set(clauseId, (found.get(clauseId) ?? new Set()).add(blockId))
  }
  const isNew = (item: Y.Item | null) => item !== null && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)
  for (const type of transaction.changedParentTypes.keys()) {
    const fragment: unknown = type.parent
    if (fragment instanceof Y.XmlFragment && Object.is(fragment.parent, clauses)) note(fragment._item?.parentSub, type)
    if (!(type instanceof Y.XmlFragment) || !Object.is(type.parent, clauses)) continue
    for (const block of type.toArray()) if (isNew(block._item)) note(type._item?.parentSub, block)
  }
  // A clause that came with its first blocks was no parent of anything before.
  for (const [type, keys] of transaction.changed) {
    if (!Object.is(type, clauses)) continue
    for (const key of keys) for (const block of (key !== null && clauses.get(key)?.toArray()) || []) note(key, block)
  }
  return found
}
