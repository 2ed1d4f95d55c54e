import type { NodeKind } from './kinds.ts'
import { flatten, type Place, sections, type TreeNode } from './treeNode.ts'

export type Side = 'before' | 'after'

const childrenOf = (tree: readonly TreeNode[], parent: string | null) => (parent === null ? tree : tree.find(({ id }) => id === parent)?.children ?? [])
/** What stands in one row with a node: children of one parent in one section. */
const siblingsOf = (tree: readonly TreeNode[], node: TreeNode) => childrenOf(tree, node.parent).filter(({ kind }) => sections[kind] === sections[node.kind])
const endOf = (chapter: TreeNode): Place => ({ parent: chapter.id, after: chapter.children.at(-1)?.id ?? null })
const nodeOf = (tree: readonly TreeNode[], id: string | null) => flatten(tree).find((node) => node.id === id)

/**
 * The place of a provision of some kind right before or after another one; null where it cannot stand there (a recital among articles)
 * or where it stands already. `self`: the provision that is moved there, if it is in the draft. An article after the heading of a
 * chapter is the first in it, before the heading the last of the chapter before; a chapter beside an article is beside the article's chapter.
 */
export function placeBeside(tree: readonly TreeNode[], kind: NodeKind, beside: string, side: Side, self: string | null = null): Place | null {
  const place = besideIn(tree, kind, beside, side, self)
  const node = nodeOf(tree, self)
  const row = node ? siblingsOf(tree, node) : []
  const isThere = place && node && place.parent === node.parent && place.after === (row[row.indexOf(node) - 1]?.id ?? null)
  return isThere ? null : place
}

function besideIn(tree: readonly TreeNode[], kind: NodeKind, beside: string, side: Side, self: string | null): Place | null {
  const found = nodeOf(tree, beside)
  const node = found && kind === 'chapter' && found.parent !== null ? nodeOf(tree, found.parent) : found
  if (!node || node.id === self || kind === 'title' || sections[node.kind] !== sections[kind]) return null
  if (kind === 'article' && node.kind === 'chapter' && side === 'after') return { parent: node.id, after: null }
  const others = siblingsOf(tree, node).filter(({ id }) => id !== self)
  const previous = others[others.indexOf(node) - 1]
  if (side === 'after') return { parent: node.parent, after: node.id }
  if (kind === 'article' && node.kind === 'chapter' && previous?.kind === 'chapter') return lastIn(previous, self)
  return { parent: node.parent, after: previous?.id ?? null }
}

const lastIn = (chapter: TreeNode, self: string | null): Place => ({ parent: chapter.id, after: chapter.children.filter(({ id }) => id !== self).at(-1)?.id ?? null })

/** The place of a new provision: beside another one where it can stand there, otherwise at the end of its section; an article asked for above the articles is the first. */
export function placeOfNew(tree: readonly TreeNode[], kind: NodeKind, beside: string, side: Side): Place {
  const place = placeBeside(tree, kind, beside, side)
  if (place) return place
  const row = tree.filter((other) => sections[other.kind] === sections[kind])
  const isAbove = sections[nodeOf(tree, beside)?.kind ?? 'annex'] < sections[kind]
  const [first, last] = [row[0], row.at(-1)]
  if (kind === 'article' && isAbove) return { parent: first?.kind === 'chapter' ? first.id : null, after: null }
  return kind === 'article' && last?.kind === 'chapter' ? endOf(last) : { parent: null, after: last?.id ?? null }
}

/** One step up: before the provision above, or out of the beginning of a chapter into the end of the one before. Null at the top. */
export function placeAbove(tree: readonly TreeNode[], id: string): Place | null {
  const node = nodeOf(tree, id)
  if (!node || node.kind === 'title') return null
  const row = siblingsOf(tree, node)
  const index = row.indexOf(node)
  const before = row[index - 1]
  if (before) return node.kind === 'article' && before.kind === 'chapter' ? endOf(before) : { parent: node.parent, after: row[index - 2]?.id ?? null }
  const chapter = nodeOf(tree, node.parent)
  const rowAbove = chapter ? siblingsOf(tree, chapter) : []
  const previous = chapter && rowAbove[rowAbove.indexOf(chapter) - 1]
  if (!previous) return null
  return previous.kind === 'chapter' ? endOf(previous) : { parent: null, after: previous.id }
}

/** One step down: after the provision below, or out of the end of a chapter into the beginning of the next. Null at the bottom. */
export function placeBelow(tree: readonly TreeNode[], id: string): Place | null {
  const node = nodeOf(tree, id)
  if (!node || node.kind === 'title') return null
  const row = siblingsOf(tree, node)
  const next = row[row.indexOf(node) + 1]
  if (next) return node.kind === 'article' && next.kind === 'chapter' ? { parent: next.id, after: null } : { parent: node.parent, after: next.id }
  const chapter = nodeOf(tree, node.parent)
  const rowAbove = chapter ? siblingsOf(tree, chapter) : []
  const following = chapter && rowAbove[rowAbove.indexOf(chapter) + 1]
  if (!chapter || !following) return null
  return following.kind === 'chapter' ? { parent: following.id, after: null } : { parent: null, after: chapter.id }
}

/** Out of its chapter: right after it. Null for what lies in none. */
export function placeOut(tree: readonly TreeNode[], id: string): Place | null {
  const parent = nodeOf(tree, id)?.parent ?? null
  return parent === null ? null : { parent: null, after: parent }
}

/** Into the nearest chapter before it, as its last article. Null for what is no article at the top level, or has no chapter before it. */
export function placeInto(tree: readonly TreeNode[], id: string): Place | null {
  const node = nodeOf(tree, id)
  if (node?.kind !== 'article' || node.parent !== null) return null
  const chapter = tree.slice(0, tree.indexOf(node)).findLast(({ kind }) => kind === 'chapter')
  return chapter ? endOf(chapter) : null
}

/** The provision of the same kind that stands before one in reading order: the one it can be joined to. Null for the first. */
export function previousOf(tree: readonly TreeNode[], id: string): TreeNode | null {
  const node = nodeOf(tree, id)
  const alike = flatten(tree).filter(({ kind }) => kind === node?.kind)
  return (node && alike[alike.indexOf(node) - 1]) ?? null
}
