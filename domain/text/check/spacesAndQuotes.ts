import type { LabelLanguage } from '../languages.ts'
import type { Finding } from './finding.ts'
import { wordsRule } from './rule.ts'

/** Two spaces or more where one is meant. A space that must not break stays one. */
export const doubleSpaces = wordsRule(({ text }, place) => [...text.matchAll(/[ \u00A0]{2,}/gu)].map(({ index, 0: old }): Finding => {
  const at = { ...place, from: index, to: index + old.length }
  return { kind: 'doubleSpace', ...at, data: {}, fix: [{ ...at, old, words: old.includes('\u00A0') ? '\u00A0' : ' ' }] }
}))

const marks: Record<LabelLanguage, { readonly double: readonly [string, string]; readonly single: readonly [string, string] }> = {
  en: { double: ['“', '”'], single: ['‘', '’'] },
  fr: { double: ['«\u00A0', '\u00A0»'], single: ['‘', '’'] },
}

/** Straight quotation marks, as a typewriter has them. After a digit they may be feet, inches or minutes, and are left alone. */
export const straightQuotes = wordsRule(({ text }, place, { language }) => [...text.matchAll(/(?<!\p{N})["']/gu)].map(({ index, 0: old }): Finding => {
  const opens = index === 0 || /[\s([{–—‘“«]/u.test(text.charAt(index - 1))
  const pair = marks[language][old === '"' ? 'double' : 'single']
  const words = opens ? pair[0] : pair[1]
  const at = { ...place, from: index, to: index + 1 }
  return { kind: 'straightQuote', ...at, data: { words: old, better: words.trim() }, fix: [{ ...at, old, words }] }
}))
