import type * as Y from 'yjs'
import { arrangeBlocks, blocksOf } from './blockOrder.ts'
import type { Block, CrossReference } from './clauseContent.ts'
import { readClause, writeBlock } from './clauseFragment.ts'
import { retarget } from './references.ts'
import { removeNode } from './placeNodes.ts'
import { clausesOf, readTree } from './tree.ts'
import { flatten } from './treeNode.ts'

const isEmpty = ({ inlines }: Block) => inlines.every((inline) => 'text' in inline && inline.text === '')
const trailingNotes = (blocks: readonly Block[]) => blocks.length - 1 - blocks.findLastIndex(({ type }) => type !== 'note')

/**
 * Puts the blocks of one provision at the end of another and takes it out of the draft. A heading that says something becomes plain
 * words, an empty one goes. Blocks keep their ids, unless the other provision has the same ones: then they get new ones from `freshId`.
 * Whatever referred to the provision or its blocks refers to them where they are now. Notes stay at the foot. Answers false, and
 * changes nothing, where the two are not of one kind.
 */
export function joinClauses(doc: Y.Doc, clauseId: string, intoId: string, freshId: () => string): boolean {
  const nodes = new Map(flatten(readTree(doc)).map((node) => [node.id, node]))
  const [from, into] = [clausesOf(doc).get(clauseId), clausesOf(doc).get(intoId)]
  if (!from || !into || clauseId === intoId || nodes.get(clauseId)?.kind !== nodes.get(intoId)?.kind) return false
  const taken = new Set(readClause(into).blocks.map(({ id }) => id))
  const ids = new Map<string, string>()
  const joined = readClause(from).blocks.filter((block) => block.type !== 'heading' || !isEmpty(block)).map((block): Block => {
    const id = block.id === '' || taken.has(block.id) ? freshId() : block.id
    taken.add(id)
    if (!ids.has(block.id)) ids.set(block.id, id)
    return { ...block, id, type: block.type === 'heading' ? 'plain' : block.type }
  })
  const next = (reference: CrossReference): CrossReference | null => reference.target === clauseId
    ? { ...reference, target: intoId, block: reference.block === null ? null : ids.get(reference.block) ?? null } : null
  doc.transact(() => {
    const notes = joined.length - trailingNotes(joined)
    const standing = blocksOf(into)
    const foot = standing.length - trailingNotes(readClause(into).blocks)
    const coming = joined.map((block) => ({ id: block.id, element: writeBlock(block) }))
    arrangeBlocks(into, [...standing.slice(0, foot), ...coming.slice(0, notes), ...standing.slice(foot), ...coming.slice(notes)])
    removeNode(doc, clauseId)
    retarget(doc, next)
  })
  return true
}
