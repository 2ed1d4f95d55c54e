import * as Y from 'yjs'
import { type NodeKind, nodeKinds } from './kinds.ts'
import { sections, type TreeNode } from './treeNode.ts'

/** A node as the tree stores it. */
export interface Row { readonly id: string; readonly kind: NodeKind; readonly parent: string | null; readonly order: string }

export const treeOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('tree')
export const clausesOf = (doc: Y.Doc) => doc.getMap<Y.XmlFragment>('clauses')

// The sections of a law come in their order whatever the keys say.
const byPlace = (a: Row, b: Row) => sections[a.kind] - sections[b.kind] || compare(a.order, b.order) || compare(a.id, b.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The draft's tree, top level in reading order. Changes nothing in `doc`. */
export const readTree = (doc: Y.Doc): TreeNode[] => treeFrom([...treeOf(doc)].flatMap(([id, row]) => readRow(id, row)))

/**
 * The tree that rows make. Only an article lies in a chapter; whatever else a row says (a parent that is gone, moved
 * concurrently, or no chapter) puts its node at the top. So every node is there once, and cycles cannot be.
 */
export function treeFrom(rows: readonly Row[]): TreeNode[] {
  const chapters = new Set(rows.filter((row) => row.kind === 'chapter').map((row) => row.id))
  const placed = rows.map((row) => ({ ...row, parent: row.kind === 'article' && row.parent !== null && chapters.has(row.parent) ? row.parent : null }))
  const nodesIn = (parent: string | null, depth: number): TreeNode[] => placed.filter((row) => row.parent === parent).sort(byPlace)
    .map(({ id, kind, order }) => ({ id, kind, parent, order, depth, children: kind === 'chapter' ? nodesIn(id, depth + 1) : [] }))
  return nodesIn(null, 0)
}

function readRow(id: string, row: unknown): Row[] {
  if (!(row instanceof Y.Map)) return []
  const kind = row.get('kind')
  const parent = row.get('parent')
  const order = row.get('order')
  if (!(nodeKinds as readonly unknown[]).includes(kind) || typeof order !== 'string') return []
  return [{ id, kind: kind as NodeKind, parent: typeof parent === 'string' ? parent : null, order }]
}
