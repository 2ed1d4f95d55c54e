import type { ClauseContent } from './clauseContent.ts'
import { blockText, referenceCharacter } from './clauseContent.ts'
import type { WordEdit } from './editBlocks.ts'

export interface FindOptions { readonly isWholeWord: boolean; readonly matchesCase: boolean }
/** Where sought words stand. Positions count a cross-reference as one character; `words` are those of the text, with its capitals. */
export interface Hit { readonly clauseId: string; readonly blockId: string; readonly from: number; readonly to: number; readonly words: string }

const inWord = '[\\p{L}\\p{M}\\p{N}_]'

/** What finds a text as it is written, accents and all; any space finds any space. Null where there is nothing to look for. */
export function finderOf(sought: string, { isWholeWord, matchesCase }: FindOptions): RegExp | null {
  if (sought === '' || sought.includes(referenceCharacter)) return null
  const source = sought.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/[ \u00A0\u202F]/g, '[ \u00A0\u202F]')
  return new RegExp(isWholeWord ? `(?<!${inWord})${source}(?!${inWord})` : source, matchesCase ? 'gu' : 'giu')
}

/** Every place in the draft, in the order of the clauses given, where the finder finds something; never over a cross-reference. */
export function findWords(clauses: readonly { readonly id: string; readonly content: ClauseContent }[], finder: RegExp): Hit[] {
  return clauses.flatMap(({ id: clauseId, content }) => content.blocks.flatMap((block) =>
    [...blockText(block).matchAll(finder)].map(({ index, 0: words }): Hit => ({ clauseId, blockId: block.id, from: index, to: index + words.length, words }))))
}

/** The edits that put other words in the place of what was found. */
export const replacements = (hits: readonly Hit[], words: string): WordEdit[] =>
  hits.filter((hit) => hit.words !== words).map(({ words: old, ...place }) => ({ ...place, old, words }))
