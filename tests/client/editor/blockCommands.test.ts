import { expect, test } from 'vitest'
import { backspaceAtStart, deleteAtEnd, enter, kindAt, removeSelection, setKind, shiftLevel } from '#client/editor/blockCommands.ts'
import { blocksWithoutOwnId } from '#client/editor/blockIds.ts'
import { moveBlocks } from '#client/editor/moveBlocks.ts'
import { sliceOfText } from '#client/editor/paste/insertBlocks.ts'
import { schema } from '#domain/text/schema.ts'
import { after, caretAt, caretOf, clause, idsOf as ids, linesOf as lines } from './clauses.ts'

test('Enter splits a point into two points, and the new one has an id of its own', () => {
  const state = after(clause([['paragraph', 'States:'], ['point', 'onetwo']], 1, 3), enter)
  expect(lines(state)).toEqual([['paragraph', 'States:'], ['point', 'one'], ['point', 'two']])
  expect(ids(state).slice(0, 2)).toEqual(['b0', 'b1'])
  expect(blocksWithoutOwnId(state.doc)).toEqual([])
})

test('Enter at the start of a block puts an empty one before it, so that the words keep their id', () => {
  const state = after(clause([['paragraph', 'words']], 0, 0), enter)
  expect(lines(state)).toEqual([['paragraph', ''], ['paragraph', 'words']])
  expect(ids(state)[1]).toBe('b0')
})

test('Enter after a heading begins a paragraph', () => {
  expect(lines(after(clause([['heading', 'Scope']], 0, 5), enter))).toEqual([['heading', 'Scope'], ['paragraph', '']])
})

test('Enter after a heading goes to the empty paragraph that waits there, and makes no second one', () => {
  for (const heading of ['Scope', '']) {
    const state = after(clause([['heading', heading], ['paragraph', ''], ['paragraph', 'words']], 0, heading.length), enter)
    expect(lines(state)).toEqual([['heading', heading], ['paragraph', ''], ['paragraph', 'words']])
    expect(caretOf(state)).toEqual([1, 0])
  }
  const full = after(clause([['heading', 'Scope'], ['paragraph', 'words']], 0, 5), enter)
  expect(lines(full)).toEqual([['heading', 'Scope'], ['paragraph', ''], ['paragraph', 'words']])
})

test('Enter in an empty point goes one level out', () => {
  expect(lines(after(clause([['paragraph', 'States:'], ['point', '']], 1, 0), enter))).toEqual([['paragraph', 'States:'], ['paragraph', '']])
})

test('Tab and Shift-Tab walk the levels and stop at their ends; a heading lets Tab leave', () => {
  const inner = after(after(after(clause([['paragraph', 'words']], 0, 2), shiftLevel(1)), shiftLevel(1)), shiftLevel(1))
  expect(lines(inner)).toEqual([['indent', 'words']])
  expect(lines(after(after(after(inner, shiftLevel(-1)), shiftLevel(-1)), shiftLevel(-1)))).toEqual([['paragraph', 'words']])
  expect(shiftLevel(1)(clause([['heading', 'Scope']], 0, 0))).toBe(false)
})

test('Backspace at the start goes one level out, then joins, but never into a heading', () => {
  expect(lines(after(clause([['paragraph', 'one'], ['point', 'two']], 1, 0), backspaceAtStart))).toEqual([['paragraph', 'one'], ['paragraph', 'two']])
  expect(lines(after(clause([['paragraph', 'one'], ['paragraph', 'two']], 1, 0), backspaceAtStart))).toEqual([['paragraph', 'onetwo']])
  expect(lines(after(clause([['heading', 'Scope'], ['paragraph', 'two']], 1, 0), backspaceAtStart))).toEqual([['heading', 'Scope'], ['paragraph', 'two']])
  expect(lines(after(clause([['heading', 'Scope'], ['paragraph', '']], 1, 0), backspaceAtStart))).toEqual([['heading', 'Scope']])
})

test('Delete at the end joins the next block, except into a heading', () => {
  expect(lines(after(clause([['paragraph', 'one'], ['point', 'two']], 0, 3), deleteAtEnd))).toEqual([['paragraph', 'onetwo']])
  expect(lines(after(clause([['heading', 'Scope'], ['paragraph', 'two']], 0, 5), deleteAtEnd))).toEqual([['heading', 'Scope'], ['paragraph', 'two']])
})

test('pasted lines become blocks of the kind at the caret, and paragraphs under a heading', () => {
  const point = schema.node('point', { id: 'x' })
  expect(sliceOfText(schema, 'one\r\ntwo\n\nthree', point).content.toJSON().map((block: { type: string }) => block.type)).toEqual(['point', 'point', 'point'])
  const heading = schema.node('heading', { id: 'x' })
  expect(sliceOfText(schema, 'Scope\nwords', heading).content.toJSON().map((block: { type: string }) => block.type)).toEqual(['heading', 'paragraph'])
})

test('a block becomes one of another kind and keeps its words and its id; cells and notes stay what they are', () => {
  const state = after(clause([['paragraph', 'one'], ['point', 'two']], 0, 1, 1, 1), setKind('definition'))
  expect(lines(state)).toEqual([['definition', 'one'], ['definition', 'two']])
  expect(ids(state)).toEqual(['b0', 'b1'])
  expect(kindAt(state)).toBe('definition')
  expect(setKind('heading')(clause([['row', 'a'], ['cell', 'b']]))).toBe(false)
  expect(setKind('heading')(clause([['note', 'a']]))).toBe(false)
  expect(lines(after(clause([['note', 'a']]), shiftLevel(1)))).toEqual([['note', 'a']])
})

test('a block moves past its neighbour with the caret in it, and both keep the ids by which the shared text knows them', () => {
  const state = after(clause([['heading', 'Scope'], ['paragraph', 'one'], ['paragraph', 'two']], 2, 1), moveBlocks(-1))
  expect(lines(state)).toEqual([['heading', 'Scope'], ['paragraph', 'two'], ['paragraph', 'one']])
  expect([ids(state), caretOf(state)]).toEqual([['b0', 'b2', 'b1'], [1, 1]])
  expect(lines(after(state, moveBlocks(1)))).toEqual([['heading', 'Scope'], ['paragraph', 'one'], ['paragraph', 'two']])
})

test('nothing moves above the heading, below a note, or out of the clause, and no two tables become one', () => {
  expect(moveBlocks(-1)(clause([['heading', 'Scope'], ['paragraph', 'one']], 1))).toBe(false)
  expect(moveBlocks(1)(clause([['paragraph', 'one'], ['note', 'n']], 0))).toBe(false)
  expect(moveBlocks(1)(clause([['paragraph', 'one']], 0))).toBe(false)
  expect(moveBlocks(-1)(clause([['plain', ''], ['row', 'a'], ['plain', 'between'], ['row', 'b']], 2))).toBe(false)
})

test('within a table whole rows move; a block beside a table moves past all of it', () => {
  const table = [['row', 'a'], ['cell', 'b'], ['row', 'c'], ['cell', 'd']] as const
  expect(lines(after(clause(table, 3, 1), moveBlocks(-1)))).toEqual([['row', 'c'], ['cell', 'd'], ['row', 'a'], ['cell', 'b']])
  expect(lines(after(clause([...table, ['plain', 'after']], 4), moveBlocks(-1)))).toEqual([['plain', 'after'], ...table])
})

test('Backspace and Delete never join a cell or a note with what stands beside it', () => {
  const state = clause([['paragraph', 'one'], ['row', 'a'], ['cell', 'b'], ['plain', 'two'], ['note', 'n']], 0, 3)
  for (const [line, command] of [[0, deleteAtEnd], [1, backspaceAtStart], [2, backspaceAtStart], [3, backspaceAtStart], [4, backspaceAtStart]] as const) {
    const there = line === 0 ? state : caretAt(state, line, 0)
    expect(lines(after(there, command))).toEqual(lines(state))
  }
  for (const line of [1, 2, 3, 4]) expect(lines(after(caretAt(state, line, state.doc.child(line).content.size), deleteAtEnd))).toEqual(lines(state))
  expect(caretOf(after(caretAt(state, 3, 0), backspaceAtStart))).toEqual([2, 1])
})

test('an empty block goes away beside a table, but not where it keeps two tables apart', () => {
  expect(lines(after(clause([['row', 'a'], ['plain', '']], 1), backspaceAtStart))).toEqual([['row', 'a']])
  expect(lines(after(clause([['plain', ''], ['row', 'a']], 0), deleteAtEnd))).toEqual([['row', 'a']])
  expect(lines(after(clause([['row', 'a'], ['plain', ''], ['row', 'b']], 1), backspaceAtStart))).toEqual([['row', 'a'], ['plain', ''], ['row', 'b']])
})

test('a selection from words into a table, and from cell to cell, is emptied and tears nothing', () => {
  const lined = [['paragraph', 'one'], ['row', 'aaa'], ['cell', 'bbb'], ['row', 'ccc'], ['cell', 'ddd']] as const
  expect(lines(after(clause(lined, 0, 1, 2, 1), removeSelection))).toEqual([['paragraph', 'o'], ['row', ''], ['cell', 'bb'], ['row', 'ccc'], ['cell', 'ddd']])
  expect(lines(after(clause(lined, 1, 2, 4, 1), removeSelection))).toEqual([['paragraph', 'one'], ['row', 'aa'], ['cell', ''], ['row', ''], ['cell', 'dd']])
  expect(lines(after(clause([['row', 'a'], ['plain', 'between'], ['plain', 'x'], ['row', 'b']], 0, 0, 3, 1), removeSelection))).toEqual([['row', ''], ['plain', ''], ['plain', ''], ['row', '']])
})
