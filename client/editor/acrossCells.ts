import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, TextSelection } from 'prosemirror-state'
import { isCell, positionOf, touched } from './blocks.ts'
import { tableAt } from './tablePlace.ts'

/** A selection that begins or ends in a cell and reaches into another block: deleting it as usual would join cells and tear the table. */
export function tearsTable(state: EditorState): boolean {
  const span = touched(state)
  if (!span || span.first === span.last) return false
  return isCell(state.doc.child(span.first)) || isCell(state.doc.child(span.last))
}

/** Takes the selected words out of every cell, whole blocks and whole tables between them altogether, and joins nothing. */
export const clearAcrossCells: Command = (state, dispatch) => {
  const span = touched(state)
  if (!span || !tearsTable(state)) return false
  const { doc, selection: { from, to } } = state
  const kept = [tableAt(doc, span.first)?.first, tableAt(doc, span.last)?.first]
  // What stands between two tables keeps them apart, without its words.
  const betweenTables = kept.every((table) => table !== undefined)
  const isKept = (index: number) => index === span.first || index === span.last || (isCell(doc.child(index)) ? kept.includes(tableAt(doc, index)?.first) : betweenTables)
  const tr = state.tr
  for (let index = span.last; index >= span.first; index -= 1) {
    const start = positionOf(doc, index)
    const end = start + doc.child(index).nodeSize
    if (isKept(index)) tr.delete(Math.max(from, start + 1), Math.min(to, end - 1))
    else tr.delete(start, end)
  }
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from)).scrollIntoView())
  return true
}

/** Typing over such a selection, and cutting it. */
export const wholeTables = () => new Plugin({
  props: {
    handleTextInput(view, _from, _to, text) {
      if (view.composing || !clearAcrossCells(view.state, view.dispatch)) return false
      view.dispatch(view.state.tr.insertText(text))
      return true
    },
    handleDOMEvents: {
      cut(view, event) {
        if (!tearsTable(view.state) || !event.clipboardData) return false
        const { dom, text } = view.serializeForClipboard(view.state.selection.content())
        event.clipboardData.setData('text/html', dom.innerHTML)
        event.clipboardData.setData('text/plain', text)
        event.preventDefault()
        return clearAcrossCells(view.state, view.dispatch)
      },
    },
  },
})

/** How many tables stand in a list of blocks. */
export const tablesIn = (blocks: readonly Node[]): number =>
  blocks.filter((block, index) => isCell(block) && !isCell(blocks[index - 1])).length
