import { wordsOf } from '../definitions.ts'
import { clauseRule } from './rule.ts'
import type { Finding } from './finding.ts'

// "(a) ", "(12) ", "iv) ", "2. ", "Article 5 – "; not "(a) and (b) apply", where the letters are words of the sentence.
const typed = /^\s*(?:(?:Article|Art\.|Section|§)\s*(\d{1,3})\s*[.:–—-]?|(\()?(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})(\)|\.(?!\d)))(?:\s+|$)(?!(?:and|or|to|et|ou|à)\s)/iu
const romanValues: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

interface TypedNumber { readonly style: string; readonly number: number; readonly roman: number; readonly words: string; readonly length: number }

/** The number that was typed at the start of a block, and what it would be as a Roman one; null when there is none. */
export function typedNumberOf(text: string): TypedNumber | null {
  const found = typed.exec(text)
  if (!found) return null
  const [whole, article, open = '', own = article ?? '', close = ''] = found
  const isDigits = /^\d+$/.test(own)
  const lower = own.toLowerCase()
  return {
    style: article === undefined ? `${open}${isDigits ? '1' : lower === own ? 'a' : 'A'}${close}` : 'article', words: whole.trim(), length: whole.length,
    number: isDigits ? Number(own) : [...lower].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0),
    roman: isDigits ? 0 : romanOf(lower),
  }
}

function romanOf(letters: string): number {
  const values = [...letters].map((letter) => romanValues[letter] ?? 0)
  if (values.includes(0)) return 0
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/**
 * Numbers that were typed into the words, as an import leaves them: they stand beside the ones that follow from the structure, and do not
 * change with it. They can be taken out. Where such a series leaves one out or repeats one, that is found too: something may be missing.
 */
export const typedNumbers = clauseRule(({ id: clauseId, content }) => {
  const last = new Map<string, TypedNumber>()
  return wordsOf(content).flatMap(({ id: blockId, type, text }): Finding[] => {
    const found = type === 'row' || type === 'cell' ? null : typedNumberOf(text)
    if (!found) return []
    const { style, words, length } = found
    const place = { clauseId, blockId, from: 0, to: length }
    const before = last.get(style)
    last.set(style, found)
    const safe = text.slice(length).trim() === '' ? {} : { fix: [{ ...place, old: text.slice(0, length), words: '' }] }
    const isGap = before !== undefined && !follows(before, found)
    return [
      { kind: 'typedNumber', ...place, data: { words }, ...safe },
      ...(isGap ? [{ kind: 'numberingGap' as const, ...place, data: { words, before: before.words } }] : []),
    ]
  })
})

// A series that begins again is another one. "(i)" after "(h)" is a letter, after anything else a Roman number.
const follows = (before: TypedNumber, { number, roman }: TypedNumber) =>
  number === 1 || roman === 1 || number === before.number + 1 || (roman > 0 && before.roman > 0 && roman === before.roman + 1)
