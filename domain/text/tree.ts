import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { type NodeKind, nodeKinds } from './kinds.ts'
import { flatten, type Place, sections, type TreeNode } from './treeNode.ts'

interface Row { readonly id: string; readonly kind: NodeKind; readonly parent: string | null; readonly order: string }

export const treeOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('tree')
export const clausesOf = (doc: Y.Doc) => doc.getMap<Y.XmlFragment>('clauses')

// The sections of a law come in their order whatever the keys say.
const byPlace = (a: Row, b: Row) => sections[a.kind] - sections[b.kind] || compare(a.order, b.order) || compare(a.id, b.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The draft's tree, top level in reading order. Only an article lies in a chapter; whatever else a row says (a parent that is
 * gone, moved concurrently, or no chapter) puts its node at the top. So every node is there once, and cycles cannot be.
 */
export function readTree(doc: Y.Doc): TreeNode[] {
  const rows = [...treeOf(doc)].flatMap(([id, row]) => readRow(id, row))
  const chapters = new Set(rows.filter((row) => row.kind === 'chapter').map((row) => row.id))
  const placed = rows.map((row) => ({ ...row, parent: row.kind === 'article' && row.parent !== null && chapters.has(row.parent) ? row.parent : null }))
  const nodesIn = (parent: string | null, depth: number): TreeNode[] => placed.filter((row) => row.parent === parent).sort(byPlace)
    .map((row) => ({ ...row, depth, children: row.kind === 'chapter' ? nodesIn(row.id, depth + 1) : [] }))
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

/** Whether a value is an order that others can be put before and after; the server refuses any other, since one would stop every insertion beside it. */
export function isOrderKey(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    return generateKeyBetween(value, null) > value
  } catch {
    return false
  }
}

function keyFor(doc: Y.Doc, kind: NodeKind, { parent, after }: Place, self?: string): string {
  const nodes = flatten(readTree(doc))
  const siblings = nodes.filter((node) => node.parent === parent && sections[node.kind] === sections[kind] && node.id !== self && isOrderKey(node.order))
  const index = after === null ? -1 : siblings.findIndex((node) => node.id === after)
  const before = siblings[index]?.order ?? null
  // Concurrent insertions can leave equal keys, between which there is no room: the next greater one ends the gap.
  const next = siblings.slice(index + 1).find((node) => before === null || node.order > before)?.order ?? null
  return generateKeyBetween(before, next)
}

/** Adds a node with an empty fragment, in one transaction. */
export function addNode(doc: Y.Doc, node: { readonly id: string; readonly kind: NodeKind } & Place): Y.XmlFragment {
  const fragment = new Y.XmlFragment()
  doc.transact(() => {
    // The place before the words: an undo asks the other way round, and leaves the place of a provision in which others have written.
    treeOf(doc).set(node.id, new Y.Map<unknown>([['parent', node.parent], ['order', keyFor(doc, node.kind, node)], ['kind', node.kind]]))
    clausesOf(doc).set(node.id, fragment)
  })
  return fragment
}

/** Moves a node; its words, and what others are typing in them, stay with it. */
export function moveNode(doc: Y.Doc, id: string, place: Place): void {
  const row = treeOf(doc).get(id)
  const kind = row?.get('kind') as NodeKind | undefined
  if (!row || !kind) return
  doc.transact(() => {
    row.set('order', keyFor(doc, kind, place, id))
    row.set('parent', place.parent)
  })
}

/** Takes a node and its words out of the draft; articles of a removed chapter stay, at the top level, where the chapter was. */
export function removeNode(doc: Y.Doc, id: string): void {
  doc.transact(() => {
    let after = id
    for (const { id: article } of readTree(doc).find((node) => node.id === id)?.children ?? []) {
      moveNode(doc, article, { parent: null, after })
      after = article
    }
    treeOf(doc).delete(id)
    clausesOf(doc).delete(id)
  })
}
