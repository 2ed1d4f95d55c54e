import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { blocksOf, isGone } from '#domain/text/blockOrder.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Editing } from './editing.ts'
import { catchLateKeys } from './lateKeys.ts'
import type { OpenEditors } from './openEditors.ts'

/** Where I put the caret last: what others did to the block since then does not count. */
export interface OwnCaret { readonly view: EditorView; readonly clauseId: string; readonly blockId: string; readonly offset: number }

/** How many frames the editor of the clause that the caret goes to may take to be there. */
const mostFrames = 90

/** Takes my caret, and the keys that I press meanwhile, to where its block is now, if that is another clause. */
export function goAlong({ doc, editors, fragmentOf }: Editing, { view, clauseId, blockId, offset }: OwnCaret): void {
  // What is left of a block while it holds my last letters is not where it is.
  const hasBlock = (id: string) => {
    const fragment = fragmentOf(id)
    return fragment !== null && blocksOf(fragment).some((block) => block.id === blockId && !isGone(block.element))
  }
  if (hasBlock(clauseId)) return
  const to = [...clausesOf(doc).keys()].find(hasBlock)
  if (to === undefined) return
  // Until its editor is there the keys would go into what is left of the old clause: they are kept for the new one.
  let typed = ''
  let isOnTheWay = true
  view.dom.blur()
  catchLateKeys(() => isOnTheWay, (words) => { typed = words })
  whenThere(() => {
    if (!enter(editors, to, blockId, offset, typed.replaceAll('\n', ' '))) return false
    isOnTheWay = false
    return true
  })
}

function enter(editors: OpenEditors, clauseId: string, blockId: string, offset: number, typed: string): boolean {
  const view = editors.all().find((editor) => editor.clauseId === clauseId)?.view
  let at: number | null = null
  view?.state.doc.forEach((block, position) => { if (block.attrs['id'] === blockId) at = position + 1 + Math.min(offset, block.content.size) })
  if (!view || at === null) return false
  view.focus()
  const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, at))
  view.dispatch((typed === '' ? tr : tr.insertText(typed)).scrollIntoView())
  return true
}

function whenThere(act: () => boolean, frames = mostFrames): void {
  requestAnimationFrame(() => { if (!act() && frames > 0) whenThere(act, frames - 1) })
}
