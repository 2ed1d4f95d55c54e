import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { afterFrame } from '#client/lib/afterFrame.ts'
import type { Awareness } from 'y-protocols/awareness'
import type { ClauseBinding } from './binding/clauseBinding.ts'
import { relativeSelection } from './relativeSelection.ts'

/** Says where my caret is: the clause and two shared positions. One editor speaks at a time, the one with the focus. */
export const ownCaret = (awareness: Awareness, clauseId: string, binding: ClauseBinding) => {
  const say = (view: EditorView) => {
    const local = awareness.getLocalState() ?? {}
    const selection = view.hasFocus() ? relativeSelection(binding, view.state.selection) : null
    if (selection) {
      const cursor: unknown = JSON.parse(JSON.stringify(selection))
      if (JSON.stringify(cursor) === JSON.stringify(local.cursor) && local.clause === clauseId) return
      awareness.setLocalState({ ...local, clause: clauseId, cursor })
    } else if (local.clause === clauseId && !view.hasFocus()) {
      awareness.setLocalState({ ...local, clause: null, cursor: null })
    }
  }
  return new Plugin({
    view(view) {
      const focusChanged = () => say(view)
      // What was just typed is in the shared text only once the editor has written it; and my own letter comes before my caret on the screens of others.
      const later = afterFrame(() => { if (!view.isDestroyed) say(view) })
      view.dom.addEventListener('focusin', focusChanged)
      view.dom.addEventListener('focusout', focusChanged)
      // An editor that is given further tools begins anew, with the caret in it.
      later.ask()
      return {
        update: later.ask,
        destroy() {
          later.forget()
          view.dom.removeEventListener('focusin', focusChanged)
          view.dom.removeEventListener('focusout', focusChanged)
          const local = awareness.getLocalState()
          if (local?.clause === clauseId) awareness.setLocalState({ ...local, clause: null, cursor: null })
        },
      }
    },
  })
}
