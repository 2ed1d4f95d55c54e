import fc from 'fast-check'
import type { Command, EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { vertically } from '#client/editor/crossing.ts'
import { blocksWithoutOwnId } from '#client/editor/blockIds.ts'
import { enterInCell, goToCell } from '#client/editor/cellKeys.ts'
import { addColumn, addRow, deleteColumn, deleteRow, deleteTable, insertTable } from '#client/editor/tableCommands.ts'
import { tableAt } from '#client/editor/tablePlace.ts'
import { backspaceAtStart, deleteAtEnd, enter, removeSelection, tab } from '#client/editor/blockCommands.ts'
import { moveBlocks } from '#client/editor/moveBlocks.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import { partsOf } from '#domain/text/tables.ts'
import { after, caretAt, caretOf, clause, type Line, linesOf } from './clauses.ts'

const tablesOf = (state: EditorState) => partsOf(linesOf(state).map(([type, text]) => ({ type, text })))
  .flatMap((part) => 'rows' in part ? [part.rows.map((row) => row.map(({ text }) => text))] : [])
const table: readonly Line[] = [['row', 'a'], ['cell', 'b'], ['row', 'c'], ['cell', 'd']]

test('a table is put after the block of the caret, with ids of its own and the caret in its first cell', () => {
  const state = after(clause([['heading', 'Rates'], ['paragraph', 'As follows:'], ['note', 'n']], 1, 3), insertTable(2, 3))
  expect(linesOf(state).map(([type]) => type)).toEqual(['heading', 'paragraph', 'row', 'cell', 'cell', 'row', 'cell', 'cell', 'note'])
  expect(caretOf(state)).toEqual([2, 0])
  expect(blocksWithoutOwnId(state.doc)).toEqual([])
})

test('no table is put into a table, after the notes, or so that it touches another', () => {
  expect(insertTable(2, 2)(clause(table))).toBe(false)
  expect(linesOf(after(clause([['paragraph', 'one'], ['note', 'n']], 1), insertTable(1, 1))).map(([type]) => type)).toEqual(['paragraph', 'row', 'note'])
  expect(linesOf(after(clause([['paragraph', 'one'], ...table]), insertTable(1, 1))).map(([type]) => type)).toEqual(['paragraph', 'row', 'plain', 'row', 'cell', 'row', 'cell'])
})

test('Tab walks the cells, adds a row after the last one, and Shift-Tab stops at the first', () => {
  const end = after(clause(table), goToCell(1), goToCell(1), goToCell(1))
  expect(caretOf(end)).toEqual([3, 1])
  const grown = after(end, goToCell(1))
  expect(tablesOf(grown)).toEqual([[['a', 'b'], ['c', 'd'], ['', '']]])
  expect(caretOf(grown)).toEqual([4, 0])
  expect(caretOf(after(clause(table), goToCell(-1)))).toEqual([0, 0])
})

test('Enter goes one row down, and below the last row out of the table', () => {
  expect(caretOf(after(clause(table, 1), enterInCell))).toEqual([3, 1])
  const out = after(clause([...table, ['note', 'n']], 3), enterInCell)
  expect([linesOf(out).slice(4), caretOf(out)]).toEqual([[['plain', ''], ['note', 'n']], [4, 0]])
  expect(linesOf(after(clause([...table, ['paragraph', 'on']], 2), enterInCell)).length).toBe(5)
})

test('rows and columns come and go around the caret, and where a first cell goes the next begins the row', () => {
  expect(tablesOf(after(clause(table, 2), addRow('above')))).toEqual([[['a', 'b'], ['', ''], ['c', 'd']]])
  expect(tablesOf(after(clause(table, 2), addRow('below')))).toEqual([[['a', 'b'], ['c', 'd'], ['', '']]])
  const first = after(clause(table), addColumn('before'))
  expect([tablesOf(first), caretOf(first)]).toEqual([[[['', 'a', 'b'], ['', 'c', 'd']]], [0, 0]])
  expect(tablesOf(after(clause(table), addColumn('after')))).toEqual([[['a', '', 'b'], ['c', '', 'd']]])
  expect(linesOf(after(clause(table), deleteColumn))).toEqual([['row', 'b'], ['row', 'd']])
  expect(linesOf(after(clause(table, 1), deleteRow))).toEqual([['row', 'c'], ['cell', 'd']])
  expect(linesOf(after(clause([['paragraph', 'one'], ...table], 2), deleteTable))).toEqual([['paragraph', 'one']])
  expect(linesOf(after(clause(table), deleteTable))).toEqual([['plain', '']])
})

test('a row that two people made too short becomes as long as the others with the next column', () => {
  const ragged: readonly Line[] = [['row', 'a'], ['cell', 'b'], ['cell', 'c'], ['row', 'd']]
  expect(tablesOf(after(clause(ragged), addColumn('after')))).toEqual([[['a', '', 'b', 'c'], ['d', '', '', '']]])
  expect(tablesOf(after(clause(ragged), deleteColumn))).toEqual([[['b', 'c'], ['', '']]])
})

test('up and down the caret stays in its column, comes in from above and below, and leaves where the table ends', () => {
  const lined: readonly Line[] = [['paragraph', 'p'], ...table, ['plain', 'x']]
  const from = (line: number, by: 1 | -1) => vertically(clause(lined, line), by)
  expect([from(0, 1), from(2, 1), from(4, -1), from(4, 1), from(1, -1), from(5, -1)]).toEqual([[1, 2], [4], [2], [5], [0], [3, 4]])
  expect([from(0, -1), from(5, 1), vertically(clause([['plain', 'a'], ['plain', 'b']]), 1)]).toEqual(['outside', 'outside', 'asUsual'])
})

const commands: Readonly<Record<string, Command>> = {
  above: addRow('above'), below: addRow('below'), before: addColumn('before'), after: addColumn('after'), deleteRow, deleteColumn, deleteTable,
  tab: tab(1), back: tab(-1), enter, backspace: backspaceAtStart, delete: deleteAtEnd, up: moveBlocks(-1), down: moveBlocks(1), another: insertTable(2, 2),
}
const steps = fc.array(fc.record({ name: fc.constantFrom(...Object.keys(commands)), line: fc.nat(30), offset: fc.nat(3) }), { maxLength: 30 })
const marked = (from: readonly Line[]) => from.map(([type, text], index): Line => [type, text === '' ? '' : `${text}${index}`])

test('whatever is done in any order, every row of a table is as long as the others, and every block has an id', () => {
  fc.assert(fc.property(steps, (all) => {
    let state = after(clause([['heading', 'Rates'], ['paragraph', 'words'], ['paragraph', 'more'], ['note', 'n']], 1), insertTable(2, 3))
    for (const { name, line, offset } of all) {
      const at = line % state.doc.childCount
      state = after(caretAt(state, at, Math.min(offset, state.doc.child(at).content.size)), commands[name] ?? deleteTable)
      for (const rows of tablesOf(state)) expect(new Set(rows.map((row) => row.length)).size).toBe(1)
      expect(blocksWithoutOwnId(state.doc)).toEqual([])
    }
  }))
})

test('no command on a table loses a word outside of the row or column that it deletes', () => {
  const lined = marked([['heading', 'h'], ['paragraph', 'p'], ['row', 'a'], ['cell', 'b'], ['cell', 'c'], ['row', 'd'], ['cell', 'e'], ['cell', 'f'], ['plain', 'x'], ['note', 'n']])
  fc.assert(fc.property(steps, (all) => {
    let state = clause(lined)
    for (const { name, line, offset } of all) {
      const at = line % state.doc.childCount
      const there = caretAt(state, at, Math.min(offset, state.doc.child(at).content.size))
      const place = tableAt(there.doc, at)
      const gone = !place ? [] : name === 'deleteRow' ? place.rows[place.row] ?? [] : name === 'deleteColumn' ? place.rows.flatMap((row) => row[place.column] ?? []) : name === 'deleteTable' ? place.rows.flat() : []
      const kept = linesOf(there).filter((_, index) => !gone.includes(index)).map(([, text]) => text).join('')
      state = after(there, commands[name] ?? deleteTable)
      expect([...linesOf(state).map(([, text]) => text).join('')].sort()).toEqual([...kept].sort())
    }
  }))
})

test('deleting any selection takes no words that were not selected, and leaves tables whole', () => {
  const lined: readonly Line[] = [['paragraph', 'one'], ['row', 'aaa'], ['cell', 'bbb'], ['row', 'ccc'], ['cell', 'ddd'], ['plain', 'xxx'], ['row', 'eee'], ['plain', 'yyy']]
  const place = fc.tuple(fc.nat(lined.length - 1), fc.nat(3))
  fc.assert(fc.property(place, place, ([line, offset], [toLine, toOffset]) => {
    const state = clause(lined, line, offset, toLine, toOffset)
    const { from, to } = state.selection
    const whole = state.doc.textContent
    const kept = whole.length - state.doc.textBetween(from, to).length
    const next = after(state, removeSelection)
    expect(next.doc.textContent.length).toBe(kept)
    for (const rows of tablesOf(next)) expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  }))
})

const kinds: readonly BlockType[] = ['row', 'cell', 'plain', 'note', 'paragraph', 'heading']
test('in whatever order blocks came about, the commands on tables run through', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 }), steps, (types, all) => {
    let state = clause(types.map((type): Line => [type, 'w']))
    for (const { name, line } of all) state = after(caretAt(state, line % state.doc.childCount, 0), commands[name] ?? deleteTable)
    state.doc.check()
  }))
})
