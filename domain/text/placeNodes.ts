import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import type { NodeKind } from './kinds.ts'
import { clausesOf, readTree, treeOf } from './tree.ts'
import { flatten, type Place, sections } from './treeNode.ts'

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
  const siblings = nodes.filter((node) => node.parent === parent && sections[node.kind] === sections[kind] && node.id !== self)
  const index = after === null ? -1 : siblings.findIndex((node) => node.id === after && isOrderKey(node.order))
  const before = siblings[index]?.order ?? null
  // Concurrent insertions can leave equal keys, between which there is no room: the next greater one ends the gap.
  const next = siblings.slice(index + 1).find((node) => (before === null || node.order > before) && isOrderKey(node.order))?.order ?? null
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
