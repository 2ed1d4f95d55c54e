import { canonicalInline } from '../text/canonical.ts'
import { blockText, type Block, type ClauseContent, isReference, referenceCharacter } from '../text/clauseContent.ts'
import { figuresIn, isNegationOf, operativeWordsIn, wordsIn } from './operativeWords.ts'

/** An obvious error of the print: words as they stand in a clause, with enough around them to be there once, and as they should read. */
export interface PrintingPoint { readonly old: string; readonly new: string }

export const printingPointFaults = ['notThere', 'notOnce', 'samePoint', 'notPlain', 'tooManyLetters', 'figures', 'operativeWord'] as const
export type PrintingPointFault = (typeof printingPointFaults)[number]
/** Where it stands; or why it is none. */
export type Placed = { readonly ok: true; readonly blockId: string; readonly from: number } | { readonly ok: false; readonly because: PrintingPointFault }

/** More letters than this are no slip of the fingers. */
export const mostLetters = 3

/**
 * Where a printing point stands in a clause. Parliaments let such errors in agreed texts be corrected without a vote, and never the sense:
 * the corrigenda of the European Parliament's Rules of Procedure, the printing corrections of a bill at Westminster. What a machine can hold them to is held here: within one block, at most three letters put in, taken out or exchanged, or a
 * word taken out that stands there twice; the same figures and signs, the same words that bind, permit, deny, count or join, no word turned
 * into its opposite, no cross-reference. Whether the error is obvious is for whoever corrects it to say, in the reason.
 */
export function placeOfPoint(content: ClauseContent, point: PrintingPoint): Placed {
  const refused = (because: PrintingPointFault): Placed => ({ ok: false, because })
  if (point.old === point.new || point.old.trim() === '' || point.new.trim() === '') return refused('samePoint')
  if (/\p{C}/u.test(point.old + point.new) || (point.old + point.new).includes(referenceCharacter)) return refused('notPlain')
  const places = content.blocks.flatMap((block) => placesIn(blockText(block), point.old).map((from) => ({ block, from })))
  const [place] = places
  if (!place) return refused('notThere')
  if (places.length > 1) return refused('notOnce')
  const text = blockText(place.block)
  const fault = faultOf(text, replaced(text, place.from, point))
  return fault ? refused(fault) : { ok: true, blockId: place.block.id, from: place.from }
}

const replaced = (text: string, from: number, point: PrintingPoint) => text.slice(0, from) + point.new + text.slice(from + point.old.length)

function placesIn(text: string, words: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at)
  return places
}

function faultOf(before: string, after: string): PrintingPointFault | null {
  if (!isSame(figuresIn(before), figuresIn(after))) return 'figures'
  if (!isSame(operativeWordsIn(before), operativeWordsIn(after))) return isDoubled(before, after) ? null : 'operativeWord'
  const [gone, come] = differing(wordsIn(before), wordsIn(after))
  if (gone.some((word) => come.some((other) => isNegationOf(word, other)))) return 'operativeWord'
  const [out, into] = differing([...before], [...after])
  return distance(out, into) <= mostLetters || isDoubled(before, after) ? null : 'tooManyLetters'
}

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((each, index) => each === b[index])

/** Whether all that happened is that a word was taken out that stood there twice. */
function isDoubled(before: string, after: string): boolean {
  const [was, is] = [wordsIn(before), wordsIn(after)]
  const at = was.findIndex((word, index) => word !== is[index])
  const isTwice = at > 0 && was[at - 1] === was[at]
  return was.length === is.length + 1 && isTwice && isSame([...was.slice(0, at), ...was.slice(at + 1)], is) && signs(before) === signs(after)
}
const signs = (text: string) => text.replaceAll(/[\p{L}\p{M}\s]+/gu, ' ').trim().replaceAll(/\s+/g, ' ')

/** What is left of two rows without what they share at their ends. */
function differing<T>(a: readonly T[], b: readonly T[]): [readonly T[], readonly T[]] {
  const least = Math.min(a.length, b.length)
  let head = 0
  while (head < least && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
}

/** How many letters must be put in, taken out or exchanged (Levenshtein), told only as far as it matters. */
function distance(a: readonly string[], b: readonly string[]): number {
  if (Math.abs(a.length - b.length) > mostLetters || Math.max(a.length, b.length) > 100) return Number.POSITIVE_INFINITY
  let row = b.map((_, index) => index + 1)
  row.unshift(0)
  for (const [index, letter] of a.entries()) {
    const next = [index + 1]
    for (const [at, other] of b.entries()) next.push(Math.min((row[at] ?? 0) + (letter === other ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    row = next
  }
  return row.at(-1) ?? 0
}

/**
 * Whether a clause reads, after a printing point, exactly as it read before with it: the same blocks, marks and references, and the words
 * in its place. In: the clause before and after. Ids of blocks do not matter. False, too, for what is no printing point.
 */
export function isCorrected(before: ClauseContent, after: ClauseContent, point: PrintingPoint): boolean {
  const place = placeOfPoint(before, point)
  if (!place.ok || before.blocks.length !== after.blocks.length) return false
  return before.blocks.every((block, index) => {
    const other = after.blocks[index]
    if (other?.type !== block.type) return false
    const [was, is] = [lettersOf(block), lettersOf(other)]
    if (block.id !== place.blockId) return isSame(was, is)
    const end = place.from + point.old.length
    const kept = [...was.slice(0, place.from), ...was.slice(end)]
    const endNow = place.from + point.new.length
    const marks = new Set(was.slice(place.from, end).map(marksIn))
    return isSame(kept, [...is.slice(0, place.from), ...is.slice(endNow)]) && blockText(other) === replaced(blockText(block), place.from, point) && is.slice(place.from, endNow).every((each) => marks.has(marksIn(each)))
  })
}

/** Each unit of a block with its marks; a cross-reference is one. */
const lettersOf = ({ inlines }: Block): string[] => inlines.flatMap((inline) => {
  if (isReference(inline)) return [JSON.stringify(canonicalInline(inline))]
  const marks = JSON.stringify(canonicalInline({ ...inline, text: '' }))
  return inline.text.split('').map((unit) => unit + marks)
})
const marksIn = (letter: string) => letter.slice(1)
