import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { type LabelLanguage, lawLanguages } from '#domain/text/languages.ts'
import { referenceLabel } from '#domain/text/numbering.ts'
import { findTargets, referenceTargets, referenceTo } from '#domain/text/referenceTargets.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { anyDraft } from './aDraft.ts'

function aLaw() {
  const doc = new Y.Doc()
  const add = (id: string, kind: 'article' | 'recital', heading: string, blocks: ('paragraph' | 'point' | 'plain')[], words: string) => {
    const after = kind === 'article' ? [...doc.getMap('tree').keys()].findLast((known) => known.startsWith('a')) ?? null : null
    writeClause(addNode(doc, { id, kind, parent: null, after }), { blocks: [
      ...heading ? [{ type: 'heading' as const, id: `${id}h`, inlines: [{ text: heading }] }] : [],
      ...blocks.map((type, index) => ({ type, id: `${id}-${index}`, inlines: [{ text: `${words} ${index}` }] })),
    ] })
  }
  add('r1', 'recital', '', ['plain'], 'Artists fear for their work')
  add('a1', 'article', 'Subject matter', ['paragraph', 'paragraph'], 'This Regulation lays down rules')
  add('a2', 'article', 'Définitions', ['paragraph', 'point', 'point'], 'Work means')
  for (let number = 3; number <= 12; number += 1) add(`a${number}`, 'article', `Heading ${number}`, ['paragraph'], 'Providers shall mark')
  return provisionsOf(doc)
}
const provisions = aLaw()
const targets = referenceTargets(provisions, 'en', 'en')
const found = (sought: string, within = 'a3', limit = 4) => findTargets(targets, sought, within, limit).map(({ label }) => label.replaceAll('\u00A0', ' '))

test('a provision is found by its number, however it is written, and the very number comes first', () => {
  expect(found('2')).toEqual(['Article 2', 'Article 2(1)', 'Article 2(1)(a)', 'Article 2(1)(b)'])
  for (const sought of ['2(1)(a)', '2.1.a', 'art 2 1 a', 'Article 2(1)(a']) expect(found(sought)[0]).toBe('Article 2(1)(a)')
  expect(found('1')).toEqual(['Article 1', 'recital (1)', 'Article 1(1)', 'Article 1(2)'])
  expect(found('1', 'a3', 7).slice(4)).toEqual(['Article 10', 'Article 11', 'Article 12'])
  expect(found('rec 1')).toEqual(['recital (1)'])
})

test('it is found by heading and words too, whatever their case and accents', () => {
  expect(found('defin')[0]).toBe('Article 2')
  expect(found('SUBJECT')[0]).toBe('Article 1')
  expect(found('lays down rules 1')).toEqual(['Article 1(2)', 'Article 1'])
  expect(found('fear')).toEqual(['recital (1)'])
  expect(found('nowhere at all')).toEqual([])
})

test('what it says it says with the numbers to which it refers', () => {
  const doc = new Y.Doc()
  for (const [id, after, target] of [['one', null, 'two'], ['two', 'one', 'gone']] as const) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after }), { blocks: [{ type: 'paragraph', id: `${id}-1`, inlines: [{ text: 'As in ' }, { crossReference: { target, block: null, form: 'full' } }] }] })
  }
  const said = (law: LabelLanguage) => referenceTargets(provisionsOf(doc), 'fr', law).map(({ words }) => words.replaceAll('\u00A0', ' '))
  expect(said('en')).toEqual(['As in Article 2', 'As in Article 2', 'As in …', 'As in …'])
  expect(said('fr')[0]).toBe('As in article 2')
})

test('before anything is sought the blocks of one’s own article come first', () => {
  expect(found('', 'a2')).toEqual(['Article 2', 'Article 2(1)', 'Article 2(1)(a)', 'Article 2(1)(b)'])
  expect(findTargets(referenceTargets(provisions, 'fr', 'en'), 'considérant 1', 'a1', 9).map(({ label }) => label)).toEqual(['considérant\u00A01'])
})

test('French labels are found by their numbers alone, and by the words between them', () => {
  const inFrench = (sought: string) => findTargets(referenceTargets(provisions, 'fr', 'fr'), sought, 'a1', 1).map(({ label }) => label.replaceAll('\u00A0', ' '))
  for (const sought of ['2 1 a', '2, 1, a', 'art 2 1 a', 'article 2, paragraphe 1, point a)']) expect(inFrench(sought)).toEqual(['article 2, paragraphe 1, point a)'])
  expect(inFrench('2')).toEqual(['article 2'])
})

test('whatever can be chosen has a label, and is found by it first', () => {
  fc.assert(fc.property(anyDraft, fc.constantFrom(...lawLanguages), (doc, language) => {
    const law = provisionsOf(doc)
    const all = referenceTargets(law, language, language)
    for (const target of all) {
      expect(referenceLabel(law, referenceTo(target, 'elsewhere'), language)).toBe(target.label)
      const first = findTargets(all, target.label, 'a0', 1)[0]
      expect(first?.label).toBe(target.label)
    }
  }))
})

test('within its own article a paragraph is referred to without the article’s number', () => {
  expect([referenceTo({ target: 'a1', block: 'a1-0' }, 'a1').form, referenceTo({ target: 'a1', block: null }, 'a1').form, referenceTo({ target: 'a1', block: 'a1-0' }, 'a2').form]).toEqual(['internal', 'full', 'full'])
})
