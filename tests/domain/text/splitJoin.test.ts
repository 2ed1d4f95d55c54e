import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isReference } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { contentOf, provisionsOf, readDraft } from '#domain/text/draftText.ts'
import { joinClauses } from '#domain/text/joinClauses.ts'
import { labelsOf } from '#domain/text/numbering.ts'
import { blocksBehind, splitClause } from '#domain/text/splitClause.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { anyDraft, contentsOf, idsAreUnique, resolved, wordsOf } from './aDraft.ts'

const nth = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const sorted = (list: readonly string[]) => list.toSorted()
const isWellFormed = (doc: Y.Doc) => [...clausesOf(doc).values()].every((fragment) => problemsOf(fragment).length === 0)
let fresh = 0
const freshId = () => {
  fresh += 1
  return `fresh${fresh}`
}

test('an article split at any block loses no word, and every reference resolves to the block that it resolved to', () => {
  fc.assert(fc.property(anyDraft, fc.nat(), fc.nat(), (doc, article, at) => {
    const [id, blocks] = nth(contentsOf(doc), article)
    const after = nth(blocks, at).id
    const before = { words: wordsOf(doc), resolved: resolved(doc) }
    const behind = blocksBehind(id, blocks, after).map((block) => block.id)
    const isSplit = splitClause(doc, id, { after, id: 'new', headingId: 'newHeading' })
    expect(isSplit).toBe(behind.length > 0)
    expect(sorted(wordsOf(doc))).toEqual(sorted(before.words))
    expect(resolved(doc)).toEqual(before.resolved)
    expect(idsAreUnique(doc) && isWellFormed(doc)).toBe(true)
    if (!isSplit) return
    const order = contentsOf(doc).map(([each]) => each)
    expect(order.indexOf('new')).toBe(order.indexOf(id) + 1)
    expect(contentOf(doc, 'new').blocks.slice(1).map((block) => block.id)).toEqual(behind)
  }))
})

test('an article joined to the one before loses no word, and every reference follows its block', () => {
  fc.assert(fc.property(anyDraft, fc.nat(), (doc, pick) => {
    const articles = contentsOf(doc)
    const index = 1 + (pick % (articles.length - 1))
    const [id, into] = [articles[index]?.[0] ?? '', articles[index - 1]?.[0] ?? '']
    const before = { words: wordsOf(doc), resolved: resolved(doc) }
    expect(joinClauses(doc, id, into, freshId)).toBe(true)
    expect(sorted(wordsOf(doc))).toEqual(sorted(before.words))
    expect(resolved(doc)).toEqual(new Map([...before.resolved].map(([key, value]) => [key, value === `whole ${id}` ? `whole ${into}` : value])))
    expect(idsAreUnique(doc) && isWellFormed(doc)).toBe(true)
    expect(contentsOf(doc).map(([each]) => each)).toEqual(articles.map(([each]) => each).filter((each) => each !== id))
  }))
})

test('splits and joins in any order keep all words and every reference to a block', () => {
  fc.assert(fc.property(anyDraft, fc.array(fc.record({ join: fc.boolean(), article: fc.nat(), at: fc.nat() }), { maxLength: 8 }), (doc, acts) => {
    const before = { words: wordsOf(doc), resolved: resolved(doc) }
    for (const [turn, { join, article, at }] of acts.entries()) {
      const all = contentsOf(doc)
      const [id, blocks] = nth(all, article)
      const previous = all[all.findIndex(([each]) => each === id) - 1]?.[0]
      if (join && previous) joinClauses(doc, id, previous, freshId)
      else if (blocks.length > 0) splitClause(doc, id, { after: nth(blocks, at).id, id: `n${turn}`, headingId: `nh${turn}` })
    }
    expect(sorted(wordsOf(doc))).toEqual(sorted(before.words))
    const toBlocks = (all: Map<string, string>) => [...all].filter(([, value]) => !value.startsWith('whole')).toSorted()
    expect(toBlocks(resolved(doc))).toEqual(toBlocks(before.resolved))
    expect(idsAreUnique(doc)).toBe(true)
  }))
})

function aLaw(): Y.Doc {
  const doc = new Y.Doc()
  const see = (target: string, block: string | null, form: 'full' | 'internal' | 'note') => ({ crossReference: { target, block, form } })
  writeClause(addNode(doc, { id: 'one', kind: 'article', parent: null, after: null }), { blocks: [
    { type: 'heading', id: 'h1', inlines: [{ text: 'Duties' }] },
    { type: 'paragraph', id: 'p1', inlines: [{ text: 'Subject to ' }, see('one', 'p3', 'internal'), { text: ', providers shall mark.' }, see('one', 'n1', 'note')] },
    { type: 'paragraph', id: 'p2', inlines: [{ text: 'They shall keep records.' }] },
    { type: 'paragraph', id: 'p3', inlines: [{ text: 'By way of derogation from ' }, see('one', 'p1', 'internal'), { text: ', artists need not.', marks: ['em'] }] },
    { type: 'note', id: 'n1', inlines: [{ text: 'As to marks see the annex.' }] },
  ] })
  writeClause(addNode(doc, { id: 'two', kind: 'article', parent: null, after: 'one' }), { blocks: [
    { type: 'heading', id: 'h2', inlines: [{ text: 'Exceptions' }] },
    { type: 'paragraph', id: 'q1', inlines: [see('one', 'p3', 'full'), { text: ' applies.' }] },
  ] })
  return doc
}
const reading = (doc: Y.Doc) => {
  const labels = labelsOf(provisionsOf(doc), 'en')
  return readDraft(doc).nodes.map(({ content }) => content.blocks.map(({ inlines }) => inlines.map((inline) => (isReference(inline) ? labels(inline.crossReference) : inline.text)).join('').replaceAll('\u00A0', ' ')))
}

test('what is said of a paragraph is said of it in its new article, in the words for it there', () => {
  const doc = aLaw()
  splitClause(doc, 'one', { after: 'p2', id: 'new', headingId: 'nh' })
  expect(reading(doc)).toEqual([
    // The note stays with its call.
    ['Duties', 'Subject to Article 2(1), providers shall mark.1', 'They shall keep records.', 'As to marks see the annex.'],
    ['', 'By way of derogation from Article 1(1), artists need not.'],
    ['Exceptions', 'Article 2(1) applies.'],
  ])
})

test('a joined article brings its heading as words, before the notes at the foot', () => {
  const doc = aLaw()
  joinClauses(doc, 'two', 'one', freshId)
  expect(reading(doc)).toEqual([['Duties', 'Subject to paragraph 3, providers shall mark.1', 'They shall keep records.', 'By way of derogation from paragraph 1, artists need not.', 'Exceptions', 'Article 1(3) applies.', 'As to marks see the annex.']])
})

test('nothing is split off where nothing follows, and a row of a table is not torn', () => {
  const doc = aLaw()
  expect([splitClause(doc, 'one', { after: 'p3', id: 'x', headingId: 'y' }), splitClause(doc, 'one', { after: 'gone', id: 'x', headingId: 'y' }), joinClauses(doc, 'one', 'one', freshId)]).toEqual([false, false, false])
  const table = (['row', 'cell', 'cell', 'row', 'cell'] as const).map((type, index) => ({ type, id: `c${index}`, inlines: [] }))
  expect(blocksBehind('one', table, 'c0').map(({ id }) => id)).toEqual(['c3', 'c4'])
})

test('two who split an article at the same block at once lose no word', () => {
  const doc = aLaw()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  splitClause(doc, 'one', { after: 'p2', id: 'mine', headingId: 'm' })
  splitClause(other, 'one', { after: 'p1', id: 'theirs', headingId: 't' })
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  expect(reading(other)).toEqual(reading(doc))
  const all = reading(doc).flat().join()
  for (const words of ['shall mark', 'keep records', 'artists need not', 'As to marks']) expect(all).toContain(words)
})
