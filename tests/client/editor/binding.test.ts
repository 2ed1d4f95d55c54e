import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { enter, shiftLevel } from '#client/editor/blockCommands.ts'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { type ClauseContent, plainText } from '#domain/text/clauseContent.ts'
import { readClause, writeClause } from '#domain/text/clauseFragment.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { structureOrigin } from '#client/editor/structureOrigin.ts'
import { schema } from '#domain/text/schema.ts'
import { addNode, moveNode } from '#domain/text/placeNodes.ts'
import { clausesOf, readTree } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { docOf, nodeOf } from '#client/editor/binding/clauseNodes.ts'
import { anyContent, clauseId, clauseWith, paragraphs } from '../../domain/text/anyContent.ts'
import { Drafter } from '#tests/support/drafters.ts'

function two(content: ClauseContent): [Drafter, Drafter] {
  const first = Y.encodeStateAsUpdate(clauseWith(content).doc)
  return [new Drafter('Ann', 1, first), new Drafter('Ben', 2, first)]
}
const meet = (...people: Drafter[]) => {
  for (const from of people) for (const update of from.outbox.splice(0)) for (const to of people) if (to !== from) to.receive(update)
}
const type = (person: Drafter, block: number, offset: number, text: string) => {
  const editor = person.caret(clauseId, block, offset)
  for (const key of text) editor?.dispatch(editor.state().tr.insertText(key))
}
const clauseOf = ({ doc }: Drafter): ClauseContent => readClause(clausesOf(doc).get(clauseId) ?? new Y.XmlFragment())
const wordsOf = (person: Drafter) => plainText(clauseOf(person)).split('\n')
const shownTo = (person: Drafter) => person.editor(clauseId)?.state()

test('my undo takes my letter, whichever of the equal letters beside it is mine', () => {
  for (let round = 0; round < 20; round += 1) {
    const at = round % 5
    const [ann, ben] = two(paragraphs('p'))
    type(ann, 0, 1, 'aaaa')
    meet(ann, ben)
    ben.undo.clear()
    type(ben, 0, 1 + at, 'a')
    meet(ann, ben)
    ann.undo.undo()
    meet(ann, ben)
    // What is left is Ben's: taking his step back takes exactly that.
    expect([wordsOf(ann), wordsOf(ben)]).toEqual([['pa'], ['pa']])
    ben.undo.undo()
    expect(wordsOf(ben)).toEqual(['p'])
  }
})

test('a paragraph that becomes a point keeps what another person types in it meanwhile', () => {
  const [ann, ben] = two(paragraphs('one', 'two'))
  const editor = ann.caret(clauseId, 1, 0)
  if (editor) shiftLevel(1)(editor.state(), editor.dispatch)
  type(ben, 1, 3, ' more')
  meet(ann, ben)
  expect(clauseOf(ann)).toEqual(clauseOf(ben))
  expect(clauseOf(ben).blocks.map(({ type: kind, inlines }) => [kind, inlines])).toEqual([['paragraph', [{ text: 'one' }]], ['point', [{ text: 'two more' }]]])
})

test('two people who type at one place do not scatter each other’s words', () => {
  const [ann, ben] = two(paragraphs('start '))
  const [one, other] = [ann.caret(clauseId, 0, 6), ben.caret(clauseId, 0, 6)]
  for (let at = 0; at < 5; at += 1) {
    one?.dispatch(one.state().tr.insertText('first'[at] ?? ''))
    meet(ann, ben)
    other?.dispatch(other.state().tr.insertText('other'[at] ?? ''))
    meet(ann, ben)
  }
  expect(wordsOf(ann)).toEqual(wordsOf(ben))
  expect(['start firstother', 'start otherfirst']).toContain(wordsOf(ann)[0])
})

test('the caret stays with its words when others write before them, and with its block when that is moved', () => {
  const [ann, ben] = two(paragraphs('one', 'two', 'three'))
  ann.caret(clauseId, 2, 3)
  type(ben, 0, 0, 'before ')
  type(ben, 2, 0, 'and ')
  meet(ann, ben)
  const there = () => { const $head = shownTo(ann)?.selection.$head; return [$head?.parent.attrs['id'], $head?.parentOffset] }
  expect(there()).toEqual(['b2', 7])
  const editor = ben.editor(clauseId)
  const doc = editor?.state().doc
  if (editor && doc) {
    const tr = editor.state().tr
    const last = doc.child(2)
    tr.delete(doc.content.size - last.nodeSize, doc.content.size).insert(0, last)
    editor.dispatch(tr)
  }
  meet(ann, ben)
  expect(wordsOf(ann)).toEqual(['and three', 'before one', 'two'])
  expect(there()).toEqual(['b2', 7])
})

test('what others write touches only their words: a mark, a reference and the letters around it stay the same nodes', () => {
  const [ann, ben] = two({ blocks: [{ type: 'paragraph', id: 'b0', inlines: [{ text: 'Article ' }, { crossReference: { target: 't', block: null, form: 'full' } }, { text: ' applies', marks: ['em'] }] }, { type: 'point', id: 'b1', inlines: [{ text: 'point' }] }] })
  const before = shownTo(ann)?.doc
  type(ben, 1, 5, '!')
  meet(ann, ben)
  const after = shownTo(ann)?.doc
  expect(after?.child(0)).toBe(before?.child(0))
  expect(after?.child(1).textContent).toBe('point!')
})

test('a paragraph that others have written in stays when the one who made it takes that back', () => {
  const [ann, ben] = two(paragraphs('one'))
  const split = ann.caret(clauseId, 0, 3)
  if (split) enter(split.state(), split.dispatch)
  meet(ann, ben)
  type(ben, 1, 0, 'mine')
  meet(ann, ben)
  ann.undo.undo()
  meet(ann, ben)
  expect(wordsOf(ann)).toEqual(['one', 'mine'])
  expect(wordsOf(ben)).toEqual(['one', 'mine'])
})

test('a provision that was moved goes back by undo, with what others have written in it', () => {
  const [ann, ben] = two(paragraphs('one'))
  ann.doc.transact(() => addNode(ann.doc, { id: 'second', kind: 'article', parent: null, after: clauseId }), structureOrigin)
  meet(ann, ben)
  ann.undo.stopCapturing()
  const order = ({ doc }: Drafter) => flatten(readTree(doc)).map(({ id }) => id)
  ann.doc.transact(() => moveNode(ann.doc, clauseId, { parent: null, after: 'second' }), structureOrigin)
  meet(ann, ben)
  expect(order(ben)).toEqual(['second', clauseId])
  type(ben, 0, 3, ' more')
  meet(ann, ben)
  ann.undo.undo()
  meet(ann, ben)
  expect([order(ann), order(ben), wordsOf(ann)]).toEqual([[clauseId, 'second'], [clauseId, 'second'], ['one more']])
})

test('a provision that somebody inserted and others wrote in stays, in its place, when the insertion is undone', () => {
  const [ann, ben] = two(paragraphs('one'))
  ann.doc.transact(() => writeClause(addNode(ann.doc, { id: 'second', kind: 'article', parent: null, after: clauseId }), paragraphs('')), structureOrigin)
  meet(ann, ben)
  const editor = ben.caret('second', 0, 0)
  editor?.dispatch(editor.state().tr.insertText('mine'))
  meet(ann, ben)
  ann.undo.undo()
  meet(ann, ben)
  expect(readDraft(ann.doc).nodes.map(({ id, text }) => [id, text])).toEqual([[clauseId, 'one'], ['second', 'mine']])
  expect(readDraft(ben.doc)).toEqual(readDraft(ann.doc))
})

test('whatever an editor makes of a clause, the shared text says the same, with no more blocks made than are new', () => {
  fc.assert(fc.property(anyContent, anyContent, (from, to) => {
    const [ann, ben] = two(from)
    const editor = ann.editor(clauseId)
    if (!editor) throw new Error('no clause')
    const goal = docOf(to.blocks.map((block) => schema.node(block.type, { id: block.id }, nodeOf({ id: block.id, element: blockElement(block) }).content)))
    ben.editor(clauseId)
    editor.dispatch(editor.state().tr.replaceWith(0, editor.state().doc.content.size, goal.content))
    meet(ann, ben)
    const fragment = clausesOf(ann.doc).get(clauseId) ?? new Y.XmlFragment()
    expect(problemsOf(fragment)).toEqual([])
    expect(docOf(blocksOf(fragment).map(nodeOf)).toJSON()).toEqual(goal.toJSON())
    expect(shownTo(ben)?.doc.toJSON()).toEqual(goal.toJSON())
  }))
})

function blockElement(block: ClauseContent['blocks'][number]): Y.XmlElement {
  const element = clausesOf(clauseWith({ blocks: [block] }).doc).get(clauseId)?.get(0)
  if (!(element instanceof Y.XmlElement)) throw new Error('no block')
  return element
}
