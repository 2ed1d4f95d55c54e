import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReference } from '#domain/text/clauseContent.ts'
import { lawOf, type PastedLaw, type PastePlace } from '#domain/text/pasted/law.ts'
import { type PastedLine, wordsOf } from '#domain/text/pasted/line.ts'
import { markerAt } from '#domain/text/pasted/markers.ts'
import { plainLines } from '#domain/text/pasted/plainLines.ts'
import { oneLineOf, pieceOf, written } from '#domain/text/pasted/written.ts'

const inArticle: PastePlace = { kind: 'article', isDefinitions: false, unmarked: 'paragraph' }
const inRecital: PastePlace = { kind: 'recital', isDefinitions: false, unmarked: 'plain' }
const read = (text: string, place = inArticle) => lawOf(plainLines(text), place)
const lines = (blocks: PastedLaw['blocks']) => blocks.map(({ type, inlines }) => `${type}: ${wordsOf(inlines)}`)
const provisions = (law: PastedLaw) => law.provisions.map(({ kind, blocks }) => [kind, ...lines(blocks)])

const counted = () => {
  let count = 0
  return () => {
    count += 1
    return `n${count}`
  }
}

describe('numbers before words say what they are', () => {
  test('paragraphs, points and indents lose their printed numbers, and (i) is a letter only after (h)', () => {
    expect(lines(read('1. A provider shall:\n(a) mark it;\n(b) keep:\n(i) the file;\n(ii) the log;\n(c) tell.\n2) Nobody else.').blocks)).toEqual([
      'paragraph: A provider shall:', 'point: mark it;', 'point: keep:', 'indent: the file;', 'indent: the log;', 'point: tell.', 'paragraph: Nobody else.',
    ])
    expect(lines(read('a) a\nb) b\nc) c\nd) d\ne) e\nf) f\ng) g\nh) h\ni) i\nj) j').blocks).filter((line) => line.startsWith('point'))).toHaveLength(10)
  })
  test('dashes hang under what stands above them', () => {
    expect(lines(read('1. Words:\n– one\n– two\n(a) points:\n- deeper').blocks)).toEqual(['paragraph: Words:', 'point: one', 'point: two', 'point: points:', 'indent: deeper'])
  })
  test('words that only look like a number stay words', () => {
    for (const words of ['1.5 million people', '2026. is no paragraph', 'i.e. this', '(the) words', '3 months', 'e.g. that', '(a)symmetric']) expect(markerAt(words), words).toBeNull()
  })
  test('in a list of definitions a bracketed number begins one', () => {
    expect(lines(read('(1) ‘deepfake’ means a lie;\n(a) of sight;\n(2) ‘provider’ means who makes it.', { ...inArticle, isDefinitions: true }).blocks)).toEqual([
      'definition: ‘deepfake’ means a lie;', 'point: of sight;', 'definition: ‘provider’ means who makes it.',
    ])
  })
  test('words without a number become what the caret is in, but stay plain among numbers', () => {
    expect(lines(read('One.\nTwo.').blocks)).toEqual(['paragraph: One.', 'paragraph: Two.'])
    expect(lines(read('1. One.\nAnd more.').blocks)).toEqual(['paragraph: One.', 'plain: And more.'])
  })
})

describe('provisions are found by their names', () => {
  test('in English, with headings behind the number, below it, or none', () => {
    const law = read('CHAPTER I\nGENERAL PROVISIONS\nArticle 1 – Subject matter\nThis Regulation lays down rules.\nArticle 2\nScope\n1. It applies.\n2. It does not.\nArticle 3\nIt enters into force.\nANNEX I\nList of uses\n(a) one')
    expect(provisions(law)).toEqual([
      ['chapter', 'heading: GENERAL PROVISIONS'],
      ['article', 'heading: Subject matter', 'plain: This Regulation lays down rules.'],
      ['article', 'heading: Scope', 'paragraph: It applies.', 'paragraph: It does not.'],
      ['article', 'plain: It enters into force.'],
      ['annex', 'heading: List of uses', 'point: one'],
    ])
    expect(law.blocks).toEqual([])
  })
  test('in French, with considérants and the formula told as left out', () => {
    const law = read('vu le traité sur le fonctionnement,\nVu la proposition de la Commission,\nconsidérant ce qui suit:\n(1) Le droit avance.\n(2) La loi suit.\nONT ADOPTÉ LE PRÉSENT RÈGLEMENT:\nCHAPITRE II\nTransparence\nArticle premier\nObjet\n1. Le présent règlement s’applique:\na) aux images;\nb) aux sons.', { ...inRecital })
    expect(provisions(law)).toEqual([
      ['citation', 'plain: vu le traité sur le fonctionnement,'], ['citation', 'plain: Vu la proposition de la Commission,'], ['recital', 'plain: Le droit avance.'], ['recital', 'plain: La loi suit.'],
      ['chapter', 'heading: Transparence'],
      ['article', 'heading: Objet', 'paragraph: Le présent règlement s’applique:', 'point: aux images;', 'point: aux sons.'],
    ])
    expect(law.losses.map(({ kind }) => kind)).toEqual(['formula'])
  })
  test('a sentence that speaks of an article does not begin one', () => {
    expect(provisions(read('Article 3(2) applies to it.\nArticle 4 of the Treaty does not.\narticle 5\nHaving regard to the state of the art, providers test.'))).toEqual([])
  })
  test('paragraphs before the first article go into the clause with the caret', () => {
    const law = read('2. The rest of it.\nArticle 5\nPenalties\nMember States lay down rules.')
    expect(lines(law.blocks)).toEqual(['paragraph: The rest of it.'])
    expect(provisions(law)).toEqual([['article', 'heading: Penalties', 'plain: Member States lay down rules.']])
  })
  test('numbers of contracts: 1. is the article, 1.1 its paragraph', () => {
    expect(provisions(read('1. Scope\n1.1 This covers all.\n(a) here\n1.2 And more.\n2. Term\n2.1 A year.'))).toEqual([
      ['article', 'heading: Scope', 'paragraph: This covers all.', 'point: here', 'paragraph: And more.'], ['article', 'heading: Term', 'paragraph: A year.'],
    ])
  })
  test('numbered lines pasted among recitals are recitals', () => {
    expect(provisions(read('(4) One.\n(5) Two.', inRecital))).toEqual([['recital', 'plain: One.'], ['recital', 'plain: Two.']])
  })
  test('headings that only looked like it become chapters and articles by their levels', () => {
    const line = (text: string, heading?: number): PastedLine => ({ inlines: [{ text, marks: ['strong'] }], ...(heading !== undefined && { heading }) })
    const law = lawOf([line('A law on light', 0), line('General', 1), line('Scope', 2), line('It applies.'), line('Terms', 2)], inArticle)
    expect(provisions(law)).toEqual([['chapter', 'heading: General'], ['article', 'heading: Scope', 'plain: It applies.'], ['article', 'heading: Terms']])
    expect(law.provisions[0]?.blocks[0]?.inlines).toEqual([{ text: 'General' }])
    expect(law.losses).toEqual([{ kind: 'title', words: 'A law on light' }])
  })
})

test('lines that a narrow page broke are one again', () => {
  expect(plainLines('1. Providers shall ensure that the output of the system\nis marked as artificial.\n\nnext words').map(({ inlines }) => wordsOf(inlines))).toEqual(['1. Providers shall ensure that the output of the system is marked as artificial.', 'next words'])
})

test('one line is a piece for the paragraph at the caret, without its number', () => {
  expect(pieceOf(plainLines('only words'))).toEqual([{ text: 'only words' }])
  expect(pieceOf(plainLines(' with  spaces\t'))).toEqual([{ text: ' with spaces ' }])
  expect(pieceOf([{ inlines: [{ text: 'an item' }], list: { level: 1, style: 'digit', marker: '1.' } }])).toEqual([{ text: 'an item' }])
  expect(pieceOf(plainLines('two\nlines'))).toBeNull()
})

test('for a cell, lines become one with the numbers that they were printed with; a table and notes do not', () => {
  expect(oneLineOf([{ inlines: [{ text: 'Rates: ' }] }, { inlines: [{ text: 'high', marks: ['strong'] }], list: { level: 1, style: 'digit', marker: '1.' } }, { inlines: [{ text: ' low' }] }]))
    .toEqual([{ text: 'Rates: 1. ' }, { text: 'high', marks: ['strong'] }, { text: ' low' }])
  expect(oneLineOf([{ inlines: [{ text: 'a' }], cell: 'row' }, { inlines: [{ text: 'b' }], cell: 'cell' }])).toBeNull()
  expect(oneLineOf([{ inlines: [{ text: 'a' }, { note: 'n' }] }, { inlines: [{ text: 'b' }], note: 'n' }])).toBeNull()
})

test('a note follows its call into the provision that has it, and every id is new', () => {
  const law = lawOf([
    { inlines: [{ text: 'Article 1 – Scope' }] }, { inlines: [{ text: 'See' }, { note: 'ftn1' }, { text: ' there' }] },
    { inlines: [{ text: 'Article 2 – Terms' }] }, { inlines: [{ text: 'Again' }, { note: 'ftn1' }, { note: 'gone' }] },
    { inlines: [{ text: 'OJ L 119.' }], note: 'ftn1' }, { inlines: [{ text: 'Never called.' }], note: 'ftn2' },
  ], inArticle)
  const { provisions: [first, second] } = written(law, 'here', counted())
  const note = first?.content.blocks.at(-1)
  expect(note).toMatchObject({ type: 'note', inlines: [{ text: 'OJ L 119.' }] })
  const calls = [first, second].flatMap((provision) => provision?.content.blocks ?? []).flatMap(({ inlines }) => inlines).filter(isReference)
  expect(calls).toEqual([1, 2].map(() => ({ crossReference: { target: first?.id, block: note?.id, form: 'note' } })))
  expect(second?.content.blocks.at(-1)).toMatchObject({ type: 'note', inlines: [{ text: 'Never called.' }] })
  const ids = [first, second].flatMap((provision) => [provision?.id, ...(provision?.content.blocks.map((block) => block.id) ?? [])])
  expect(new Set(ids).size).toBe(ids.length)
})

test('whatever is pasted, no letter is lost but those of numbers and of what is told', () => {
  const piece = fc.oneof(fc.constantFrom('Article 3', 'CHAPTER II', '(a)', '1.', '– ', 'Whereas:', 'Having regard to x,', '(i) ', '1.1 ', 'words ', 'Scope', 'HAVE ADOPTED THIS REGULATION:', '\t', ' means '), fc.string({ unit: 'grapheme', maxLength: 12 }))
  const line = fc.record({
    words: fc.array(piece, { maxLength: 4 }), heading: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), cell: fc.option(fc.constantFrom('row' as const, 'cell' as const), { nil: undefined, freq: 8 }),
    list: fc.option(fc.record({ level: fc.integer({ min: 1, max: 5 }), style: fc.constantFrom('digit' as const, 'letter' as const, 'roman' as const, 'bullet' as const, null), marker: fc.constantFrom(null, '·', '2.', 'Article 7') }), { nil: undefined, freq: 3 }),
  }).map(({ words, ...hints }): PastedLine => ({ inlines: [{ text: words.join('') }], ...Object.fromEntries(Object.entries(hints).filter(([, hint]) => hint !== undefined)) }))
  const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (all) => {
    const law = lawOf(all, inArticle)
    const kept = [...law.blocks, ...law.provisions.flatMap(({ blocks }) => blocks)].map(({ inlines }) => wordsOf(inlines)).concat(law.losses.map(({ words }) => words ?? '')).join(' ')
    // The last run of letters of each line that is longer than a number: no marker or name of a provision ends with it.
    for (const { inlines } of all) {
      const word = /(\p{L}{5,})\s*$/u.exec(wordsOf(inlines))?.[1]
      if (word && !/^(?:Article|ARTICLE|Chapter|CHAPTER)$/.test(word)) expect(letters(kept)).toContain(letters(word))
    }
  }), { numRuns: 400, seed: 20261127 })
})
