import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCorrected, placeOfPoint, printingPointFaults } from '#domain/amendments/printingPoint.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { blockText, type ClauseContent } from '#domain/text/clauseContent.ts'
import { contentOf, readDraft } from '#domain/text/draftText.ts'
import { applyEdits } from '#domain/text/editBlocks.ts'
import { anyDraft } from './anyDrafts.ts'

const clause = (...texts: string[]): ClauseContent => ({ blocks: texts.map((text, index) => ({ type: 'paragraph', id: `b${index}`, inlines: [{ text }] })) })
const answer = (text: string, old: string, now: string) => {
  const place = placeOfPoint(clause('Scope', text), { old, new: now })
  return place.ok ? `${place.blockId}:${place.from}` : place.because
}

describe('a printing point', () => {
  test.each([
    ['Providers inform teh public.', 'teh', 'the'], ['They recieve a copy.', 'recieve', 'receive'], ['The the record is kept.', 'The the', 'The'], ['It shall shall be kept.', 'shall shall', 'shall'],
    ['Part ofthe law.', 'ofthe', 'of the'], ['The Comission decides', 'decides', 'decides.'], ['Le fournissuer informe le public.', 'fournissuer', 'fournisseur'],
  ])('mends “%s”: %s → %s', (text, old, now) => {
    expect(answer(text, old, now)).toBe(`b1:${text.indexOf(old)}`)
  })

  test.each([
    ['Providers may inform the public.', 'may', 'shall', 'operativeWord'], ['They are now bound.', 'now', 'not', 'operativeWord'], ['They are not bound.', 'are not', 'are', 'operativeWord'],
    ['Such use is lawful.', 'lawful', 'unlawful', 'operativeWord'], ['A harmful use.', 'harmful', 'harmless', 'operativeWord'], ['It is kept before use.', 'before', 'after', 'operativeWord'],
    ['Un traitement égal.', 'égal', 'inégal', 'operativeWord'], ['Il n’est pas lié.', 'n’est', 'est', 'operativeWord'], ['They can’t vote.', 'can’t', 'can', 'operativeWord'], ['Within two days.', 'two', 'ten', 'operativeWord'],
    ['Within 24 hours.', '24', '42', 'figures'], ['A fine of 5 %.', '5 %', '5 ‰', 'figures'], ['Annex IV applies.', 'IV', 'VI', 'figures'],
    ['The provider keeps it.', 'provider', 'deployer', 'tooManyLetters'], ['The record is kept.', 'is kept', 'is kept for everyone', 'tooManyLetters'],
    ['The record, the copy.', 'he', 'eh', 'notOnce'], ['The record.', 'copy', 'copie', 'notThere'], ['The record.', 'record', 'record', 'samePoint'], ['The record.', 'record', ' ', 'samePoint'], ['The record.', 'record', 'rec\nord', 'notPlain'],
  ])('is not what changes “%s”: %s → %s', (text, old, now, because) => {
    expect(answer(text, old, now)).toBe(because)
  })

  test('never puts in or takes out a word on which the sense hangs, wherever it is tried', () => {
    const plain = fc.array(fc.constantFrom('record', 'provider', 'public', 'copy', 'kept', 'law'), { minLength: 3, maxLength: 8 })
    fc.assert(fc.property(plain, fc.constantFrom('not', 'shall', 'may', 'no', 'and', 'or', 'two', 'ne', 'pas', 'sauf', 'doit'), fc.nat(8), fc.boolean(), (words, operative, at, isTaken) => {
      const without = words.join(' ')
      const into = [...words.slice(0, at), operative, ...words.slice(at)].join(' ')
      const [old, now] = isTaken ? [into, without] : [without, into]
      const place = placeOfPoint(clause(old), { old, new: now })
      expect(place).toEqual({ ok: false, because: 'operativeWord' })
    }))
  })

  test('written into the shared text it changes its own words and nothing else, and what else was changed is seen', () => {
    let mended = 0
    const letters = fc.constantFrom('a', 'e', 'k', ' ', '.', '', 'rr')
    fc.assert(fc.property(anyDraft, fc.nat(), fc.nat(30), fc.integer({ min: 1, max: 12 }), letters, (doc, which, start, length, letter) => {
      const { nodes } = readDraft(doc)
      const node = nodes[which % nodes.length]
      const block = node?.content.blocks[which % (node.content.blocks.length || 1)]
      if (!node || !block) return
      const from = start % Math.max(1, blockText(block).length)
      const old = blockText(block).slice(from, from + length)
      const point = { old, new: old.slice(0, 1) + letter + old.slice(1 + letter.length) }
      const place = placeOfPoint(node.content, point)
      if (!place.ok) { expect(printingPointFaults).toContain(place.because); return }
      mended += 1
      applyEdits(doc, [{ clauseId: node.id, blockId: place.blockId, from: place.from, to: place.from + old.length, old, words: point.new }])
      const after = contentOf(doc, node.id)
      expect(isCorrected(node.content, after, point)).toBe(true)
      for (const other of readDraft(doc).nodes) if (other.id !== node.id) expect(canonicalClause(other.kind, other.content)).toBe(canonicalClause(other.kind, nodes.find(({ id }) => id === other.id)?.content ?? { blocks: [] }))
      const spoiled = { blocks: after.blocks.map((each, index) => index === 0 ? { ...each, inlines: [...each.inlines, { text: '!' }] } : each) }
      expect(isCorrected(node.content, spoiled, point)).toBe(false)
    }), { numRuns: 1000 })
    expect(mended).toBeGreaterThan(10)
  })

  test('marks that were changed with it are seen', () => {
    const [before, after] = [clause('They recieve it.'), clause('They receive it.')]
    const point = { old: 'recieve', new: 'receive' }
    expect(isCorrected(before, after, point)).toBe(true)
    expect(isCorrected(before, { blocks: [{ type: 'paragraph', id: 'x', inlines: [{ text: 'They receive', marks: ['strong'] }, { text: ' it.' }] }] }, point)).toBe(false)
  })
})
