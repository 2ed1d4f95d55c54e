import type { Node } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { columnsOf, partsOf } from '#domain/text/tables.ts'
import { caretIn, isCell, isNote, positionOf, touched, typeOf } from './blocks.ts'

/** Tables are flat: `row` begins a row, `cell` goes on in it. These commands keep every row of a table equally long. */
export interface TablePlace {
  /** Indexes of blocks, row by row. */
  readonly rows: readonly (readonly number[])[]
  readonly row: number
  readonly column: number
  readonly width: number
  readonly first: number
  readonly last: number
}

export const mostRows = 50
export const mostColumns = 12

/** The table that a block stands in, and where in it; null outside of tables. */
export function tableAt(doc: Node, index: number): TablePlace | null {
  for (const part of partsOf(doc.children.map((block, at) => ({ type: typeOf(block), at })))) {
    if ('block' in part) continue
    const rows = part.rows.map((row) => row.map(({ at }) => at))
    const row = rows.findIndex((cells) => cells.includes(index))
    const first = rows[0]?.[0]
    const last = rows.at(-1)?.at(-1)
    if (row < 0 || first === undefined || last === undefined) continue
    return { rows, row, column: rows[row]?.indexOf(index) ?? 0, width: columnsOf(rows), first, last }
  }
  return null
}

/** The table of the caret; a selection that reaches into another block of it counts by its head. */
export const tableOf = (state: EditorState): TablePlace | null => {
  const span = touched(state)
  return span && tableAt(state.doc, Math.min(state.selection.$head.index(0), state.doc.childCount - 1))
}

type Made = 'row' | 'cell' | 'plain'
const made = ({ type: { schema } }: Node, name: Made): Node[] => {
  const block = schema.nodes[name]?.create({ id: null })
  return block ? [block] : []
}
const rowOf = (doc: Node, width: number): Node[] => Array.from({ length: width }, (_, column) => made(doc, column === 0 ? 'row' : 'cell')).flat()
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

/** A command on the table of the caret. */
const inTable = (act: (table: TablePlace, state: EditorState, tr: Transaction) => Transaction): Command => (state, dispatch) => {
  const table = tableOf(state)
  if (!table) return false
  dispatch?.(act(table, state, state.tr).scrollIntoView())
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

/** The cell above (-1) or below (1) the one of the caret; null at the edge of the table. */
export function cellTowards({ rows, row, column }: TablePlace, by: 1 | -1): number | null {
  const cells = rows[row + by]
  return cells ? cells[Math.min(column, cells.length - 1)] ?? null : null
}
