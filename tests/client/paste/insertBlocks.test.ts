import { Fragment, Slice } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { printedPage } from '#client/app/draft/read/printedPage.ts'
import { insertBlocks, insertCopied, insertPiece, insertText } from '#client/editor/paste/insertBlocks.ts'
import type { Block } from '#domain/text/clauseContent.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import { clause } from '#tests/client/editor/clauses.ts'

const block = (type: BlockType, text: string): Block => ({ type, id: text, inlines: [{ text }] })
const linesAfter = ({ doc }: Transaction) => {
  doc.check()
  return doc.children.map((node) => `${node.type.name}: ${node.textContent}`)
}
const inserted = (state: EditorState, notes: readonly Block[] = [], isFilled = false) => {
  const tr = insertBlocks(state, [block('paragraph', 'new'), block('point', 'too')], notes, isFilled)
  return { lines: linesAfter(tr), caret: tr.selection.$from.parent.textContent }
}

describe('pasted blocks', () => {
  test('part the block with the caret in its middle, and the caret goes behind them', () => {
    expect(inserted(clause([['paragraph', 'onetwo']], 0, 3))).toEqual({ lines: ['paragraph: one', 'paragraph: new', 'point: too', 'paragraph: two'], caret: 'too' })
  })
  test('stand before or behind a block at whose edge the caret is', () => {
    expect(inserted(clause([['paragraph', 'one']], 0, 0)).lines).toEqual(['paragraph: new', 'point: too', 'paragraph: one'])
    expect(inserted(clause([['paragraph', 'one'], ['point', 'p']], 0, 3)).lines).toEqual(['paragraph: one', 'paragraph: new', 'point: too', 'point: p'])
  })
  test('take the place of an empty block, but never of a heading', () => {
    expect(inserted(clause([['heading', 'H'], ['paragraph', '']], 1, 0)).lines).toEqual(['heading: H', 'paragraph: new', 'point: too'])
    expect(inserted(clause([['heading', '']], 0, 0)).lines).toEqual(['heading: ', 'paragraph: new', 'point: too'])
    expect(inserted(clause([['heading', 'Scope']], 0, 0)).lines).toEqual(['heading: Scope', 'paragraph: new', 'point: too'])
    expect(inserted(clause([['heading', 'Scope']], 0, 2)).lines).toEqual(['heading: Sc', 'paragraph: new', 'point: too', 'plain: ope'])
  })
  test('never tear a table: they stand behind it', () => {
    expect(inserted(clause([['row', 'a'], ['cell', 'b'], ['row', 'c'], ['cell', 'd'], ['plain', 'e']], 1, 1)).lines).toEqual(['row: a', 'cell: b', 'row: c', 'cell: d', 'paragraph: new', 'point: too', 'plain: e'])
  })
  test('bring their notes to the end of the clause, and fill one that has no words', () => {
    expect(inserted(clause([['paragraph', 'one'], ['plain', 'end']], 0, 3), [block('note', 'n')]).lines).toEqual(['paragraph: one', 'paragraph: new', 'point: too', 'plain: end', 'note: n'])
    expect(inserted(clause([['heading', ''], ['paragraph', '']], 0, 0), [], true).lines).toEqual(['paragraph: new', 'point: too'])
  })
})

describe('a table', () => {
  const table = [['paragraph', 'p'], ['row', 'a'], ['cell', 'bb'], ['row', 'c'], ['cell', 'd'], ['plain', 'e'], ['note', 'n']] as const
  const copied = (lines: Parameters<typeof clause>[0]) => new Slice(Fragment.from(clause(lines).doc.children), 1, 1)

  test('keeps its cells when lines are pasted into one of them, and a note stays one note', () => {
    expect(linesAfter(insertText(clause(table, 2, 1), 'one\ntwo\r\n\nthree\n'))).toEqual(['paragraph: p', 'row: a', 'cell: bone two threeb', 'row: c', 'cell: d', 'plain: e', 'note: n'])
    expect(linesAfter(insertText(clause(table, 6, 1), ' one\ntwo')).at(-1)).toBe('note: none two')
  })
  test('keeps its cells when blocks copied in Parley are pasted into one, and loses the words but no cell of a selection across them', () => {
    const blocks = copied([['paragraph', 'one'], ['point', 'two']])
    expect(insertCopied(clause(table, 0, 1), blocks)).toBeNull()
    expect(linesAfter(insertCopied(clause(table, 1, 1), blocks) ?? fail()).slice(1, 3)).toEqual(['row: aone two', 'cell: bb'])
    expect(linesAfter(insertText(clause(table, 1, 0, 4, 1), 'new')).slice(1, 6)).toEqual(['row: new', 'cell: ', 'row: ', 'cell: ', 'plain: e'])
  })
  test('that is pasted never becomes part of another: words stand between them', () => {
    const cells = [block('row', 'x'), block('cell', 'y')]
    expect(linesAfter(insertBlocks(clause(table, 2, 1), cells, [])).slice(3, 8)).toEqual(['row: c', 'cell: d', 'plain: ', 'row: x', 'cell: y'])
    expect(linesAfter(insertBlocks(clause(table, 0, 1), cells, [])).slice(0, 5)).toEqual(['paragraph: p', 'row: x', 'cell: y', 'plain: ', 'row: a'])
    expect(linesAfter(insertBlocks(clause(table, 6, 1), cells, [])).slice(-3)).toEqual(['row: x', 'cell: y', 'note: n'])
  })
  test('of which some cells were copied comes whole: its first cell begins a row', () => {
    expect(linesAfter(insertCopied(clause(table, 5, 1), copied([['cell', 'x'], ['row', 'y'], ['cell', 'z']])) ?? fail()).slice(5)).toEqual(['plain: e', 'row: x', 'row: y', 'cell: z', 'note: n'])
  })
})

const fail = (): never => { throw new Error('Nothing was put in') }

test('a piece goes among the words of a heading or cell without becoming a block', () => {
  const doc = insertPiece(clause([['heading', 'Scope']], 0, 5), [{ text: ' and ' }, { text: 'aim', marks: ['em'] }]).doc
  expect(doc.childCount).toBe(1)
  expect(doc.firstChild?.textContent).toBe('Scope and aim')
})

test('a title cannot leave the string in which the running head says it', () => {
  expect(printedPage('A "law"\\ } @page {\n', 'R').match(/@page/g)).toHaveLength(3)
  expect(printedPage('A "law"\\\n', 'R')).toContain('content: "A \\22 law\\22 \\5c \\a ";')
})
