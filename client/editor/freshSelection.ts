import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

// Where a key has been pressed that may have moved the caret, and the editor has not been told of it yet.
const pressed = new WeakSet<EditorView>()

/**
 * A browser tells of a caret that it has moved a moment later. Whoever presses Home and at once Backspace would be heard as if the caret
 * were where it was, and the browser would join blocks by itself. So with every key it is asked where the caret is, and before the view
 * is drawn anew for another reason than what the person does, which would put the caret back.
 */
export const freshSelection = () => new Plugin({
  props: {
    handleDOMEvents: {
      keydown(view, event) {
        if (!event.isComposing) readSelection(view)
        pressed.add(view)
        return false
      },
      // A browser that gives the focus puts the caret anywhere.
      focus(view) {
        pressed.delete(view)
        return false
      },
    },
  },
  view: () => ({ update: (view, { selection }) => { if (!view.state.selection.eq(selection)) pressed.delete(view) } }),
})

/** Takes the caret from where the browser has moved it with the last key, if it has. */
export function readMoved(view: EditorView) {
  if (pressed.has(view)) readSelection(view)
}

/** Takes the caret from where it stands on the page. */
export function readSelection(view: EditorView): void {
  if (view.composing || !view.hasFocus()) return
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
  const { doc, selection } = view.state
  if (!(selection instanceof TextSelection) || !anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const [$anchor, $head] = [doc.resolve(view.posAtDOM(anchorNode, anchorOffset ?? 0)), doc.resolve(view.posAtDOM(focusNode, focusOffset ?? 0))]
  if (!$anchor.parent.inlineContent || !$head.parent.inlineContent || ($anchor.pos === selection.anchor && $head.pos === selection.head)) return
  view.dispatch(view.state.tr.setSelection(new TextSelection($anchor, $head)))
}
