import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { absolutePositionToRelativePosition, ySyncPluginKey } from 'y-prosemirror'
import type { Awareness } from 'y-protocols/awareness'

/** Says where my caret is: the clause and two shared positions. One editor speaks at a time, the one with the focus. */
export const ownCaret = (awareness: Awareness, clauseId: string) => {
  const say = (view: EditorView) => {
    const state = ySyncPluginKey.getState(view.state)
    const local = awareness.getLocalState() ?? {}
    if (view.hasFocus() && state) {
      const { anchor, head } = view.state.selection
      const place = (at: number) => absolutePositionToRelativePosition(at, state.type, state.binding.mapping)
      const cursor = JSON.parse(JSON.stringify({ anchor: place(anchor), head: place(head) }))
      if (JSON.stringify(cursor) === JSON.stringify(local.cursor) && local.clause === clauseId) return
      awareness.setLocalState({ ...local, clause: clauseId, cursor })
    } else if (local.clause === clauseId) {
      awareness.setLocalState({ ...local, clause: null, cursor: null })
    }
  }
  return new Plugin({
    view(view) {
      const focusChanged = () => say(view)
      view.dom.addEventListener('focusin', focusChanged)
      view.dom.addEventListener('focusout', focusChanged)
      return {
        update: say,
        destroy() {
          view.dom.removeEventListener('focusin', focusChanged)
          view.dom.removeEventListener('focusout', focusChanged)
          const local = awareness.getLocalState()
          if (local?.clause === clauseId) awareness.setLocalState({ ...local, clause: null, cursor: null })
        },
      }
    },
  })
}
