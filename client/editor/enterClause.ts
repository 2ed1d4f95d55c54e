import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { catchLateKeys } from './lateKeys.ts'
import type { OpenEditors } from './openEditors.ts'

/** How long the editor of a clause may take to be there. */
const longestMs = 1500

/**
 * Lets go of where the caret is, and keeps the keys that are pressed from now on for a clause whose editor may yet have to come. Gives the
 * way to put both into it. `placeIn`: where; null while that is not there.
 */
export function enterClause(editors: OpenEditors, clauseId: string, placeIn: (doc: Node) => number | null): () => void {
  let typed = ''
  let isOnTheWay = true
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  catchLateKeys(() => isOnTheWay, (words) => { typed = words })
  return () => whenThere(() => {
    const view = editors.all().find((editor) => editor.clauseId === clauseId)?.view
    const at = view ? placeIn(view.state.doc) : null
    if (!view || at === null) return false
    isOnTheWay = false
    view.focus()
    const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, at))
    view.dispatch((typed === '' ? tr : tr.insertText(typed.replaceAll('\n', ' '))).scrollIntoView())
    return true
  })
}

function whenThere(act: () => boolean, until = performance.now() + longestMs): void {
  requestAnimationFrame(() => { if (!act() && performance.now() < until) whenThere(act, until) })
}
