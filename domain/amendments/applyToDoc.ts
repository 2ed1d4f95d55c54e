import type * as Y from 'yjs'
import { writeClause } from '../text/clauseFragment.ts'
import { type ProvisionText, readDraft } from '../text/draftText.ts'
import { addNode, moveNode, removeNode } from '../text/placeNodes.ts'
import { restoreBlocks } from '../text/restoreBlocks.ts'
import { clausesOf } from '../text/tree.ts'
import type { Place } from '../text/treeNode.ts'
import { applyHunks } from './applyHunks.ts'
import type { Hunk } from './hunks.ts'
import { rowKey, rowOf } from './rows.ts'

/**
 * Writes accepted pieces into a live draft with the fewest changes: comments, cursors and the authors of all other words stay. In: the
 * text on which the pieces were placed, and the pieces as `rebase` placed them there (`on`). Throws RangeError, with nothing
 * written, when one of them does not fit or a clause that they change no longer reads as in `main`. One transaction.
 */
export function applyToDoc(doc: Y.Doc, main: readonly ProvisionText[], hunks: readonly Hunk[]): void {
  const now = readDraft(doc).nodes
  const touched = new Set(hunks.map(({ clauseId }) => clauseId))
  const wordsIn = (nodes: readonly ProvisionText[], id: string) => JSON.stringify(nodes.find((node) => node.id === id)?.content)
  for (const id of touched) if (wordsIn(now, id) !== wordsIn(main, id)) throw new RangeError(`The clause ${id} was changed since`)
  const after = applyHunks(now, hunks)
  const ids = (kind: Hunk['kind']) => new Set(hunks.flatMap((hunk) => hunk.kind === kind ? [hunk.clauseId] : []))
  const [removed, inserted, moved] = [ids('clauseRemoved'), ids('clauseInserted'), ids('clauseMoved')]
  doc.transact(() => {
    for (const id of removed) removeNode(doc, id)
    const rows = rowOf(after)
    for (const node of after) {
      if (!touched.has(node.id)) continue
      if (inserted.has(node.id)) writeClause(addNode(doc, { id: node.id, kind: node.kind, ...placeIn(rows, node) }), node.content)
      else if (moved.has(node.id)) moveNode(doc, node.id, placeIn(rows, node))
      const fragment = clausesOf(doc).get(node.id)
      if (fragment && !inserted.has(node.id)) restoreBlocks(fragment, node.content)
    }
  })
}

/** Where a provision stands in a text: behind the one before it in its row. */
export function placeIn(rows: ReadonlyMap<string, readonly string[]>, { id, kind, parent }: Pick<ProvisionText, 'id' | 'kind' | 'parent'>): Place {
  const row = rows.get(rowKey(parent, kind)) ?? []
  return { parent, after: row[row.indexOf(id) - 1] ?? null }
}
