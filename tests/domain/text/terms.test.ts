import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, type ClauseContent, referenceCharacter } from '#domain/text/clauseContent.ts'
import { definitionsIn, wordsOf } from '#domain/text/definitions.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { formsOfWord } from '#domain/text/termForms.ts'
import { readTerms, termUses } from '#domain/text/terms.ts'
import { buildFirstText, seed } from '#server/seed/content.ts'

const block = (text: string, type: BlockType = 'paragraph', id = 'b') => ({ type, id, text })
const formsIn = (text: string, type?: BlockType) => definitionsIn([block(text, type)]).flatMap(({ forms }) => forms)
const clause = (id: string, ...blocks: (string | readonly [BlockType, string])[]) => ({
  id, content: { blocks: blocks.map((each, index): Block => ({ type: typeof each === 'string' ? 'paragraph' : each[0], id: `${id}${index}`, inlines: [{ text: typeof each === 'string' ? each : each[1] }] })) } satisfies ClauseContent,
})
const usesOf = (language: LabelLanguage, terms: readonly string[], text: string) => {
  const reading = readTerms(terms.map((term, index) => clause(`d${index}`, ['definition', `‘${term}’ means something;`])), language)
  return termUses(reading, [block(text)]).map(({ from, to }) => text.slice(from, to))
}

test.each<[string, BlockType, string[]]>([
  ['‘provider’ means a person who provides', 'definition', ['provider']],
  ['‘provider’ a person who provides', 'definition', ['provider']],
  ['‘provider’ a person who provides', 'paragraph', []],
  ['“platform” means an online service', 'point', ['platform']],
  ['"platform" shall mean an online service', 'paragraph', ['platform']],
  ['For this Article, ‘provider’ or ‘deployer’ means a person', 'paragraph', ['provider', 'deployer']],
  ['(3) ‘the Council’ has the meaning given in Article 12', 'point', ['Council']],
  ['an Agency (‘the Agency’) is set up', 'paragraph', ['Agency']],
  ['a fund (hereinafter referred to as “the Fund”) is set up', 'paragraph', ['Fund']],
  ['« fournisseur » désigne toute personne', 'paragraph', ['fournisseur']],
  ['On entend par « fournisseur » ou « exploitant » toute personne', 'paragraph', ['fournisseur', 'exploitant']],
  ['“rights’ holder” means a person', 'definition', ['rights’ holder']],
  ['A sign that says ‘stop’ is enough', 'paragraph', []],
  ['‘provider’ means a person', 'heading', []],
])('%s', (text, type, forms) => {
  expect(formsIn(text, type)).toEqual(forms)
})

test('in an article of definitions a colon defines, elsewhere it does not', () => {
  const blocks = [block('« fournisseur » : toute personne', 'point')]
  expect(definitionsIn(blocks)).toEqual([])
  expect(definitionsIn([block('Définitions', 'heading', 'h'), ...blocks]).flatMap(({ forms }) => forms)).toEqual(['fournisseur'])
})

test.each<[LabelLanguage, string, string]>([
  ['en', 'party', 'parties'], ['en', 'day', 'days'], ['en', 'process', 'processes'], ['en', 'analysis', 'analyses'], ['en', 'half', 'halves'], ['en', 'person', 'people'], ['en', 'measures', 'measure'],
  ['fr', 'niveau', 'niveaux'], ['fr', 'jeu', 'jeux'], ['fr', 'canal', 'canaux'], ['fr', 'avis', 'avis'], ['fr', 'données', 'donnée'], ['fr', 'travail', 'travaux'],
])('%s: %s is %s too', (language, word, other) => {
  expect(formsOfWord(word, language)).toContain(other)
})

test('a term is found in the plural, at the start of a sentence with a capital, and longest first', () => {
  expect(usesOf('en', ['system', 'generation system'], 'Generation systems and a system. The Generation system of a provider.')).toEqual(['Generation systems', 'system', 'system'])
  expect(usesOf('en', ['person depicted'], 'All persons depicted, a person depicted; persons.')).toEqual(['persons depicted', 'person depicted'])
  expect(usesOf('fr', ['vidéo générée', 'système de génération'], 'Les vidéos générées par des systèmes de génération.')).toEqual(['vidéos générées', 'systèmes de génération'])
  expect(usesOf('fr', ['apparence personnelle'], 'Il protège l’apparence personnelle.')).toEqual(['apparence personnelle'])
})

test('a term that is defined with a capital is used with it, and other words stay what they are', () => {
  expect(usesOf('en', ['Council'], 'The Council and a council. Council members; the Councils.')).toEqual(['Council', 'Council', 'Councils'])
  expect(usesOf('en', ['provider'], 'A Provider; sub-provider; provider-led; providership; the provider’s.')).toEqual(['provider'])
  expect(usesOf('en', ['news'], 'A new law on news.')).toEqual(['news'])
})

test('the quote that defines a term is no use of it, and a cross-reference parts words', () => {
  const reading = readTerms([clause('a', ['definition', '‘provider’ means a provider of a system']), clause('b', ['definition', '‘provider of data’ means somebody'])], 'en')
  const blocks = wordsOf(clause('a', ['definition', '‘provider’ means a provider of a system']).content)
  expect(termUses(reading, blocks).map(({ from }) => from)).toEqual([19])
  expect(termUses(reading, [block(`provider of${referenceCharacter}data`)]).map(({ to }) => to)).toEqual([8])
  expect(termUses(reading, [block('Provider', 'heading')])).toEqual([])
})

test('the reading stays the same object until a definition changes', () => {
  const [first, other] = [clause('a', ['definition', '‘provider’ means a person']), clause('b', 'A provider shall pay.')]
  const reading = readTerms([first, other], 'en')
  expect(readTerms([first, clause('b', 'A provider shall pay more.')], 'en', reading)).toBe(reading)
  expect(readTerms([clause('a', ['definition', '‘deployer’ means a person']), other], 'en', reading)).not.toBe(reading)
})

test('the seeded law defines sixteen terms and the adopting State, and uses every one', () => {
  const { nodes } = readDraft(buildFirstText(seed).doc)
  const reading = readTerms(nodes, 'en')
  expect(reading.terms.flatMap(({ forms }) => forms)).toEqual(['adopting State', ...seed.draft.chapters.flatMap(({ clauses }) => clauses).flatMap(({ paragraphs }) => paragraphs).flatMap(({ definitions = [] }) => definitions).map(({ term }) => term.en)])
  const used = new Set(nodes.flatMap(({ content }) => termUses(reading, wordsOf(content)).map(({ term }) => term)))
  expect(used.size).toBe(reading.terms.length)
})

test('uses never overlap, stand in reading order and never cover a cross-reference, whatever the words', () => {
  const reading = readTerms([clause('a', ['definition', '‘a b’ or ‘b’ means x']), clause('c', ['definition', '‘C d’ means y'])], 'en')
  const text = fc.array(fc.constantFrom('a', 'b', 'bs', 'C', 'd', 'ds', 'A', 'B', ' ', '. ', ', ', '-', '’', referenceCharacter, '\u00A0', '‘', '’ means', '(')).map((parts) => parts.join(''))
  fc.assert(fc.property(text, (words) => {
    const uses = termUses(reading, [block(words)])
    uses.forEach(({ from, to }, index) => {
      expect(words.slice(from, to)).not.toContain(referenceCharacter)
      expect(from).toBeGreaterThanOrEqual(uses[index - 1]?.to ?? 0)
      expect(words.slice(from, to).replace(/\s+/g, ' ')).toMatch(/^(?:a bs?|As? bs?|as bs?|bs?|Bs?|Cs? ds?)$/)
    })
  }))
})

test('four hundred articles are read within the time of a few frames', () => {
  const words = 'A provider shall mark the video that a generation system has made, and the supervisory authority may ask a platform to do the same. '.repeat(6)
  const clauses = Array.from({ length: 400 }, (_, index) => clause(`c${index}`, words))
  const reading = readTerms([clause('d', ...['provider', 'generation system', 'supervisory authority', 'platform'].map((term): [BlockType, string] => ['definition', `‘${term}’ means x`])), ...clauses], 'en')
  const started = performance.now()
  const found = clauses.reduce((sum, { content }) => sum + termUses(reading, wordsOf(content)).length, 0)
  expect(found).toBe(400 * 6 * 4)
  expect(performance.now() - started).toBeLessThan(1500)
})
