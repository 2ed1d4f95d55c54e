import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalClause } from '#domain/text/canonical.ts'
import { contentOf, readDraft } from '#domain/text/draftText.ts'
import { differencesFrom, restoreProvisions } from '#domain/text/restore.ts'
import { restoreBlocks } from '#domain/text/restoreBlocks.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { anyContent, clauseId, clauseWith, paragraphs, replicaOf } from './anyContent.ts'

const wordsIn = (doc: Y.Doc, id = clauseId) => canonicalClause('article', contentOf(doc, id))

test('whatever a clause said, it says again, with the ids of its blocks', () => {
  fc.assert(fc.property(anyContent, anyContent, fc.nat(), (now, other, cut) => {
    // The past state shares blocks with the present one, some of them with other words.
    const kept = now.blocks.slice(0, cut % (now.blocks.length + 1)).map((block, index) => index % 2 ? block : { ...block, inlines: other.blocks[0]?.inlines ?? [] })
    const then = { blocks: [...other.blocks, ...kept] }
    const { doc, fragment } = clauseWith(now)
    doc.transact(() => restoreBlocks(fragment, then))
    expect(wordsIn(doc)).toBe(canonicalClause('article', then))
    expect(contentOf(doc, clauseId).blocks.map(({ id }) => id)).toEqual(then.blocks.map(({ id }) => id))
    expect(problemsOf(fragment)).toEqual([])
    expect(restoreBlocks(fragment, contentOf(doc, clauseId))).toBe(false)
  }))
})

test('only the words that differ are written: the others stay where a cursor or a comment holds them', () => {
  const { doc, fragment } = clauseWith(paragraphs('Providers may mark every film.', 'News too.'))
  const before = fragment.toArray()
  const sizes = [...doc.store.clients.values()].flat().reduce((sum, struct) => sum + struct.length, 0)
  doc.transact(() => restoreBlocks(fragment, paragraphs('Providers shall mark every film.', 'News too.')))
  expect(fragment.toArray()).toEqual(before)
  expect([...doc.store.clients.values()].flat().reduce((sum, struct) => sum + struct.length, 0) - sizes).toBe('shall'.length)
  expect(wordsIn(doc)).toBe(canonicalClause('article', paragraphs('Providers shall mark every film.', 'News too.')))
})

function aDraft() {
  const doc = new Y.Doc()
  let after: string | null = null
  for (const id of ['a', 'b', 'c']) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after }), paragraphs(`Words of ${id}`))
    after = id
  }
  return doc
}

test('a whole draft comes back: words, order, what was removed, and without what was added', () => {
  const doc = aDraft()
  const past = readDraft(replicaOf(doc)).nodes
  moveNode(doc, 'a', { parent: null, after: 'c' })
  removeNode(doc, 'b')
  addNode(doc, { id: 'd', kind: 'article', parent: null, after: null })
  const differences = differencesFrom(doc, past, null)
  expect(differences.map(({ id }) => id).sort()).toEqual(['a', 'b', 'd'])
  doc.transact(() => restoreProvisions(doc, differences, null))
  expect(readDraft(doc).nodes).toEqual(past)
  expect(differencesFrom(doc, past, null)).toEqual([])
})

test('one clause comes back by itself: its place and the others stay as they are', () => {
  const doc = aDraft()
  const past = readDraft(replicaOf(doc)).nodes
  moveNode(doc, 'a', { parent: null, after: 'c' })
  for (const id of ['a', 'b']) { const words = clausesOf(doc).get(id); if (words) restoreBlocks(words, paragraphs('Other words')) }
  doc.transact(() => restoreProvisions(doc, differencesFrom(doc, past, 'a'), 'a'))
  expect(readDraft(doc).nodes.map(({ id, text }) => `${id}: ${text}`)).toEqual(['b: Other words', 'c: Words of c', 'a: Words of a'])
})
