import { TextSelection } from 'prosemirror-state'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Editing } from './editing.ts'
import { catchLateKeys } from './lateKeys.ts'

/** How many frames the editor of the clause that the caret goes to may take to be there. */
const mostFrames = 90

/** When somebody splits or joins the clause that I write in, my caret goes along with its block into the other clause. */
export function followCaret({ doc, editors, fragmentOf, onStructure }: Editing): void {
  onStructure(() => {
    const caret = editors.caret()
    if (!caret?.view.hasFocus()) return
    const { clauseId, blockId, offset } = caret
    const hasBlock = (id: string) => {
      const fragment = fragmentOf(id)
      return fragment !== null && blocksOf(fragment).some((block) => block.id === blockId)
    }
    if (hasBlock(clauseId)) return
    const to = [...clausesOf(doc).keys()].find(hasBlock)
    if (to === undefined) return
    // Until its editor is there the keys would go into what is left of the old clause: they are kept for the new one.
    let typed = ''
    let isOnTheWay = true
    caret.view.dom.blur()
    catchLateKeys(() => isOnTheWay, (words) => { typed = words })
    whenThere(() => {
      if (!enter(to, blockId, offset, typed.replaceAll('\n', ' '))) return false
      isOnTheWay = false
      return true
    })
  })

  function enter(clauseId: string, blockId: string, offset: number, typed: string): boolean {
    const view = editors.viewOf(clauseId)
    let at: number | null = null
    view?.state.doc.forEach((block, position) => { if (block.attrs['id'] === blockId) at = position + 1 + Math.min(offset, block.content.size) })
    if (!view || at === null) return false
    view.focus()
    const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, at))
    view.dispatch((typed === '' ? tr : tr.insertText(typed)).scrollIntoView())
    return true
  }
}

function whenThere(act: () => boolean, frames = mostFrames): void {
  requestAnimationFrame(() => { if (!act() && frames > 0) whenThere(act, frames - 1) })
}
