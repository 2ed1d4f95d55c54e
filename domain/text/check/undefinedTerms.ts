import { plainText } from '../clauseContent.ts'
import { type BlockWords, quotesIn, wordsOf } from '../definitions.ts'
import { startsSentence } from '../sentences.ts'
import { definitionsOf, type TermReading, termUses } from '../terms.ts'
import type { Finding } from './finding.ts'
import { type CheckedClause, type CheckedDraft, isEnacting, makeRule } from './rule.ts'

const capitalised = /(?<![\p{L}\p{N}\u2011-])\p{Lu}\p{Ll}{2,}(?:\s+(?:(?:of|for|on|the|and|de|du|des|et|la)\s+){0,2}\p{Lu}\p{Ll}+)*(?![\p{L}\p{N}\u2011-])/gu
// What takes a capital at the start of a sentence and belongs to no name: an article, or a word that a small one parts from the name.
const opener = /^\p{Lu}\p{Ll}+(?:\s+(?:of|for|on|the|and|de|du|des|et|la))+\s+/u
const determiner = /^(?:The|Any|Each|Every|Such|That|This|Where|When|Before|After|Within|Les|Des|Une|Tout|Toute|Chaque|Cette)\s+/u
// What laws and calendars write with a capital.
const usual = new Set(('Article Articles Chapter Chapters Annex Annexes Part Parts Section Sections Title Regulation Directive Decision Recital Recitals Point Points Paragraph Protocol Convention Treaty Act '
  + 'State States Member Members European Union January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday').split(' '))
const longestTerm = 60

interface Candidate { readonly blockId: string; readonly from: number; readonly to: number; readonly term: string; readonly isQuoted: boolean }

/**
 * Words of enacting provisions that look like a term and have no definition: in quotation marks like one, or with capitals within a
 * sentence, more than once in the draft. A guess, found at the first use. Names that share a capitalised word with the title of the
 * draft or with a defined term are left out, and so is what every law writes with a capital.
 */
export const termsNeverDefined = makeRule<readonly Candidate[]>({
  gather: (clause) => (isEnacting(clause) ? candidatesIn(clause) : []),
  judge(read, draft) {
    const known = capitalsIn(draft)
    const first = new Map<string, Finding>()
    const counts = new Map<string, number>()
    for (const { clause, fact } of read) for (const { term, isQuoted, ...place } of fact) {
      const isName = !isQuoted && term.split(/\s+/u).some((word) => known.has(word))
      if (isName || isDefined(draft.terms, term)) continue
      counts.set(term, (counts.get(term) ?? 0) + (isQuoted ? 2 : 1))
      if (!first.has(term)) first.set(term, { kind: 'termNeverDefined', clauseId: clause.id, ...place, data: { term } })
    }
    return [...first].flatMap(([term, finding]) => ((counts.get(term) ?? 0) > 1 ? [finding] : []))
  },
})

function candidatesIn({ content }: CheckedClause): Candidate[] {
  const definitions = definitionsOf(content)
  return wordsOf(content).filter(({ type }) => type !== 'heading' && type !== 'note').flatMap((block) => {
    const defining = definitions.filter(({ blockId }) => blockId === block.id).flatMap((definition) => definition.quotes)
    const quotes = quotesIn(block.text).filter(({ from }) => !defining.some((quote) => quote.from === from))
    const quoted = quotes.filter(({ term }) => term.length <= longestTerm && !/[.;:!?]/u.test(term)).map(({ from, to, term }) => ({ blockId: block.id, from, to, term: term.trim(), isQuoted: true }))
    return [...quoted, ...namesIn(block)]
  })
}

function namesIn({ id: blockId, text }: BlockWords): Candidate[] {
  return [...text.matchAll(capitalised)].flatMap(({ index, 0: whole }): Candidate[] => {
    const starts = startsSentence(text, index)
    const led = determiner.exec(whole)?.[0] ?? (starts ? opener.exec(whole)?.[0] : '') ?? ''
    if (starts && led === '') return []
    const term = whole.slice(led.length)
    const from = index + led.length
    return /^\p{Lu}/u.test(term) && !term.split(/\s+/u).some((word) => usual.has(word)) ? [{ blockId, from, to: from + term.length, term, isQuoted: false }] : []
  })
}

function capitalsIn({ clauses, terms }: CheckedDraft): ReadonlySet<string> {
  const title = clauses.filter(({ kind }) => kind === 'title').map(({ content }) => plainText(content))
  return new Set([...title, ...terms.terms.flatMap(({ forms }) => forms)].flatMap((text) => text.match(/\p{Lu}[\p{L}\p{M}]*/gu) ?? []))
}

const isDefined = (terms: TermReading, phrase: string) =>
  termUses(terms, [{ type: 'plain', id: '', text: `a ${phrase}` }]).some(({ from, to }) => from === 2 && to === 2 + phrase.length)
