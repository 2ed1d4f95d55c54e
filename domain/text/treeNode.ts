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
