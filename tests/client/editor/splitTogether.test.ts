import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { relativeSelection, selectionAt } from '#client/editor/relativeSelection.ts'
import { resolveAnchor } from '#domain/text/anchor.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import { attributedBlocks } from '#domain/text/attributedBlocks.ts'
import { Attribution } from '#domain/text/attribution.ts'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import { schema } from '#domain/text/schema.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { Drafter } from '#tests/support/drafters.ts'
import { all, caretOf, fragmentOf, idsOf, join, lettersIn, meet, move, people, remove, split, two, type, typeOn, wordsOf } from '#tests/support/splitting.ts'
import { clauseId, clauseWith, paragraphs } from '../../domain/text/anyContent.ts'

test('a paragraph that is split keeps every letter: none is written anew', () => {
  const [ann] = two(paragraphs('Providers shall act.'))
  const letters = lettersIn(ann)
  split(ann, 0, 10)
  expect(wordsOf(ann)).toEqual(['Providers ', 'shall act.'])
  expect(lettersIn(ann)).toBe(letters)
})

test('two who split one paragraph at two places at once make three of it, each letter once', () => {
  const [ann, ben] = two(paragraphs('one two three'))
  split(ann, 0, 4)
  split(ben, 0, 8)
  expect(all(ann, ben)).toEqual(['one ', 'two ', 'three'])
})

test('two who split one paragraph at the same place at once have its words once, with an empty paragraph between them', () => {
  const [ann, ben] = two(paragraphs('one two'))
  split(ann, 0, 4)
  split(ben, 0, 4)
  expect(all(ann, ben)).toEqual(['one ', '', 'two'])
})

test('six who split one paragraph off the line make seven of it', () => {
  const everybody = people(paragraphs('abcdefg'), 'Ann', 'Ben', 'Cem', 'Dov', 'Eva', 'Fay')
  for (const [index, person] of everybody.entries()) split(person, 0, index + 1)
  expect(all(...everybody)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
})

test('what one types in the tail while another splits it off stands in the tail, and the caret with it', () => {
  const [ann, ben] = two(paragraphs('one two three'))
  type(ben, 0, 7, ' and')
  split(ann, 0, 4)
  meet(ann, ben)
  typeOn(ben, ' a half')
  expect(all(ann, ben)).toEqual(['one ', 'two and a half three'])
  expect(caretOf(ben)).toEqual(['two and a half three', 14])
})

test('a caret that stands where another splits stays in the head, one behind it goes along', () => {
  const everybody = people(paragraphs('one two'), 'Ann', 'Ben', 'Cem')
  const [ann, ben, cem] = everybody as [Drafter, Drafter, Drafter]
  ben.caret(clauseId, 0, 4)
  cem.caret(clauseId, 0, 5)
  split(ann, 0, 4)
  meet(...everybody)
  expect([caretOf(ben), caretOf(cem)]).toEqual([['one ', 4], ['two', 1]])
})

test('the caret of another, as it is sent, is seen in the block where its words are now', () => {
  const [ann, ben] = two(paragraphs('one two'))
  const editor = ben.caret(clauseId, 0, 6)
  const held = editor && relativeSelection({ doc: () => editor.state().doc, write: () => undefined, elementOf: (index) => blocksOf(fragmentOf(ben))[index]?.element ?? null, close: () => undefined }, editor.state().selection)
  split(ann, 0, 4)
  all(ann, ben)
  const seen = ann.editor(clauseId)?.state()
  const selection = seen && held ? selectionAt(ann.doc, seen, held) : null
  expect([selection?.$head.parent.textContent, selection?.$head.parentOffset]).toEqual(['two', 2])
})

test('undo of a split takes the break away and nothing else, whatever another has typed in both halves', () => {
  const [ann, ben] = two(paragraphs('one two'))
  split(ann, 0, 4)
  meet(ann, ben)
  type(ben, 0, 4, 'and ')
  type(ben, 1, 3, ' three')
  meet(ann, ben)
  ann.undo.undo()
  expect(all(ann, ben)).toEqual(['one and two three'])
  ann.undo.redo()
  expect(all(ann, ben)).toEqual(['one and ', 'two three'])
})

test('Backspace at the beginning of what was split off takes only the break away', () => {
  const [ann, ben] = two(paragraphs('one two'))
  split(ann, 0, 4)
  meet(ann, ben)
  const letters = lettersIn(ben)
  join(ben, 1)
  type(ann, 1, 3, ' three')
  expect(all(ann, ben)).toEqual(['one two three'])
  expect(lettersIn(ben)).toBe(letters + ' three'.length)
})

test('one who joins two halves while another splits the second one leaves that split', () => {
  const [ann, ben] = two(paragraphs('one two three'))
  split(ann, 0, 4)
  meet(ann, ben)
  join(ann, 1)
  split(ben, 1, 4)
  expect(all(ann, ben)).toEqual(['one two ', 'three'])
})

test('one who joins paragraphs that were made apart while another splits the second one has every letter once', () => {
  const [ann, ben] = two(paragraphs('one', 'two three'))
  join(ann, 1)
  split(ben, 1, 4)
  typeOn(ben, 'mine ')
  expect(all(ann, ben)).toEqual(['onetwo three', 'mine '])
})

test('a paragraph that one deletes while another splits it and writes on leaves what was written', () => {
  const [ann, ben] = two(paragraphs('first', 'one two', 'last'))
  remove(ann, 1)
  split(ben, 1, 4)
  typeOn(ben, 'mine ')
  expect(all(ann, ben)).toEqual(['first', 'mine ', 'last'])
})

test('a paragraph that one deletes while another writes in it is what was written; when that is deleted too it is gone', () => {
  const [ann, ben] = two(paragraphs('first', 'one', 'last'))
  remove(ann, 1)
  type(ben, 1, 3, '!?')
  expect(all(ann, ben)).toEqual(['first', '!?', 'last'])
  ben.undo.undo()
  expect(all(ann, ben)).toEqual(['first', 'last'])
})

test('who deletes letter by letter what is left of a deleted paragraph keeps the empty paragraph that the caret is in', () => {
  const [ann, ben] = two(paragraphs('first', 'one', 'last'))
  remove(ann, 1)
  type(ben, 1, 3, '!?')
  all(ann, ben)
  for (const end of [2, 1]) {
    const editor = ann.caret(clauseId, 1, end)
    if (editor) editor.dispatch(editor.state().tr.delete(editor.state().selection.from - 1, editor.state().selection.from))
  }
  expect(all(ann, ben)).toEqual(['first', '', 'last'])
})

test('who takes the deletion of a paragraph back has its words, those that others split off it, and its id', () => {
  const [ann, ben] = two(paragraphs('first', 'one two', 'last'))
  const ids = idsOf(ann)
  remove(ann, 1)
  split(ben, 1, 4)
  meet(ann, ben)
  ann.undo.undo()
  expect(all(ann, ben)).toEqual(['first', 'one ', 'two', 'last'])
  expect(idsOf(ben).filter((id) => ids.includes(id))).toEqual(ids)
})

test('what was split off is deleted with its words alone; what another types there meanwhile belongs to the paragraph before', () => {
  const [ann, ben] = two(paragraphs('one two', 'last'))
  split(ann, 0, 4)
  meet(ann, ben)
  remove(ann, 1)
  type(ben, 1, 3, '!')
  expect(all(ann, ben)).toEqual(['one !', 'last'])
})

test('what was split off is moved by itself, and comes back by undo', () => {
  const [ann, ben] = two(paragraphs('one two', 'last'))
  split(ann, 0, 4)
  meet(ann, ben)
  ann.undo.stopCapturing()
  move(ann, 1, 2)
  type(ben, 1, 3, '!')
  expect(all(ann, ben)).toEqual(['one ', 'last', 'two!'])
  move(ben, 0, 2)
  expect(all(ann, ben)).toEqual(['last', 'two!', 'one '])
  ben.undo.stopCapturing()
  move(ben, 2, 0)
  ann.undo.undo()
  expect(all(ann, ben)).toEqual(['one ', 'two!', 'last'])
})

test('a paragraph that one moves while another splits it is moved with what was split off', () => {
  const [ann, ben] = two(paragraphs('one two', 'last'))
  move(ann, 0, 1)
  split(ben, 0, 4)
  expect(all(ann, ben)).toEqual(['last', 'one ', 'two'])
})

test('what one puts behind a paragraph while another splits it stands behind both halves', () => {
  const [ann, ben] = two(paragraphs('one two', 'last', 'moved'))
  move(ann, 2, 1)
  split(ben, 0, 4)
  expect(all(ann, ben)).toEqual(['one ', 'two', 'moved', 'last'])
  const [cem, dov] = two(paragraphs('moved', 'first', 'one two', 'last'))
  move(cem, 0, 2)
  split(dov, 2, 4)
  expect(all(cem, dov)).toEqual(['first', 'one ', 'two', 'moved', 'last'])
})

test('who types over words from one half to the other joins them, and who pastes paragraphs into words splits them', () => {
  const [ann, ben] = two(paragraphs('one two'))
  split(ann, 0, 4)
  meet(ann, ben)
  const editor = ann.editor(clauseId)
  const { doc, tr } = editor?.state() ?? {}
  if (editor && doc && tr) editor.dispatch(tr.setSelection(TextSelection.create(doc, 3, 8)).insertText('x'))
  type(ben, 1, 3, '!')
  expect(all(ann, ben)).toEqual(['onxwo!'])
  const pasted = ann.editor(clauseId)
  const paragraph = (text: string) => schema.node('paragraph', { id: null }, [schema.text(text)])
  pasted?.dispatch(pasted.state().tr.replaceRange(3, 4, schema.node('doc', null, [paragraph('p'), paragraph('q'), paragraph('r')]).slice(1, 8)))
  type(ben, 0, 5, '?')
  expect(all(ann, ben)).toEqual(['onp', 'q', 'rwo?!'])
})

test('marks go on over a split, and end where they ended', () => {
  const [ann, ben] = two({ blocks: [{ type: 'paragraph', id: 'b0', inlines: [{ text: 'a ' }, { text: 'bold word', marks: ['strong'] }, { text: ' z' }] }] })
  split(ann, 0, 7)
  all(ann, ben)
  expect(readClause(fragmentOf(ben)).blocks.map(({ inlines }) => inlines)).toEqual([[{ text: 'a ' }, { text: 'bold ', marks: ['strong'] }], [{ text: 'word', marks: ['strong'] }, { text: ' z' }]])
})

test('a cross-reference put among words moves none of them', () => {
  const [ann, ben] = two(paragraphs('see there'))
  const letters = lettersIn(ann)
  const editor = ann.caret(clauseId, 0, 4)
  editor?.dispatch(editor.state().tr.replaceSelectionWith(schema.node('crossReference', { target: clauseId, block: null, form: 'full' }), false))
  type(ben, 0, 9, '!')
  expect(all(ann, ben)).toEqual(['see \uFFFCthere!'])
  expect(lettersIn(ann)).toBe(letters + 1)
  split(ann, 0, 2)
  split(ben, 0, 7)
  expect(all(ann, ben)).toEqual(['se', 'e \uFFFCth', 'ere!'])
})

test('a comment stays exactly at its words when they are split off, and when they are joined again', () => {
  const [ann, ben] = two(paragraphs('one two three'))
  const anchor = makeAnchor(ben.doc, clauseId, 'b0', 8, 13)
  split(ann, 0, 4)
  all(ann, ben)
  const tail = idsOf(ben)[1]
  expect(resolveAnchor(ben.doc, clauseId, anchor)).toEqual({ blockId: tail, from: 4, to: 9, exact: true, by: 'position' })
  const onTail = makeAnchor(ben.doc, clauseId, tail ?? '', 0, 3)
  join(ann, 1)
  all(ann, ben)
  expect([anchor, onTail].map((each) => resolveAnchor(ann.doc, clauseId, each))).toEqual([
    { blockId: 'b0', from: 8, to: 13, exact: true, by: 'position' }, { blockId: 'b0', from: 4, to: 7, exact: true, by: 'position' },
  ])
})

test('a split changes nobody’s words: every letter is its author’s, with nothing recognised', () => {
  const { doc } = clauseWith(paragraphs('one two'))
  const first = Y.encodeStateAsUpdate(doc)
  const [ann, ben] = [new Drafter('Ann', 1, first), new Drafter('Ben', 2, first)]
  const attribution = new Attribution()
  let seq = 0
  const keep = (userId: string, updates: readonly Uint8Array[]) => {
    for (const update of updates) {
      seq += 1
      attribution.apply(update, { userId, seq, generation: 1 })
    }
  }
  keep('old', [first])
  type(ben, 0, 7, ' mine')
  keep('ben', ben.outbox)
  meet(ann, ben)
  split(ann, 0, 5)
  split(ann, 1, 4)
  keep('ann', ann.outbox)
  meet(ann, ben)
  const runs = attributedBlocks(clausesOf(attribution.doc).get(clauseId) as Y.XmlFragment, attribution.lineageOf(1)).map((block) => block.runs.flatMap(({ text, origin }) => [...text].map((letter) => `${letter} ${origin.userId}${origin.through ? ' recognised' : ''}`)))
  const by = (userId: string, words: string) => [...words].map((letter) => `${letter} ${userId}`)
  expect(runs).toEqual([by('old', 'one t'), [...by('old', 'wo'), ...by('ben', ' m')], by('ben', 'ine')])
})

test('a table cell that is deleted goes with what another types in it meanwhile: alone it would tear the table', () => {
  const [ann, ben] = two({ blocks: [...paragraphs('first').blocks, { type: 'row', id: 'r', inlines: [{ text: 'a' }] }, { type: 'cell', id: 'c', inlines: [{ text: 'b' }] }] })
  remove(ann, 2)
  type(ben, 2, 1, '!')
  expect(all(ann, ben)).toEqual(['first', 'a'])
})
