import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalClause, readCanonical } from '#domain/text/canonical.ts'
import type { Block, ClauseContent, Inline } from '#domain/text/clauseContent.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import { blockTypes, nodeKinds } from '#domain/text/kinds.ts'
import { anyContent, clauseWith, paragraphs } from './anyContent.ts'

const canonical = (content: ClauseContent) => canonicalClause('article', content)
const mapInlines = (content: ClauseContent, change: (inline: Inline) => Inline[]): ClauseContent =>
  ({ blocks: content.blocks.map((block) => ({ ...block, inlines: block.inlines.flatMap(change) })) })

test('how runs are split, how marks are ordered and which ids blocks have says nothing about the words', () => {
  fc.assert(fc.property(anyContent, fc.nat(7), (content, cut) => {
    const split = mapInlines(content, (inline) => 'crossReference' in inline ? [inline]
      : [inline.text.slice(0, cut), '', inline.text.slice(cut)].map((text, piece) => ({ text, ...(inline.marks && { marks: piece === 2 ? inline.marks.toReversed() : inline.marks, ...(inline.href !== undefined && { href: inline.href }) }) })))
    const renamed = { blocks: split.blocks.map((block, index) => ({ ...block, id: `other-${index}` })) }
    expect(canonical(renamed)).toBe(canonical(content))
    expect(canonical(readClause(clauseWith(content).fragment))).toBe(canonical(content))
    expect(canonical(mapInlines(content, (inline) => ['crossReference' in inline ? inline : { ...inline, text: inline.text.normalize('NFD') }]))).toBe(canonical(content))
  }))
})

test('a change of any one character makes other words', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), (texts, which, place, letter) => {
    const at = which % texts.length
    const text = texts[at] ?? ''
    const changed = text.slice(0, place % text.length) + letter + text.slice((place % text.length) + 1)
    fc.pre(changed !== text)
    const longer = texts.with(at, `${text}${letter}`)
    expect(canonical(paragraphs(...texts.with(at, changed)))).not.toBe(canonical(paragraphs(...texts)))
    expect(canonical(paragraphs(...longer))).not.toBe(canonical(paragraphs(...texts)))
  }))
})

test('another kind of block, another mark, another target or another kind of clause makes other words', () => {
  const with1 = (block: Partial<Block>): ClauseContent => ({ blocks: [{ type: 'paragraph', id: 'b', inlines: [{ text: 'shall' }], ...block }] })
  const reference = (target: string, block: string | null, form: 'full' | 'internal') => with1({ inlines: [{ crossReference: { target, block, form } }] })
  const all = [
    ...blockTypes.map((type) => canonical(with1({ type }))), ...nodeKinds.filter((kind) => kind !== 'article').map((kind) => canonicalClause(kind, with1({}))),
    canonical(with1({ inlines: [{ text: 'shall', marks: ['em'] }] })), canonical(with1({ inlines: [{ text: 'sha', marks: ['em'] }, { text: 'll' }] })),
    canonical(reference('a', null, 'full')), canonical(reference('b', null, 'full')), canonical(reference('a', 'p', 'full')), canonical(reference('a', 'p', 'internal')),
    canonical(paragraphs('shall', '')), canonical(paragraphs()),
  ]
  expect(new Set(all).size).toBe(all.length)
})

test('the canonical form is read back as the words it was made from', () => {
  fc.assert(fc.property(anyContent, (content) => {
    const form = canonical(content)
    const { kind, content: again } = readCanonical(form)
    expect(canonicalClause(kind, again)).toBe(form)
  }))
  expect(() => readCanonical('{"format":"other/1","kind":"article","blocks":[]}')).toThrow(RangeError)
})

test('the form of version 1 stays as it is: every vote ever cast carries its hash', () => {
  const content: ClauseContent = { blocks: [{ type: 'paragraph', id: 'b', inlines: [{ text: 'A ' }, { text: 'provider', marks: ['strong', 'em'] }, { crossReference: { target: 't', block: null, form: 'full' } }] }] }
  expect(canonical(content)).toBe('{"format":"parley-clause/1","kind":"article","blocks":[{"type":"paragraph","words":["A ",{"text":"provider","marks":["em","strong"]},{"target":"t","block":null,"form":"full"}]}]}')
})
