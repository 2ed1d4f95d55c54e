import type { Block, ClauseContent } from './clauseContent.ts'
import { blockText } from './clauseContent.ts'

/** A stretch of the words of a block; a cross-reference counts as one character. */
export interface Stretch { readonly from: number; readonly to: number }
/** A block that fixes the meaning of one or more terms: the terms as it quotes them, and where their quotes stand. */
export interface Definition { readonly blockId: string; readonly forms: readonly string[]; readonly quotes: readonly Stretch[] }

export interface BlockWords extends Pick<Block, 'type' | 'id'> { readonly text: string }
export const wordsOf = ({ blocks }: ClauseContent): BlockWords[] => blocks.map((block) => ({ type: block.type, id: block.id, text: blockText(block) }))

// A closing ’ that a letter follows is an apostrophe.
const quote = /‘((?:[^‘’]|’(?=\p{L})){1,100})’|“([^“”]{1,100})”|«\s*([^«»]{1,100}?)\s*»|"([^"]{1,100})"|(?<![\p{L}\p{N}])'([^']{1,100})'(?!\p{L})/gu
const between = /^\s*(?:,|,?\s*(?:or|and|and\/or|ou|et))\s*$/iu
const verb = /^\s*,?\s*(?:shall\s+mean|means?|refers?\s+to|ha(?:s|ve)\s+the\s+(?:same\s+)?meaning|shall\s+have\s+the\s+meaning|désigne(?:nt)?|signifie(?:nt)?|s['’]entend(?:ent)?)(?!\p{L})/iu
const heard = /(?:on\s+entend\s+par)\s*:?\s*$/iu
/** What may stand before the term at the start of its block: a number typed by hand, "the term". */
const opening = /^\s*(?:\(?[\p{L}\p{N}]{1,4}[.)]\s*)?(?:[-–—•]\s*)?(?:(?:the\s+)?(?:terms?|expressions?|words?)\s+|(?:les?\s+)?(?:termes?|mots?)\s+|l['’]expression\s+)?$/iu
const colon = /^\s*[:–—]/u
// "(the ‘Board’)", "(hereinafter referred to as ‘the Fund’)", "(ci-après « le Conseil »)".
const bracket = /\((?:(?:hereinafter|hereafter|referred\s+to\s+as|called|each|collectively|the|an?|ci-après|dénommée?s?|ensemble|le|la|les)[\s,]*|l['’])*$/iu
const article = /^(?:(?:the|an?|le|la|les|un|une)\s+|l['’])(?=\S)/iu
const definitionsHeading = /^(?:(?:general\s+)?definitions?|interpretation|defined\s+terms|définitions?|termes\s+définis)(?!\p{L})/iu

/**
 * The definitions in the blocks of one clause, in the usual forms of legislation: a quoted term that a defining verb follows, in any
 * block; at the start of a block of the kind `definition`; with a colon in a clause that is headed "Definitions"; in brackets after what
 * it names ("the Agency (‘the Agency’)"). Several quoted forms that only a comma, "or" or "and" parts are one definition. An article in
 * the quotes is no part of the term. Headings and notes define nothing.
 */
export function definitionsIn(blocks: readonly BlockWords[]): Definition[] {
  const isArticleOfDefinitions = blocks.some(({ type, text }) => type === 'heading' && definitionsHeading.test(text.trim()))
  return blocks.flatMap((block) => block.type === 'heading' || block.type === 'note' ? [] : definitionsOf(block, isArticleOfDefinitions))
}

interface Quoted extends Stretch { readonly term: string }

function definitionsOf({ type, id, text }: BlockWords, isArticleOfDefinitions: boolean): Definition[] {
  return groupsOf(text).flatMap((group): Definition[] => {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return []
    const [before, after] = [text.slice(0, first.from), text.slice(last.to)]
    const opens = opening.test(before)
    const defines = verb.test(after) || heard.test(before) || (opens && (type === 'definition' || (isArticleOfDefinitions && colon.test(after)))) || (bracket.test(before) && /^\s*\)/u.test(after))
    const forms = [...new Set(group.map(({ term }) => term.trim().replace(article, '')))].filter((form) => /\p{L}/u.test(form))
    return defines && forms.length > 0 ? [{ blockId: id, forms, quotes: group.map(({ from, to }) => ({ from, to })) }] : []
  })
}

/** Quotes of a text, those together that only "or", "and" or a comma parts. */
function groupsOf(text: string): Quoted[][] {
  const groups: Quoted[][] = []
  for (const { term, from, to } of quotesIn(text)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && between.test(text.slice(last.to, from))) group.push({ term, from, to })
    else groups.push([{ term, from, to }])
  }
  return groups
}

/** Everything that stands in quotation marks, of whatever kind. The stretch has the marks, the term has not. */
export const quotesIn = (text: string): Quoted[] => [...text.matchAll(quote)].map(({ index, 0: whole, 1: a, 2: b, 3: c, 4: d, 5: e }) =>
  ({ from: index, to: index + whole.length, term: a ?? b ?? c ?? d ?? e ?? '' }))
