import type * as Y from 'yjs'
import type { ProvisionText } from '../text/draftText.ts'
import { differencesFrom, restoreProvisions } from '../text/restore.ts'
import { readTree, treeOf } from '../text/tree.ts'
import { flatten } from '../text/treeNode.ts'

/**
 * Makes a branch read exactly as a text, with the fewest changes: what is the same by clause, block and word stays, with the carets in
 * it. In: the text as `readDraft` or `applyHunks` gives it. One transaction; where nothing differs, the keys of the order included,
 * nothing is written.
 */
export function bringTo(doc: Y.Doc, text: readonly ProvisionText[]): void {
  const kinds = new Map(text.map(({ id, kind }) => [id, kind]))
  doc.transact(() => {
    // A clause of another kind is another clause, though it has the same id.
    for (const { id, kind } of flatten(readTree(doc))) if (kinds.has(id) && kinds.get(id) !== kind) treeOf(doc).delete(id)
    restoreProvisions(doc, differencesFrom(doc, text, null), null)
  })
}
