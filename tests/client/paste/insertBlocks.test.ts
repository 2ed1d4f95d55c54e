import { EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { printedPage } from '#client/app/draft/read/printedPage.ts'
import { insertBlocks, insertPiece } from '#client/editor/paste/insertBlocks.ts'
import type { Block } from '#domain/text/clauseContent.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'

type Line = readonly [BlockType, string]

/** A clause of these lines with the caret after so many letters of one of them. */
function clause(lines: readonly Line[], line: number, offset: number) {
  const doc = schema.node('doc', null, lines.map(([type, text], index) => schema.node(type, { id: `b${index}` }, text === '' ? [] : [schema.text(text)])))
  let position = 1
  for (let i = 0; i < line; i += 1) position += doc.child(i).nodeSize
  return EditorState.create({ doc, selection: TextSelection.create(doc, position + offset) })
}
const block = (type: BlockType, text: string): Block => ({ type, id: text, inlines: [{ text }] })
const inserted = (state: EditorState, notes: readonly Block[] = [], isFilled = false) => {
  const tr = insertBlocks(state, [block('paragraph', 'new'), block('point', 'too')], notes, isFilled)
  tr.doc.check()
  const lines: string[] = []
  tr.doc.forEach((node) => { lines.push(`${node.type.name}: ${node.textContent}`) })
  return { lines, caret: tr.selection.$from.parent.textContent }
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

test('a piece goes among the words of a heading or cell without becoming a block', () => {
  const doc = insertPiece(clause([['heading', 'Scope']], 0, 5), [{ text: ' and ' }, { text: 'aim', marks: ['em'] }]).doc
  expect(doc.childCount).toBe(1)
  expect(doc.firstChild?.textContent).toBe('Scope and aim')
})

test('a title cannot leave the string in which the running head says it', () => {
  expect(printedPage('A "law"\\ } @page {\n', 'R').match(/@page/g)).toHaveLength(3)
  expect(printedPage('A "law"\\\n', 'R')).toContain('content: "A \\22 law\\22 \\5c \\a ";')
})
