import { Plugin, type Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import type { ClauseBinding } from './binding/clauseBinding.ts'
import { caretOf, keepCaret } from './ownUndo.ts'
import { type RelativeSelection, relativeSelection, selectionAt } from './relativeSelection.ts'

interface Stacked { readonly stackItem: Y.UndoManager['undoStack'][number] }

/** Remembers where the caret was before each of my steps, and puts it back there when the step is undone. */
export function caretOfUndo(manager: Y.UndoManager, clauseId: string, binding: ClauseBinding): { plugin: Plugin; remember: (selection: Selection) => void } {
  let before: RelativeSelection | null = null
  const watch = (view: EditorView) => {
    const added = ({ stackItem }: Stacked) => { if (before && view.hasFocus()) keepCaret(stackItem, { clauseId, selection: before }) }
    const popped = ({ stackItem }: Stacked) => {
      const caret = caretOf(stackItem)
      const selection = caret?.clauseId === clauseId && manager.doc ? selectionAt(manager.doc, view.state, caret.selection) : null
      if (!selection) return
      if (!view.hasFocus()) view.focus()
      view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
    }
    manager.on('stack-item-added', added)
    manager.on('stack-item-popped', popped)
    return () => {
      manager.off('stack-item-added', added)
      manager.off('stack-item-popped', popped)
    }
  }
  return {
    plugin: new Plugin({ view: (view) => ({ destroy: watch(view) }) }),
    remember: (selection) => { before = relativeSelection(binding, selection) },
  }
}
