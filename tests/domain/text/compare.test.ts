import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { blockText, type ClauseContent } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { compareDrafts } from '#domain/text/compare.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { diffInlines } from '#domain/text/wordDiff.ts'
import { anyBlock, paragraphs } from './anyContent.ts'

interface Article { readonly id: string; readonly content: ClauseContent; readonly after?: string }
function draftOf(articles: readonly Article[]): Y.Doc {
  const doc = new Y.Doc()
  let last: string | null = null
  for (const { id, content } of articles) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after: last }), content)
    last = id
  }
  return doc
}
const compare = (from: Y.Doc, to: Y.Doc) => compareDrafts(readDraft(from).nodes, readDraft(to).nodes, 'en')
const label = ({ target }: { target: string }) => `Article ${target}`
const copyOf = (doc: Y.Doc) => { const copy = new Y.Doc(); Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc)); return copy }
const article = (id: string, ...texts: string[]): Article => ({ id, content: paragraphs(...texts) })

test('without what was added it reads as before, without what was removed as after', () => {
  fc.assert(fc.property(anyBlock, anyBlock, ({ inlines: some }, { inlines: others }) => {
    // Two texts that share a good part, as an edited one does with what it was.
    const [from, to] = [[...some, ...others.slice(0, 2)], [...others.slice(0, 1), ...some.slice(1), ...others]]
    const pieces = diffInlines(from, to, label, label)
    const reading = (without: string) => pieces.filter(({ kind }) => kind !== without).map(({ text }) => text).join('')
    const words = (inlines: typeof from) => blockText({ type: 'plain', id: '', inlines }, label)
    expect([reading('added'), reading('removed')]).toEqual([words(from), words(to)])
    expect(pieces.every(({ text }, index) => text !== '' && pieces[index - 1]?.kind !== pieces[index]?.kind)).toBe(true)
  }))
})

test('a changed word is shown as one word removed and one added, in its paragraph', () => {
  expect(compare(draftOf([article('a', 'Providers may mark it.', 'Always.')]), draftOf([article('a', 'Providers shall mark it.', 'Always.')]))).toEqual([
    { id: 'a', kind: 'article', labelFrom: 'Article\u00A01', labelTo: 'Article\u00A01', headingTo: null, change: 'changed', moved: false, blocks: [
      { id: 'b0', type: 'paragraph', change: 'changed', pieces: [{ kind: 'same', text: 'Providers ' }, { kind: 'removed', text: 'may' }, { kind: 'added', text: 'shall' }, { kind: 'same', text: ' mark it.' }] },
      { id: 'b1', type: 'paragraph', change: 'same', pieces: [{ kind: 'same', text: 'Always.' }] },
    ] },
  ])
})

test('several words replaced together are one change, the spaces between them included', () => {
  const text = (words: string) => [{ text: words }]
  expect(diffInlines(text('They mark every film now.'), text('They label all books now.'), label, label)).toEqual([
    { kind: 'same', text: 'They ' }, { kind: 'removed', text: 'mark every film' }, { kind: 'added', text: 'label all books' }, { kind: 'same', text: ' now.' },
  ])
})

test('a cross-reference is one piece, and the same one when its target was only renumbered', () => {
  const reference = { crossReference: { target: 'b', block: null, form: 'full' as const } }
  const content: ClauseContent = { blocks: [{ type: 'paragraph', id: 'p', inlines: [{ text: 'See ' }, reference, { text: '.' }] }] }
  const from = draftOf([{ id: 'a', content }, article('b', 'Words')])
  const to = copyOf(from)
  addNode(to, { id: 'new', kind: 'article', parent: null, after: 'a' })
  expect(compare(from, to).map(({ id, change, labelFrom, labelTo }) => [id, change, labelFrom, labelTo])).toEqual([
    ['new', 'added', null, 'Article\u00A02'], ['b', 'renumbered', 'Article\u00A02', 'Article\u00A03'],
  ])
  expect(diffInlines(content.blocks[0]?.inlines ?? [], [{ text: 'See nothing.' }], label, label)).toEqual([
    { kind: 'same', text: 'See ' }, { kind: 'removed', text: 'Article b' }, { kind: 'added', text: 'nothing' }, { kind: 'same', text: '.' },
  ])
})

test('of clauses put in another order the fewest are said to be moved, and a removed one stands where it stood', () => {
  const from = draftOf(['a', 'b', 'c', 'd', 'e'].map((id) => article(id, `Words of ${id}`)))
  const to = copyOf(from)
  moveNode(to, 'a', { parent: null, after: 'd' })
  removeNode(to, 'c')
  expect(compare(from, to).map(({ id, change }) => [id, change])).toEqual([['b', 'renumbered'], ['c', 'removed'], ['d', 'renumbered'], ['a', 'moved'], ['e', 'renumbered']])
})

test('a clause that changed its words and its place is changed, and said to be moved too', () => {
  const from = draftOf([article('a', 'One'), article('b', 'Two'), article('c', 'Three')])
  const to = draftOf([article('b', 'Two'), article('c', 'Three'), article('a', 'Uno')])
  expect(compare(from, to).find(({ id }) => id === 'a')).toMatchObject({ change: 'changed', moved: true, blocks: [{ change: 'changed' }] })
})

test('blocks are found by their id: moved, taken out, put in, or of another kind', () => {
  const block = (id: string, text: string, type: 'paragraph' | 'point' = 'paragraph') => ({ id, type, inlines: [{ text }] })
  const from = draftOf([{ id: 'a', content: { blocks: [block('1', 'one'), block('2', 'two'), block('3', 'three'), block('4', 'four')] } }])
  const to = draftOf([{ id: 'a', content: { blocks: [block('2', 'two'), block('3', 'three', 'point'), block('5', 'five'), block('1', 'one')] } }])
  expect(compare(from, to)[0]?.blocks.map(({ id, change }) => [id, change])).toEqual([['2', 'same'], ['3', 'changed'], ['4', 'removed'], ['5', 'added'], ['1', 'moved']])
})

test('a draft compared with itself has no differences', () => {
  const doc = draftOf([article('a', 'One'), article('b', 'Two')])
  expect(compare(doc, copyOf(doc))).toEqual([])
})
