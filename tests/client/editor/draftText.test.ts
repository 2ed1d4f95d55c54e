import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { watchDraft } from '#client/editor/draftText.ts'
import { placeOf } from '#client/editor/textPlace.ts'
import { cut } from '#client/editor/pieces.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'

function aDraft(articles: number): Y.Doc {
  const doc = new Y.Doc()
  for (let i = 0; i < articles; i += 1) {
    const fragment = addNode(doc, { id: `a${i}`, kind: 'article', parent: null, after: i === 0 ? null : `a${i - 1}` })
    writeClause(fragment, { blocks: [{ type: 'heading', id: `h${i}`, inlines: [{ text: `Heading ${i}` }] }, { type: 'paragraph', id: `p${i}`, inlines: [{ text: `Words of ${i}, see ` }, { crossReference: { target: 'a0', block: null, form: 'full' } }] }] })
  }
  return doc
}
const textOf = (doc: Y.Doc, id: string, block: number) => {
  const element = clausesOf(doc).get(id)?.get(block)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no such text')
  return text
}
const plain = (watched: ReturnType<typeof watchDraft>) => watched.structure().clauses.map(({ id, number, label, heading }) => ({ id, number, label, heading, content: watched.clause(id)?.content }))

test('typing in one clause leaves the others and the outline as the same objects', () => {
  const doc = aDraft(3)
  const watched = watchDraft(doc, 'en')
  const structure = watched.structure()
  const others = [watched.clause('a0'), watched.clause('a2')]
  textOf(doc, 'a1', 1).insert(0, 'More ')
  expect(watched.structure()).toBe(structure)
  expect([watched.clause('a0'), watched.clause('a2')]).toEqual(others)
  expect(watched.clause('a0')).toBe(others[0])
  expect(watched.clause('a1')?.content.blocks[1]?.inlines[0]).toEqual({ text: 'More Words of 1, see ' })
})

test('an article inserted above renumbers what follows and the references to it', () => {
  const doc = aDraft(2)
  const watched = watchDraft(doc, 'en')
  let told = 0
  watched.onStructure(() => { told += 1 })
  addNode(doc, { id: 'new', kind: 'article', parent: null, after: null })
  expect(told).toBe(1)
  expect(watched.clause('a0')?.number).toBe('2')
  expect(watched.structure().labelOf({ target: 'a0', block: null, form: 'full' })).toBe('Article\u00A02')
  removeNode(doc, 'a0')
  expect(watched.structure().labelOf({ target: 'a0', block: null, form: 'full' })).toBeNull()
})

test('a draft that is in another language from now on calls everything otherwise, and says no other words', () => {
  const doc = aDraft(2)
  const watched = watchDraft(doc, 'en')
  const told = { structure: 0, near: 0 }
  watched.onStructure(() => { told.structure += 1 })
  watched.onClause('a1', () => { told.near += 1 }, true)
  const [before, content] = [watched.clause('a1'), watched.clause('a1')?.content]
  watched.speak('fr')
  expect(watched.language()).toBe('fr')
  expect(watched.structure().labelOf({ target: 'a0', block: 'p0', form: 'full' })).toBe('article\u00A01, paragraphe\u00A01')
  // The reader's language is asked for, and stays what it is.
  expect(watched.structure().labelOf({ target: 'a0', block: null, form: 'full' }, 'en')).toBe('Article\u00A01')
  expect(watched.clause('a1')?.content).toBe(content)
  expect(watched.clause('a1')).not.toBe(before)
  expect(told).toMatchObject({ structure: 1, near: 1 })
  watched.speak('fr')
  expect(told).toMatchObject({ structure: 1, near: 1 })
  // What is put in later is called in it too.
  addNode(doc, { id: 'c1', kind: 'chapter', parent: null, after: null })
  expect(watched.clause('c1')?.label).toBe('Chapitre\u00A0I')
  expect(plain(watched)).toEqual(plain(watchDraft(doc, 'fr')))
})

test('a note that is written, and its call, have their number at once; the next one counts on', () => {
  const doc = aDraft(2)
  const watched = watchDraft(doc, 'en')
  const number = (clause: string, block: string) => watched.structure().labelOf({ target: clause, block, form: 'note' })
  const write = (id: string) => {
    const fragment = clausesOf(doc).get(id)
    if (!(fragment instanceof Y.XmlFragment)) throw new Error('no such clause')
    const note = `note of ${id}`
    writeClause(fragment, { blocks: [{ type: 'paragraph', id: `called in ${id}`, inlines: [{ crossReference: { target: id, block: note, form: 'note' } }] }, { type: 'note', id: note, inlines: [{ text: 'A note.' }] }] })
  }
  expect(number('a1', 'note of a1')).toBeNull()
  write('a1')
  expect(number('a1', 'note of a1')).toBe('1')
  write('a0')
  expect([number('a0', 'note of a0'), number('a1', 'note of a1')]).toEqual(['1', '2'])
})

test('after any edits the watched reading is what a fresh reading says', () => {
  const edit = fc.record({ what: fc.constantFrom('type', 'delete', 'move', 'add', 'remove'), article: fc.nat(3), other: fc.nat(3), at: fc.nat(6) })
  fc.assert(fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
    const doc = aDraft(4)
    const watched = watchDraft(doc, 'en')
    edits.forEach(({ what, article, other, at }, index) => {
      const id = `a${article}`
      if (what === 'add') addNode(doc, { id: `n${index}`, kind: 'article', parent: null, after: id })
      if (!clausesOf(doc).has(id)) return
      if (what === 'type') textOf(doc, id, at % 2).insert(0, 'x')
      if (what === 'delete') textOf(doc, id, at % 2).delete(0, 1)
      if (what === 'move' && article !== other) moveNode(doc, id, { parent: null, after: `a${other}` })
      if (what === 'remove') removeNode(doc, id)
    })
    expect(plain(watched)).toEqual(plain(watchDraft(doc, 'en')))
  }), { numRuns: 60 })
})

test('a caret is found in its block as the page counts, also behind a reference', () => {
  const doc = aDraft(1)
  const text = textOf(doc, 'a0', 1)
  expect(placeOf(doc, Y.createRelativePositionFromTypeIndex(text, 5))).toEqual({ blockId: 'p0', offset: 5 })
  const block = clausesOf(doc).get('a0')?.get(1)
  if (!(block instanceof Y.XmlElement)) throw new Error('a block')
  expect(placeOf(doc, Y.createRelativePositionFromTypeIndex(block, 2))).toEqual({ blockId: 'p0', offset: text.length + 1 })
  const before = Y.createRelativePositionFromTypeIndex(text, 5)
  text.insert(0, 'abc')
  expect(placeOf(doc, before)).toEqual({ blockId: 'p0', offset: 8 })
})

test('runs are cut at every mark and lose nothing', () => {
  const inlines = [{ text: 'one two' }, { crossReference: { target: 'a', block: null, form: 'full' as const } }, { text: 'three', marks: ['em' as const] }]
  fc.assert(fc.property(fc.array(fc.nat(14), { maxLength: 6 }), (offsets) => {
    const pieces = cut(inlines, offsets)
    expect(pieces.map(({ inline }) => 'text' in inline ? inline.text : '#').join('')).toBe('one two#three')
    for (const offset of offsets) expect(pieces.some(({ from, to }) => from < offset && offset < to)).toBe(false)
  }))
})
