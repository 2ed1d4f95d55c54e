import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { isRemote } from './binding/clauseBinding.ts'
import type { Editing } from './editing.ts'
import { followCaret } from './followCaret.ts'
import { carryLateWords } from './lateWords.ts'

// Needed once for each open text, by whoever writes in it.
const looked = new WeakSet<Y.Doc>()

/** Makes an editor known to the page, with the place of its caret; with the first one, sees to what is typed while a clause is split. */
export function registered(editing: Editing, clauseId: string): Plugin {
  const { doc, editors, freshSince } = editing
  if (!looked.has(doc)) {
    looked.add(doc)
    carryLateWords(doc, freshSince)
    followCaret(editing)
  }
  const note = (view: EditorView) => {
    const { $head } = view.state.selection
    const blockId: unknown = $head.node(1)?.attrs['id']
    if (view === editors.last() && typeof blockId === 'string') editors.putCaret({ view, clauseId, blockId, offset: $head.parentOffset })
  }
  let isMine = false
  return new Plugin({
    appendTransaction(transactions) {
      isMine ||= !transactions.every(isRemote)
      return null
    },
    view(view) {
      const leave = editors.register(clauseId, view)
      return {
        update(now) {
          if (isMine) note(now)
          isMine = false
        },
        destroy: leave,
      }
    },
    props: {
      handleDOMEvents: {
        focus(view) {
          editors.enter(view)
          note(view)
          return false
        },
      },
    },
  })
}
