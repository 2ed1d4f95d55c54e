import type { Block, ClauseContent } from './clauseContent.ts'
import type { BlockType, NodeKind } from './kinds.ts'

const shapes: Record<NodeKind, readonly BlockType[]> = {
  title: ['plain'], citation: ['plain'], recital: ['plain'], chapter: ['heading'], article: ['heading', 'paragraph'], annex: ['heading', 'plain'],
}

/** What a new provision of a kind begins with: empty blocks to write in, the heading first. */
export const emptyProvision = (kind: NodeKind, freshId: () => string): ClauseContent =>
  ({ blocks: shapes[kind].map((type): Block => ({ type, id: freshId(), inlines: [] })) })
