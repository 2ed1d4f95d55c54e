import type { PastedLine } from './line.ts'
import { markerAt } from './markers.ts'

const longEnoughToWrap = 45

/** Whether a line was broken only because the page ended there: the one before is long and open, and this one goes on in small letters. */
const goesOn = (before: string, line: string) =>
  before.length >= longEnoughToWrap && !/[.;:!?]$/u.test(before) && /^\p{Ll}/u.test(line) && markerAt(line) === null

/** Plain text as lines; those that a narrow page broke are one again. Empty lines are left out. Cells that tabs part are not seen as such. */
export function plainLines(text: string): PastedLine[] {
  if (!/[\r\n\u2028\u2029\v\f]/u.test(text)) return text.trim() === '' ? [] : [{ inlines: [{ text }], isOpen: true }]
  const lines: string[] = []
  let isAfterGap = true
  for (const raw of text.replace(/\r\n?|[\u2028\u2029\v\f]/gu, '\n').split('\n')) {
    const line = raw.trim()
    const before = lines.at(-1)
    if (line === '') { isAfterGap = true; continue }
    if (!isAfterGap && before !== undefined && goesOn(before, line)) lines[lines.length - 1] = `${before} ${line}`
    else lines.push(line)
    isAfterGap = false
  }
  return lines.map((line) => ({ inlines: [{ text: line.replace(/\t+/gu, ' ') }] }))
}
