import type { EditorView } from 'prosemirror-view'
import { blocksOf, isGone } from '#domain/text/blockOrder.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Editing } from './editing.ts'
import { enterClause } from './enterClause.ts'

/** Where I put the caret last: what others did to the block since then does not count. */
export interface OwnCaret { readonly view: EditorView; readonly clauseId: string; readonly blockId: string; readonly offset: number }

/** Takes my caret, and the keys that I press meanwhile, to where its block is now, if that is another clause. */
export function goAlong(editing: Editing, { clauseId, blockId, offset }: OwnCaret): void {
  const { doc, fragmentOf } = editing
  // What is left of a block while it holds my last letters is not where it is.
  const hasBlock = (id: string) => {
    const fragment = fragmentOf(id)
    return fragment !== null && blocksOf(fragment).some((block) => block.id === blockId && !isGone(block.element))
  }
  if (hasBlock(clauseId)) return
  const to = [...clausesOf(doc).keys()].find(hasBlock)
  if (to === undefined) return
  // Until its editor is there the keys would go into what is left of the old clause.
  enterClause(editing, to, (now) => {
    let at: number | null = null
    now.forEach((block, position) => { if (block.attrs['id'] === blockId) at = position + 1 + Math.min(offset, block.content.size) })
    return at
  })()
}
