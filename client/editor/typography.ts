import type { LabelLanguage } from '#domain/text/languages.ts'

/** The signs that a language puts where a keyboard has none, as rules on what stands before the caret. */

const noBreak = '\u00A0'
const narrowNoBreak = '\u202F'
const isSpace = (character: string) => character === ' ' || character === noBreak || character === narrowNoBreak
// After these a quotation mark opens: the beginning, a space, a bracket, a dash, a slash or another opening mark.
const opensAfter = /^$|[\s([{\u2010-\u2015/«“‘-]$/u
// Where a colon is part of an address or of a sign that is being typed, no space is put before it.
const address = /(?:^|[\s(])(?:https?|mailto|ftps?)$/iu

/** So many characters before the caret go, and these come in place of them and of what was typed. */
export interface Replacement { readonly removed: number; readonly inserted: string }

/**
 * What is written for one typed character. In: the words of the block before the caret, the character, the language of the law.
 * Out: null where it is written as it is. English: “ ” ‘ ’. French (Lexique des règles typographiques en usage à l'Imprimerie
 * nationale): « and » with a no-break space inside, a no-break space before a colon, a narrow one before ; ! ?, and ’.
 */
export const typographic = (before: string, typed: string, language: LabelLanguage): Replacement | null => signs[language](before, typed)

const signs: Record<LabelLanguage, (before: string, typed: string) => Replacement | null> = {
  en(before, typed) {
    const opens = opensAfter.test(before)
    if (typed === '"') return { removed: 0, inserted: opens ? '“' : '”' }
    return typed === "'" ? { removed: 0, inserted: opens ? '‘' : '’' } : null
  },
  fr(before, typed) {
    if (typed === '"') return guillemet(before)
    if (typed === "'") return { removed: 0, inserted: '’' }
    return typed.length === 1 && ':;!?'.includes(typed) ? spaced(before, typed) : null
  },
}

function guillemet(before: string): Replacement {
  if (opensAfter.test(before) && !isOpen(before)) return { removed: 0, inserted: `«${noBreak}` }
  return { removed: isSpace(before.slice(-1)) ? 1 : 0, inserted: `${noBreak}»` }
}
const isOpen = (before: string) => before.lastIndexOf('«') > before.lastIndexOf('»')

function spaced(before: string, sign: string): Replacement | null {
  const last = before.slice(-1)
  if (last === '' || '!?…'.includes(last) || (sign === ':' && address.test(before))) return null
  const space = sign === ':' ? noBreak : narrowNoBreak
  if (last === space) return null
  return { removed: isSpace(last) ? 1 : 0, inserted: space + sign }
}
