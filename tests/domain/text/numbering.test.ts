import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '#domain/text/clauseContent.ts'
import { type LabelLanguage, lawLanguages } from '#domain/text/languages.ts'
import { blockNumbers, eIdOf, letter, nodeCaption, nodeLabel, nodeNumbers, type Provisions, referenceLabel, roman } from '#domain/text/numbering.ts'
import { type BlockType, blockTypes, type NodeKind } from '#domain/text/kinds.ts'
import type { TreeNode } from '#domain/text/treeNode.ts'

const node = (id: string, kind: NodeKind, children: readonly TreeNode[] = []): TreeNode => ({ id, kind, parent: null, order: 'a0', depth: 0, children })
const tree = [
  node('t', 'title'), node('c', 'citation'), node('r1', 'recital'), node('r2', 'recital'),
  node('ch1', 'chapter', [node('a1', 'article'), node('a2', 'article')]), node('ch2', 'chapter', [node('a3', 'article')]), node('x', 'annex'),
]
const block = (type: BlockType, id: string): Block => ({ type, id, inlines: [] })
const provisions: Provisions = {
  numbers: nodeNumbers(tree),
  kinds: new Map<string, NodeKind>([['t', 'title'], ['c', 'citation'], ['r1', 'recital'], ['r2', 'recital'], ['ch1', 'chapter'], ['ch2', 'chapter'], ['a1', 'article'], ['a2', 'article'], ['a3', 'article'], ['x', 'annex']]),
  contents: new Map([['a3', { blocks: [
    block('heading', 'h'), block('paragraph', 'p1'), block('point', 'p1a'), block('plain', 'end'), block('paragraph', 'p2'), block('point', 'p2a'), block('point', 'p2b'),
    block('indent', 'p2bi'), block('indent', 'p2bii'), block('paragraph', 'p3'), block('definition', 'd1'), block('point', 'd1a'), block('definition', 'd2'), block('point', 'd2a'), block('indent', 'd2ai'), block('point', 'd2b'), block('indent', 'd2bi'),
  ] }]]),
}
const label = (id: string | null, form: 'full' | 'internal', language: LabelLanguage = 'en') =>
  referenceLabel(provisions, { target: 'a3', block: id, form }, language)?.replaceAll('\u00A0', ' ') ?? null

test('chapters, recitals and annexes count by themselves, articles through all chapters', () => {
  expect(Object.fromEntries(provisions.numbers)).toEqual({ r1: '1', r2: '2', ch1: 'I', a1: '1', a2: '2', ch2: 'II', a3: '3', x: 'I' })
})

test('points begin again under each paragraph and definition, indents under each point', () => {
  const printed = (language: LabelLanguage) => blockNumbers(provisions.contents.get('a3')?.blocks ?? [], language).map(({ own }) => own)
  expect(printed('fr').slice(10)).toEqual(['1)', 'a)', '2)', 'a)', 'i)', 'b)', 'i)'])
  expect(printed('en')).toEqual([null, '1.', '(a)', null, '2.', '(a)', '(b)', '(i)', '(ii)', '3.', '(1)', '(a)', '(2)', '(a)', '(i)', '(b)', '(i)'])
})

test('references are named as lawyers name them, in English and in French', () => {
  expect(label(null, 'full')).toBe('Article 3')
  expect(label('p2b', 'full')).toBe('Article 3(2)(b)')
  expect(label('p2bii', 'full')).toBe('Article 3(2)(b)(ii)')
  expect(label('d2', 'full')).toBe('Article 3(3)(2)')
  expect(label('p2', 'internal')).toBe('paragraph 2')
  expect(label('p2b', 'internal')).toBe('paragraph 2, point (b)')
  expect(label('p2b', 'full', 'fr')).toBe('article 3, paragraphe 2, point b)')
  expect(label('p2b', 'internal', 'fr')).toBe('paragraphe 2, point b)')
  expect(label('h', 'internal')).toBe('Article 3')
  expect(nodeLabel(provisions, 'ch2', 'fr')).toBe('chapitre\u00A0II')
  expect(nodeLabel(provisions, 'r2', 'en')).toBe('recital\u00A0(2)')
  expect(nodeLabel(provisions, 'r2', 'fr')).toBe('considérant\u00A02')
  expect(nodeCaption(provisions, 'ch2', 'fr')).toBe('Chapitre\u00A0II')
})

test('a reference to what is gone has no label', () => {
  expect(label('gone', 'full')).toBeNull()
  expect(referenceLabel(provisions, { target: 'gone', block: null, form: 'full' }, 'en')).toBeNull()
  expect(nodeCaption(provisions, 't', 'fr')).toBeNull()
})

test('every place has its Akoma Ntoso eId, and no two share one', () => {
  expect(eIdOf(provisions, 'a3', 'p2b')).toBe('art_3__para_2__point_b')
  expect(eIdOf(provisions, 'a3', 'd1a')).toBe('art_3__para_3__point_1__point_a')
  expect(eIdOf(provisions, 'ch2')).toBe('chp_II')
  const numbered = (provisions.contents.get('a3')?.blocks ?? []).filter(({ type }) => type !== 'plain' && type !== 'heading')
  expect(new Set(numbered.map(({ id }) => eIdOf(provisions, 'a3', id))).size).toBe(numbered.length)
})

test('letters run a to z, then aa; Roman numerals are read back', () => {
  expect([1, 26, 27, 52, 53, 702, 703].map(letter)).toEqual(['a', 'z', 'aa', 'az', 'ba', 'zz', 'aaa'])
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
  const readBack = (text: string) => [...text].reduce((sum, sign, index) => sum + (values[sign] ?? 0) * ((values[text[index + 1] ?? ''] ?? 0) > (values[sign] ?? 0) ? -1 : 1), 0)
  fc.assert(fc.property(fc.integer({ min: 1, max: 3999 }), (number) => { expect(readBack(roman(number))).toBe(number) }))
})

test('a block is numbered by what stands before it alone', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...blockTypes), { maxLength: 30 }), fc.nat(30), fc.constantFrom(...lawLanguages), (types, cut, language) => {
    const blocks = types.map((type) => ({ type }))
    expect(blockNumbers(blocks.slice(0, cut), language)).toEqual(blockNumbers(blocks, language).slice(0, cut))
  }))
})
