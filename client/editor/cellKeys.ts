import type { Command } from 'prosemirror-state'
import { caretIn, isNote, positionOf } from './blocks.ts'
import { cellTowards, inTable, made, rowOf, tableOf } from './tablePlace.ts'

/** Tab and Shift-Tab: to the next or the previous cell; after the last one a row is added, before the first one nothing happens. */
export const goToCell = (by: 1 | -1): Command => (state, dispatch, view) => {
  const table = tableOf(state)
  if (!table) return false
  const index = (table.rows[table.row]?.[table.column] ?? table.first) + by
  if (index > table.last) return addRowAtEnd(state, dispatch, view)
  if (index >= table.first) dispatch?.(caretIn(state.tr, index, 'end').scrollIntoView())
  return true
}
const addRowAtEnd: Command = inTable(({ last, width }, { doc }, tr) => caretIn(tr.insert(positionOf(doc, last + 1), rowOf(doc, width)), last + 1, 'start'))

/** Enter in a cell: one row down; below the last one out of the table, to the words after it or to an empty block that is made for them. */
export const enterInCell: Command = (state, dispatch) => {
  const table = tableOf(state)
  if (!table) return false
  const below = cellTowards(table, 1)
  if (below !== null) {
    dispatch?.(caretIn(state.tr, below, 'end').scrollIntoView())
    return true
  }
  const { last } = table
  const tr = state.tr
  const next = state.doc.maybeChild(last + 1)
  if (!next || isNote(next)) tr.insert(positionOf(state.doc, last + 1), made(state.doc, 'plain'))
  dispatch?.(caretIn(tr, last + 1, 'start').scrollIntoView())
  return true
}
