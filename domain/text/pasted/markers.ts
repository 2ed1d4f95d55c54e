import { roman } from '../numbering.ts'
import type { MarkerStyle } from './line.ts'

/** The number, letter or dash that stands before a paragraph or point. `length`: of it with the space that follows. */
export interface Marker {
  readonly style: MarkerStyle
  /** Of a letter or a Roman number what it counts as each; (i) can be both. */
  readonly letter: number | null
  readonly roman: number | null
  /** 1 of "2.", 3 of "2.1.4". */
  readonly parts: number
  /** "(1)" rather than "1.". */
  readonly isBracketed: boolean
  readonly length: number
}

const romanNumbers = new Map(Array.from({ length: 39 }, (_none, index) => [roman(index + 1), index + 1]))

/** c → 3, ab → 28; null for what is no numbering letter. Of two letters only what follows z: others are words. */
function letterValue(letters: string): number | null {
  const [first = 0, second] = [...letters].map((letter) => letter.charCodeAt(0) - 96)
  if (letters.length === 1) return first
  return letters.length === 2 && second !== undefined && (first === 1 || first === second) ? first * 26 + second : null
}

const none = { letter: null, roman: null, parts: 1, isBracketed: false }

type Form = readonly [RegExp, (found: string) => Omit<Marker, 'length'> | null]

const lettered = (letters: string): Omit<Marker, 'length'> | null => {
  const [letter, roman] = [letterValue(letters), romanNumbers.get(letters) ?? null]
  if (letter === null && roman === null) return null
  return { ...none, style: letter === null ? 'roman' : 'letter', letter, roman }
}

// A marker ends the line or has a space after it, one of several parts a sentence: "1.5 million", "i.e." and "(a)symmetric" begin words.
const forms: readonly Form[] = [
  [/^\((\d{1,3})\)(?=\s|$)/u, () => ({ ...none, style: 'digit', isBracketed: true })],
  [/^§{1,2}\s?(\d{1,3})\.?(?=\s|$)/u, () => ({ ...none, style: 'digit' })],
  [/^(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?(?=\s+[\p{Lu}“"«‘(]|$)/u, (found) => ({ ...none, style: 'digit', parts: found.split('.').length })],
  [/^(\d{1,3})[.)](?=\s|$)/u, () => ({ ...none, style: 'digit' })],
  [/^(\d{1,2})[°º]\)?(?=\s|$)/u, (found) => ({ ...none, style: 'letter', letter: Number(found) })],
  [/^\(([a-z]{1,4})\)(?=\s|$)/u, lettered],
  [/^([a-z]{1,4})\)(?=\s|$)/u, lettered],
  [/^([a-z]|[ivx]{2,4})\.(?=\s|$)/u, lettered],
  [/^([IVX]{1,5})[.)](?=\s|$)/u, () => ({ ...none, style: 'digit' })],
  [/^\(?([A-Z])\)(?=\s|$)/u, (found) => ({ ...none, style: 'letter', letter: found.charCodeAt(0) - 64 })],
  [/^([–—‒•·▪◦●○■□‣⁃*\uF0B7\uF0A7-])(?=\s|$)/u, () => ({ ...none, style: 'bullet' })],
]

/** Reads the marker at the start of a line; null where there is none. */
export function markerAt(text: string): Marker | null {
  for (const [pattern, read] of forms) {
    const [whole, found = ''] = pattern.exec(text) ?? []
    const marker = whole === undefined ? null : read(found)
    if (whole !== undefined && marker) return { ...marker, length: whole.length + (/^\s+/u.exec(text.slice(whole.length))?.[0].length ?? 0) }
  }
  return null
}

/** Reads a marker that stands by itself, as a word processor prints it beside the words: what is no number is some kind of dot. */
export function markerAlone(text: string): Marker | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const marker = markerAt(trimmed)
  return marker && marker.length >= trimmed.length ? marker : [...trimmed].length === 1 ? { ...none, style: 'bullet', length: 1 } : null
}
