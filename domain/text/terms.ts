import type { ClauseContent } from './clauseContent.ts'
import { type BlockWords, type Definition, definitionsIn, type Stretch, wordsOf } from './definitions.ts'
import type { LabelLanguage } from './languages.ts'
import { startsSentence } from './sentences.ts'
import { formsOfWord } from './termForms.ts'

/** A term with a meaning fixed for the draft: its forms ("provider", "deployer") and the block that says what they mean. */
export interface DefinedTerm { readonly clauseId: string; readonly blockId: string; readonly forms: readonly string[] }

/** Words that mean what a term says. */
export interface TermUse extends Stretch { readonly blockId: string; readonly term: DefinedTerm }

/** All defined terms of a draft, in reading order, ready to be recognised. Never changed once made. */
export interface TermReading { readonly language: LabelLanguage; readonly terms: readonly DefinedTerm[]; readonly byFirstWord: ReadonlyMap<string, readonly Pattern[]> }

interface Pattern { readonly term: DefinedTerm; readonly expression: RegExp; readonly length: number; /** Whether the term begins with a small letter. */ readonly isSmall: boolean }

interface Provision { readonly id: string; readonly content: ClauseContent }

const known = new WeakMap<ClauseContent, readonly Definition[]>()

/** The definitions of a clause; read once for the same content. */
export function definitionsOf(content: ClauseContent): readonly Definition[] {
  const found = known.get(content) ?? definitionsIn(wordsOf(content))
  known.set(content, found)
  return found
}

/**
 * Reads the defined terms of a draft; `before` itself where nothing about them has changed, so that whoever keeps it knows. Clauses in
 * reading order: where a term is defined twice, the first definition counts.
 */
export function readTerms(clauses: readonly Provision[], language: LabelLanguage, before?: TermReading): TermReading {
  const terms = clauses.flatMap(({ id, content }) => definitionsOf(content).map(({ blockId, forms }): DefinedTerm => ({ clauseId: id, blockId, forms })))
  if (before && before.language === language && JSON.stringify(before.terms) === JSON.stringify(terms)) return before
  const byFirstWord = new Map<string, Pattern[]>()
  const seen = new Set<string>()
  for (const term of terms) for (const form of term.forms) {
    if (seen.has(form)) continue
    seen.add(form)
    addPattern(byFirstWord, term, form, language)
  }
  for (const patterns of byFirstWord.values()) patterns.sort((a, b) => b.length - a.length)
  return { language, terms, byFirstWord }
}

const word = /[\p{L}\p{M}\p{N}_]+/gu
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const capital = (text: string) => { const first = [...text][0] ?? ''; return first.toUpperCase() + text.slice(first.length) }

function addPattern(byFirstWord: Map<string, Pattern[]>, term: DefinedTerm, form: string, language: LabelLanguage) {
  const words = [...form.matchAll(word)]
  const [first] = words
  if (!first) return
  const isSmall = /^\p{Ll}/u.test(first[0])
  let source = ''
  let at = first.index
  for (const { index, 0: own } of words) {
    const forms = formsOfWord(own, language, words.length === 1)
    source += gap(form.slice(at, index))
    const written = isSmall && index === first.index ? forms.flatMap((each) => [each, capital(each)]) : forms
    source += `(?:${written.sort((a, b) => b.length - a.length).map(escaped).join('|')})`
    at = index + own.length
  }
  const pattern = { term, expression: new RegExp(`${source}(?![\\p{L}\\p{M}\\p{N}_]|[-\u2011][\\p{L}\\p{N}])`, 'uy'), length: form.length, isSmall }
  for (const start of formsOfWord(first[0], language, words.length === 1)) byFirstWord.set(start, [...(byFirstWord.get(start) ?? []), pattern])
}

// Between the words of a term any space is a space, and an apostrophe is one however it is written.
const gap = (text: string) => text.split(/(\s+|['’])/u).map((part) => (/^\s+$/u.test(part) ? '\\s+' : /^['’]$/u.test(part) ? "['’]" : escaped(part))).join('')

/**
 * The uses of defined terms in the blocks of one clause: whole words, the longest term first, in the plural too, with the capitals of the
 * definition or, where a sentence begins, with one. Not in headings, not in the quotes in which a term is defined; a cross-reference
 * stands as one character that belongs to no word. Costs one look-up a word.
 */
export function termUses(reading: TermReading, blocks: readonly BlockWords[]): TermUse[] {
  if (reading.terms.length === 0) return []
  const definitions = definitionsIn(blocks)
  return blocks.flatMap((block) => {
    const { type, id } = block
    if (type === 'heading') return []
    const quotes = definitions.filter(({ blockId }) => blockId === id).flatMap((definition) => definition.quotes)
    return usesInBlock(reading, block).filter(({ from, to }) => !quotes.some((quote) => from < quote.to && to > quote.from)).map((use): TermUse => ({ ...use, blockId: id }))
  })
}

// Whoever types in one block asks for those beside it again: the same object says the same words.
const usesKnown = new WeakMap<BlockWords, { readonly reading: TermReading; readonly uses: ReturnType<typeof usesIn> }>()
function usesInBlock(reading: TermReading, block: BlockWords) {
  const before = usesKnown.get(block)
  if (before?.reading === reading) return before.uses
  const uses = usesIn(reading, block.text)
  usesKnown.set(block, { reading, uses })
  return uses
}

function usesIn({ byFirstWord }: TermReading, text: string): (Stretch & { term: DefinedTerm })[] {
  const uses: (Stretch & { term: DefinedTerm })[] = []
  let free = 0
  for (const { index, 0: own } of text.matchAll(word)) {
    if (index < free || isTail(text, index)) continue
    const found = matchAt(byFirstWord, text, index, own)
    if (!found) continue
    uses.push(found)
    free = found.to
  }
  return uses
}

/** "sub-provider" is another word. */
const isTail = (text: string, index: number) => /[\p{L}\p{N}][-\u2011]$/u.test(text.slice(Math.max(0, index - 3), index))

function matchAt(byFirstWord: TermReading['byFirstWord'], text: string, index: number, own: string) {
  const first = [...own][0] ?? ''
  const small = first.toLowerCase() + own.slice(first.length)
  const patterns = byFirstWord.get(own) ?? []
  const started = small !== own && byFirstWord.has(small) && startsSentence(text, index) ? (byFirstWord.get(small) ?? []).filter(({ isSmall }) => isSmall) : []
  let best: (Stretch & { term: DefinedTerm }) | null = null
  for (const { expression, term } of [...patterns, ...started]) {
    expression.lastIndex = index
    const [matched] = expression.exec(text) ?? []
    if (matched !== undefined && index + matched.length > (best?.to ?? 0)) best = { from: index, to: index + matched.length, term }
  }
  return best
}
