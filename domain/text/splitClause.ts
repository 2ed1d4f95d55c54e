import type * as Y from 'yjs'
import { arrangeBlocks, blocksOf } from './blockOrder.ts'
import { type Block, type CrossReference, isReference } from './clauseContent.ts'
import { readClause, writeClause } from './clauseFragment.ts'
import { retarget } from './references.ts'
import { addNode } from './placeNodes.ts'
import { clausesOf, readTree } from './tree.ts'
import { flatten } from './treeNode.ts'

/** `after`: the last block that stays; `id`, `headingId`: of the new provision and of its empty heading. */
export interface Split { readonly after: string; readonly id: string; readonly headingId: string }

/**
 * Which blocks of a clause go when it is split after one of them, in order. A row of a table is never torn, and a note goes where the
 * words that call it first are. Empty where nothing but notes would go, or where there is no such block.
 */
export function blocksBehind(clauseId: string, blocks: readonly Block[], after: string): readonly Block[] {
  const cut = blocks.findIndex(({ id }) => id === after)
  if (cut < 0) return []
  let last = cut
  while (blocks[last + 1]?.type === 'cell' && ['row', 'cell'].includes(blocks[last]?.type ?? '')) last += 1
  const isBehind = (block: Block) => blocks.indexOf(block) > last
  const calls = ({ id }: Block) => blocks.find(({ inlines }) => inlines.some((inline) => isReference(inline) && inline.crossReference.target === clauseId && inline.crossReference.block === id && inline.crossReference.form === 'note'))
  const behind = blocks.filter((block) => isBehind(block.type === 'note' ? calls(block) ?? block : block))
  return behind.every(({ type }) => type === 'note') ? [] : behind
}

/**
 * Makes what follows a block of a clause a new provision right after it. Blocks keep their ids, words, marks and references; whatever
 * referred to them in the old clause refers to them in the new one, and `paragraph 2` becomes `Article 3(2)` where it now stands in
 * another article. Yjs cannot move words: they are written anew there. Answers whether there was anything to split.
 */
export function splitClause(doc: Y.Doc, clauseId: string, { after, id, headingId }: Split): boolean {
  const fragment = clausesOf(doc).get(clauseId)
  const node = flatten(readTree(doc)).find((each) => each.id === clauseId)
  if (!fragment || !node) return false
  const { blocks } = readClause(fragment)
  const behind = blocksBehind(clauseId, blocks, after)
  if (behind.length === 0) return false
  const moved = new Set(behind.map((block) => block.id))
  const next = (reference: CrossReference, within: string): CrossReference | null => {
    if (reference.target !== clauseId) return null
    const target = reference.block !== null && moved.has(reference.block) ? id : clauseId
    return { ...reference, target, form: reference.form === 'internal' && target !== within ? 'full' : reference.form }
  }
  const heading: Block[] = ['article', 'annex'].includes(node.kind) && behind[0]?.type !== 'heading' ? [{ type: 'heading', id: headingId, inlines: [] }] : []
  doc.transact(() => {
    arrangeBlocks(fragment, blocksOf(fragment).filter((block) => !moved.has(block.id)))
    writeClause(addNode(doc, { id, kind: node.kind, parent: node.parent, after: clauseId }), { blocks: [...heading, ...behind] })
    retarget(doc, next)
  })
  return true
}
