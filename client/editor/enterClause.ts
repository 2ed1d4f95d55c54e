import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Editing } from './editing.ts'
import { standIn } from './standIn.ts'

/** How long the editor of a clause may take to be there. */
const longestMs = 1500

/**
 * Lets go of where the caret is, and keeps what is written from now on for a clause whose editor may yet have to come. Gives the
 * way to put both into it; where it does not come, what was written is kept for its writer. `placeIn`: where; null while that is not there.
 */
export function enterClause({ editors, neverThere }: Editing, clauseId: string, placeIn: (doc: Node) => number | null): () => void {
  const { words, isComposing, isLeft, leave } = standIn(`clause-${clauseId}`)
  const enter = () => {
    const view = editors.all().find((editor) => editor.clauseId === clauseId)?.view
    const at = view ? placeIn(view.state.doc) : null
    if (!view || at === null || isComposing()) return false
    if (!isLeft()) view.focus()
    leave()
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)).scrollIntoView())
    type(view, words())
    return true
  }
  const giveUp = () => {
    const written = words()
    leave()
    if (written.trim() !== '') neverThere(clauseId, written)
  }
  return () => {
    const until = performance.now() + longestMs
    const look = () => requestAnimationFrame(() => {
      if (enter()) return
      if (isComposing() || performance.now() < until) look()
      else giveUp()
    })
    look()
  }
}

/** As if it were typed: what makes its signs typographic, and what begins the next paragraph, does so here too. */
function type(view: EditorView, words: string) {
  for (const letter of words) {
    const { from, to } = view.state.selection
    const plain = () => view.state.tr.insertText(letter, from, to)
    const isDone = letter === '\n'
      ? view.someProp('handleKeyDown', (handle) => handle(view, new KeyboardEvent('keydown', { key: 'Enter' })))
      : view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, plain))
    if (!isDone && letter !== '\n') view.dispatch(plain())
  }
}
