import * as Y from 'yjs'
import { canonicalClause } from './canonical.ts'
import { contentOf, type ProvisionText } from './draftText.ts'
import { restoreBlocks } from './restoreBlocks.ts'
import { clausesOf, readTree, treeOf } from './tree.ts'
import { flatten } from './treeNode.ts'

/** How a provision differs from a past state of the draft. */
interface Difference { readonly id: string; readonly before: ProvisionText | null }

/**
 * What would change if a draft were put back to a past state, as `readDraft` gave it then: provisions whose words or place differ,
 * that are gone, or that were not there. With `clauseId` only that provision's words count, or its absence now.
 */
export function differencesFrom(doc: Y.Doc, past: readonly ProvisionText[], clauseId: string | null): Difference[] {
  const now = new Map(flatten(readTree(doc)).map((node) => [node.id, node]))
  const isAsThen = (then: ProvisionText) => {
    const node = now.get(then.id)
    const isInPlace = clauseId !== null || (node?.parent === then.parent && node.order === then.order)
    return node !== undefined && isInPlace && hasWordsOf(doc, then)
  }
  const different = past.filter((then) => !isAsThen(then)).map((then): Difference => ({ id: then.id, before: then }))
  const then = new Set(past.map(({ id }) => id))
  const added = [...now.keys()].filter((id) => !then.has(id)).map((id): Difference => ({ id, before: null }))
  return [...different, ...added].filter(({ id }) => clauseId === null || id === clauseId)
}

// Ids of blocks count too: comments and references stay at them.
const hasWordsOf = (doc: Y.Doc, { id, kind, content }: ProvisionText) => {
  const now = contentOf(doc, id)
  return canonicalClause(kind, now) === canonicalClause(kind, content) && now.blocks.map((block) => block.id).join() === content.blocks.map((block) => block.id).join()
}

/** Puts provisions back as they were, with the fewest changes; what was not there then is taken out. To be run in one transaction. */
export function restoreProvisions(doc: Y.Doc, differences: readonly Difference[], clauseId: string | null): void {
  for (const { id, before } of differences) {
    if (!before) { treeOf(doc).delete(id); clausesOf(doc).delete(id) }
    else restoreProvision(doc, before, clauseId === null || !treeOf(doc).has(id))
  }
}

function restoreProvision(doc: Y.Doc, { id, kind, parent, order, content }: ProvisionText, withPlace: boolean) {
  const fragment = clausesOf(doc).get(id)
  if (!fragment) clausesOf(doc).set(id, new Y.XmlFragment())
  const words = clausesOf(doc).get(id)
  if (words) restoreBlocks(words, content)
  const row = treeOf(doc).get(id)
  if (!row) treeOf(doc).set(id, new Y.Map<unknown>([['parent', parent], ['order', order], ['kind', kind]]))
  else if (withPlace) {
    if (row.get('order') !== order) row.set('order', order)
    if (row.get('parent') !== parent) row.set('parent', parent)
  }
}
