import * as Y from 'yjs'
import { blocksIn, breakIn } from '#domain/text/blockWords.ts'
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
  const touched = new Set<string>()
  for (const type of transaction.changedParentTypes.keys()) if (Object.is(type.parent, clauses) && type._item?.parentSub) touched.add(type._item.parentSub)
  // A clause that came with its first blocks was no parent of anything before.
  for (const [type, keys] of transaction.changed) if (Object.is(type, clauses)) for (const key of keys) if (key !== null) touched.add(key)
  for (const clauseId of touched) {
    const ids = (clauses.get(clauseId)?.toArray() ?? []).flatMap((holder) => (holder instanceof Y.XmlElement ? changedIn(holder, transaction) : [])).map((block) => block.getAttribute('id'))
    found.set(clauseId, new Set(ids.filter((id): id is string => typeof id === 'string')))
  }
  return found
}

/** The blocks whose words an element holds, if they were changed or brought. */
function changedIn(holder: Y.XmlElement, { beforeState, changed: types, changedParentTypes, deleteSet }: Y.Transaction): Y.XmlElement[] {
  const changed: ReadonlySet<unknown> = new Set(types.keys())
  // By their ends: what came may have been put together with what stood before it.
  const isNew = ({ id, length }: Y.Item) => id.clock + length > (beforeState.get(id.client) ?? 0)
  const isTouched = (item: Y.Item) => isNew(item) || deleteSet.clients.get(item.id.client)?.some(({ clock, len }) => clock < item.id.clock + item.length && item.id.clock < clock + len)
  if (holder._item && isNew(holder._item)) return blocksIn(holder).map(({ element }) => element)
  if (![...changedParentTypes.keys()].some((type) => Object.is(type, holder))) return []
  const found = new Set(changed.has(holder) ? [holder] : [])
  let block = holder
  for (const item of itemsIn(holder)) {
    const type = item.content instanceof Y.ContentType && !(item.content.type instanceof Y.XmlText) ? item.content.type : null
    const before = block
    block = (item.deleted ? null : breakIn(item)) ?? block
    if (isTouched(item) || changed.has(type)) found.add(before).add(block)
  }
  return [...found]
}

function* itemsIn(holder: Y.XmlElement): Generator<Y.Item> {
  for (const child of holder.toArray()) {
    if (child._item) yield child._item
    for (let item = child instanceof Y.XmlText ? child._start : null; item !== null; item = item.right) yield item
  }
}
