import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { backspaceAtStart, deleteAtEnd, enter, shiftLevel } from '#client/editor/blockCommands.ts'
import { blockIds, blocksWithoutOwnId } from '#client/editor/blockIds.ts'
import { sliceOfText } from '#client/editor/paste/insertBlocks.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'

type Line = readonly [BlockType, string]

/** A clause of these lines, the caret in one of them. */
function clause(lines: readonly Line[], line: number, offset: number): EditorState {
  const doc = schema.node('doc', null, lines.map(([type, text], index) => schema.node(type, { id: `b${index}` }, text === '' ? [] : [schema.text(text)])))
  let position = 1
  for (let i = 0; i < line; i += 1) position += doc.child(i).nodeSize
  return EditorState.create({ doc, plugins: [blockIds()], selection: TextSelection.create(doc, position + offset) })
}
const after = (state: EditorState, command: Command) => {
  let next = state
  command(state, (tr) => { next = state.apply(tr) })
  return next
}
const lines = (state: EditorState) => {
  const found: Line[] = []
  state.doc.forEach((block) => { found.push([block.type.name as BlockType, block.textContent]) })
  return found
}
const ids = (state: EditorState) => {
  const found: unknown[] = []
  state.doc.forEach((block) => { found.push(block.attrs.id) })
  return found
}

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
