import { Fragment, type Node, type Schema, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Lines as blocks of the kind at the caret; under a heading they become paragraphs. Joins the caret's block at both ends. */
export function sliceOfText(schema: Schema, text: string, at: Node): Slice {
  const kind = (at.type.name === 'heading' ? schema.nodes.paragraph : at.type) ?? at.type
  const lines = text.replace(/\r\n?/g, '\n').split(/\n+/).map((line) => line.replace(/[\t\v\f]/g, ' ')).filter((line, i, all) => line !== '' || all.length === 1 || i === 0)
  const blocks = lines.map((line, i) => (i === 0 ? at.type : kind).create({ id: null }, line === '' ? null : schema.text(line)))
  return new Slice(Fragment.from(blocks), 1, 1)
}

const insertText = (view: EditorView, text: string) => {
  const { state } = view
  view.dispatch(state.tr.replaceSelection(sliceOfText(state.schema, text, state.selection.$from.parent)).scrollIntoView().setMeta('paste', true))
}

/**
 * Only words get in: what comes from elsewhere is taken as plain text, because Word's markup tears numbered paragraphs.
 * What was copied here keeps its references and emphasis (ProseMirror marks it with `data-pm-slice`).
 */
export const plainPaste = () => new Plugin({
  props: {
    handlePaste(view, event) {
      const data = event.clipboardData
      if (!data || data.getData('text/html').includes('data-pm-slice')) return false
      insertText(view, data.getData('text/plain'))
      return true
    },
    handleDrop(view, event, _slice, moved) {
      if (moved) return false
      const text = event.dataTransfer?.getData('text/plain') ?? ''
      const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (text === '' || !place) return true
      const $at = view.state.doc.resolve(place.pos)
      const parent = $at.depth === 0 ? view.state.doc.firstChild : $at.parent
      if (parent) view.dispatch(view.state.tr.replaceRange(place.pos, place.pos, sliceOfText(view.state.schema, text, parent)))
      return true
    },
  },
})
