import type { Node } from 'prosemirror-model'
import type { Command, Transaction } from 'prosemirror-state'
import { caretIn, isCell, isNote, positionOf, touched } from './blocks.ts'
import { inTable, made, rowOf, tableOf } from './tablePlace.ts'

// The commands by which a table changes its shape: they keep every row of it equally long.

export const mostRows = 50
export const mostColumns = 12

const become = (tr: Transaction, position: number, name: 'row' | 'cell') => {
  const block = tr.doc.nodeAt(position)
  const type = block && tr.doc.type.schema.nodes[name]
  if (block && type && block.type !== type) tr.setNodeMarkup(position, type, block.attrs)
}

/** Puts an empty table after the block of the caret, the caret into its first cell. Refused inside a table: two that touch are one. */
export const insertTable = (rows: number, columns: number): Command => (state, dispatch) => {
  const span = touched(state)
  if (!span || tableOf(state) || rows < 1 || columns < 1 || rows > mostRows || columns > mostColumns) return false
  if (!dispatch) return true
  const { doc } = state
  // Notes stay at the end of a clause.
  let at = span.last + 1
  while (at > 0 && isNote(doc.child(at - 1))) at -= 1
  const apart = at > 0 && isCell(doc.child(at - 1)) ? made(doc, 'plain') : []
  const next = isCell(doc.maybeChild(at)) ? made(doc, 'plain') : []
  const table = Array.from({ length: rows }, () => rowOf(doc, columns)).flat()
  const tr = state.tr.insert(positionOf(doc, at), [...apart, ...table, ...next])
  dispatch(caretIn(tr, at + apart.length, 'start').scrollIntoView())
  return true
}

export const addRow = (side: 'above' | 'below'): Command => inTable(({ rows, row, width, column }, { doc }, tr) => {
  const cells = rows[row] ?? []
  const at = side === 'above' ? cells[0] ?? 0 : (cells.at(-1) ?? 0) + 1
  // What follows begins a row of its own, also where it had been a cell that no row began.
  if (side === 'above') become(tr, positionOf(doc, at), 'row')
  tr.insert(positionOf(doc, at), rowOf(doc, width))
  return caretIn(tr, at + Math.min(column, width - 1), 'start')
})

export const addColumn = (side: 'before' | 'after'): Command => inTable(({ rows, row, column: here, width, first }, { doc }, tr) => {
  const column = side === 'before' ? here : here + 1
  for (const cells of rows.toReversed()) {
    const end = positionOf(doc, (cells.at(-1) ?? 0) + 1)
    // A row that was too short becomes as long as the others.
    const missing = width - cells.length + (column >= cells.length ? 1 : 0)
    tr.insert(end, Array.from({ length: missing }, () => made(doc, 'cell')).flat())
    const at = cells[column]
    if (at === undefined) continue
    const position = positionOf(doc, at)
    if (column === 0) become(tr, position, 'cell')
    tr.insert(position, made(doc, column === 0 ? 'row' : 'cell'))
  }
  return caretIn(tr, first + row * (width + 1) + column, 'start')
})

export const deleteTable: Command = inTable(({ first, last }, state, tr) => removeBlocks(tr, state.doc, first, last))

export const deleteRow: Command = inTable(({ rows, row, column, first, last }, { doc }, tr) => {
  const cells = rows[row] ?? []
  if (rows.length === 1) return removeBlocks(tr, doc, first, last)
  removeBlocks(tr, doc, cells[0] ?? 0, cells.at(-1) ?? 0)
  const next = rows[row + 1]
  const before = rows[row - 1] ?? []
  if (next) return caretIn(tr, (cells[0] ?? 0) + Math.min(column, next.length - 1), 'start')
  return caretIn(tr, before[Math.min(column, before.length - 1)] ?? 0, 'start')
})

export const deleteColumn: Command = inTable(({ rows, row, column, width, first, last }, { doc }, tr) => {
  if (width === 1) return removeBlocks(tr, doc, first, last)
  for (const cells of rows.toReversed()) {
    const at = cells[column]
    const missing = width - cells.length - (at === undefined ? 1 : 0)
    tr.insert(positionOf(doc, (cells.at(-1) ?? 0) + 1), Array.from({ length: missing }, () => made(doc, 'cell')).flat())
    if (at === undefined) continue
    const position = positionOf(doc, at)
    tr.delete(position, position + doc.child(at).nodeSize)
    // Where the first cell of a row goes, the next one begins it.
    if (column === 0) become(tr, position, 'row')
  }
  return caretIn(tr, first + row * (width - 1) + Math.min(column, width - 2), 'start')
})

/** Takes blocks out; a clause keeps one to write in. */
function removeBlocks(tr: Transaction, doc: Node, first: number, last: number): Transaction {
  tr.delete(positionOf(doc, first), positionOf(doc, last + 1))
  if (tr.doc.childCount === 0) tr.insert(0, made(doc, 'plain'))
  return first > 0 ? caretIn(tr, first - 1, 'end') : caretIn(tr, 0, 'start')
}
