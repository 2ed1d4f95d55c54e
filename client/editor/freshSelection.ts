import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/**
 * A browser tells of a caret that it has moved a moment later. Whoever presses Home and at once Backspace would be heard as if the caret
 * were where it was, and the browser would join blocks by itself. So with every key it is asked where the caret is.
 */
export const freshSelection = () => new Plugin({
  props: {
    handleDOMEvents: {
      keydown(view, event) {
        if (!event.isComposing && !view.composing) read(view)
        return false
      },
    },
  },
})

function read(view: EditorView) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
  const { doc, selection } = view.state
  if (!(selection instanceof TextSelection) || !anchorNode || !focusNode || !view.hasFocus() || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const [$anchor, $head] = [doc.resolve(view.posAtDOM(anchorNode, anchorOffset ?? 0)), doc.resolve(view.posAtDOM(focusNode, focusOffset ?? 0))]
  if (!$anchor.parent.inlineContent || !$head.parent.inlineContent || ($anchor.pos === selection.anchor && $head.pos === selection.head)) return
  view.dispatch(view.state.tr.setSelection(new TextSelection($anchor, $head)))
}
