import type { NodeKind } from './kinds.ts'

/** A provision's place in the draft. `children` are in reading order. */
export interface TreeNode {
  readonly id: string
  readonly kind: NodeKind
  readonly parent: string | null
  readonly order: string
  readonly depth: number
  readonly children: readonly TreeNode[]
}

/** All nodes in reading order: each before its children. */
export const flatten = (nodes: readonly TreeNode[]): TreeNode[] => nodes.flatMap((node) => [node, ...flatten(node.children)])

/** Where a node goes. `after`: the sibling it follows; null: first of its section. */
export interface Place { readonly parent: string | null; readonly after: string | null }

/** The sections of a law, in their order: chapters and articles share one. */
export const sections: Record<NodeKind, number> = { title: 0, citation: 1, recital: 2, chapter: 3, article: 3, annex: 4 }
