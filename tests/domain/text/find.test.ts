import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type ClauseContent, type Inline, isReference, referenceCharacter } from '#domain/text/clauseContent.ts'
import { countClause, countDraft } from '#domain/text/count.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import { applyEdits } from '#domain/text/editBlocks.ts'
import { findWords, finderOf, type FindOptions, type Hit, replacements } from '#domain/text/find.ts'
import { resolveAnchor } from '#domain/text/anchor.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import { anyContent, clauseId, clauseWith, exchange, paragraphs, replicaOf } from './anyContent.ts'

const plainly: FindOptions = { isWholeWord: false, matchesCase: false }
const found = (content: ClauseContent, sought: string, options: Partial<FindOptions> = {}): Hit[] => {
  const finder = finderOf(sought, { ...plainly, ...options })
  return finder ? findWords([{ id: clauseId, content }], finder) : []
}
const wordsAt = (content: ClauseContent, sought: string, options?: Partial<FindOptions>) => found(content, sought, options).map(({ blockId, from }) => `${blockId}:${from}`)

test('words are found as they are written: capitals and word edges as asked, accents always, any space for a space', () => {
  const law = paragraphs('A provider, Providers.', 'prestation préalable', 'Article\u00A03 (a) 5.5 C++')
  expect(wordsAt(law, 'provider')).toEqual(['b0:2', 'b0:12'])
  expect(wordsAt(law, 'provider', { isWholeWord: true })).toEqual(['b0:2'])
  expect(wordsAt(law, 'Provider', { matchesCase: true })).toEqual(['b0:12'])
  expect(wordsAt(law, 'prealable')).toEqual([])
  expect(wordsAt(law, 'PRÉALABLE')).toEqual(['b1:11'])
  expect(wordsAt(law, 'article 3 (A)')).toEqual(['b2:0'])
  expect([wordsAt(law, '5.5'), wordsAt(law, 'c++', { isWholeWord: true }), wordsAt(law, '.*'), wordsAt(law, '')]).toEqual([['b2:14'], ['b2:18'], [], []])
})

test('nothing is found in or across a cross-reference', () => {
  const content: ClauseContent = { blocks: [{ type: 'paragraph', id: 'b', inlines: [{ text: 'see ' }, { crossReference: { target: 'x', block: null, form: 'full' } }, { text: ' now' }] }] }
  expect(found(content, `see ${referenceCharacter}`)).toEqual([])
  expect(wordsAt(content, 'see  now')).toEqual([])
  expect(wordsAt(content, 'now')).toEqual(['b:6'])
})

/** Every character of a block with its marks; a cross-reference as its target. */
const characters = (inlines: readonly Inline[]) => inlines.flatMap((inline) => isReference(inline) ? [`→${inline.crossReference.target}/${inline.crossReference.form}`]
  : Array.from({ length: inline.text.length }, (_, index) => `${inline.text.charAt(index)} ${(inline.marks ?? []).join()} ${inline.href ?? ''}`))

test('replacing leaves the words outside of what was found, every mark and every cross-reference as they were', () => {
  const sought = fc.tuple(anyContent, fc.nat(), fc.integer({ min: 1, max: 3 }), fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('', 'shall', 'ée')))
  fc.assert(fc.property(sought, ([content, start, length, words]) => {
    const texts = content.blocks.flatMap(({ inlines }) => inlines.flatMap((inline) => (isReference(inline) ? [] : [inline.text])))
    const text = texts[start % Math.max(1, texts.length)] ?? 'x'
    // Half of a character is nothing that can be sought.
    const query = [...text].slice(start % [...text].length, (start % [...text].length) + length).join('')
    const hits = found(content, query, { matchesCase: true })
    const { doc, fragment } = clauseWith(content)
    const done = doc.transact(() => applyEdits(doc, replacements(hits, words)))
    expect(done).toHaveLength(hits.filter((hit) => hit.words !== words).length)
    const after = readClause(fragment)
    content.blocks.forEach((block, index) => {
      const before = characters(block.inlines)
      const own = hits.filter(({ blockId }) => blockId === block.id)
      const expected = before.flatMap((character, at): (string | RegExp)[] => {
        const hit = own.find(({ from, to }) => from <= at && at < to)
        if (!hit) return [character]
        return at === hit.from ? Array.from({ length: words.length }, (_, i) => words.charAt(i)) : []
      })
      const now = characters(after.blocks[index]?.inlines ?? [])
      expect(now.map((character, at) => expected[at]?.toString().length === 1 ? character.charAt(0) : character)).toEqual(expected)
    })
  }), { numRuns: 300 })
})

test('new words have the marks of the first character that they replace, also a link', () => {
  const content: ClauseContent = { blocks: [{ type: 'paragraph', id: 'b', inlines: [{ text: 'the ' }, { text: 'must', marks: ['strong'] }, { text: ' of ' }, { text: 'here', marks: ['link'], href: 'https://example.org/' }] }] }
  const { doc, fragment } = clauseWith(content)
  applyEdits(doc, [...replacements(found(content, 'must'), 'shall'), ...replacements(found(content, 'here'), 'there')])
  expect(readClause(fragment).blocks[0]?.inlines).toEqual([{ text: 'the ' }, { text: 'shall', marks: ['strong'] }, { text: ' of ' }, { text: 'there', marks: ['link'], href: 'https://example.org/' }])
})

test('only the letters that differ are written anew: a comment on the rest of the word stays, and somebody else’s words too', () => {
  const content = paragraphs('A provider pays.')
  const { doc, fragment } = clauseWith(content)
  const anchor = makeAnchor(doc, clauseId, 'b0', 2, 10)
  const other = replicaOf(doc)
  const text = fragment.get(0) instanceof Y.XmlElement ? (fragment.get(0) as Y.XmlElement).get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a text is there')
  applyEdits(doc, replacements(found(content, 'provider'), 'providers'))
  const theirs = readClauseText(other)
  theirs.insert(10, ' also')
  exchange(doc, other)
  expect(text.toString()).toMatch(/^A provider(?:s also| alsos) pays\.$/)
  expect(resolveAnchor(doc, clauseId, anchor)).toMatchObject({ from: 2, to: 10, exact: true })
})

function readClauseText(doc: Y.Doc): Y.XmlText {
  const block = doc.getMap<Y.XmlFragment>('clauses').get(clauseId)?.get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a text is there')
  return text
}

test('an edit whose words have changed meanwhile is left out, and so is the removal of a block that has words', () => {
  const content = paragraphs('A provider pays.', '')
  const { doc, fragment } = clauseWith(content)
  const edits = replacements(found(content, 'provider'), 'deployer')
  readClauseText(doc).insert(2, 'large ')
  expect(applyEdits(doc, edits)).toEqual([])
  expect(applyEdits(doc, [{ clauseId, blockId: 'b0', remove: true }, { clauseId, blockId: 'gone', remove: true }])).toEqual([])
  expect(applyEdits(doc, [{ clauseId, blockId: 'b1', remove: true }])).toHaveLength(1)
  expect(applyEdits(doc, [{ clauseId, blockId: 'b0', remove: true }])).toEqual([])
  expect(readClause(fragment).blocks).toHaveLength(1)
})

test('words are counted by the rules of their language, a cross-reference as none', () => {
  const content: ClauseContent = { blocks: [{ type: 'heading', id: 'h', inlines: [{ text: 'Scope' }] }, { type: 'paragraph', id: 'b', inlines: [{ text: 'The provider’s duty, see ' }, { crossReference: { target: 'x', block: null, form: 'full' } }, { text: ', lasts 30 days.' }] }] }
  expect(countClause(content, 'en')).toBe(8)
  expect(countClause(paragraphs('l’apparence d’une personne'), 'fr')).toBe(3)
  expect(countDraft([{ kind: 'article', content }, { kind: 'recital', content: paragraphs('Two words') }, { kind: 'chapter', content: paragraphs('Rules') }], 'en')).toEqual({ words: 11, articles: 1, recitals: 1 })
})
