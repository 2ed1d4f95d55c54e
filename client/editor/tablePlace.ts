import type { Node } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { columnsOf, partsOf } from '#domain/text/tables.ts'
import { touched, typeOf } from './blocks.ts'

/** Tables are flat: `row` begins a row, `cell` goes on in it. */
export interface TablePlace {
  /** Indexes of blocks, row by row. */
  readonly rows: readonly (readonly number[])[]
  readonly row: number
  readonly column: number
  readonly width: number
  readonly first: number
  readonly last: number
}

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

/** The cell above (-1) or below (1) the one of the caret; null at the edge of the table. */
export function cellTowards({ rows, row, column }: TablePlace, by: 1 | -1): number | null {
  const cells = rows[row + by]
  return cells ? cells[Math.min(column, cells.length - 1)] ?? null : null
}

type Made = 'row' | 'cell' | 'plain'
export const made = ({ type: { schema } }: Node, name: Made): Node[] => {
  const block = schema.nodes[name]?.create({ id: null })
  return block ? [block] : []
}
export const rowOf = (doc: Node, width: number): Node[] => Array.from({ length: width }, (_, column) => made(doc, column === 0 ? 'row' : 'cell')).flat()

/** A command on the table of the caret. */
export const inTable = (act: (table: TablePlace, state: EditorState, tr: Transaction) => Transaction): Command => (state, dispatch) => {
  const table = tableOf(state)
  if (!table) return false
  dispatch?.(act(table, state, state.tr).scrollIntoView())
  return true
}
