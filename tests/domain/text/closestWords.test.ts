import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestWords } from '#domain/text/closestWords.ts'

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    row = row.reduce<number[]>((next, above, j) => [...next, j === 0 ? i
      : Math.min(above + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))], [])
  }
  return row[b.length] ?? 0
}
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 4, maxLength: 9 })

test('no stretch of the text is closer than the one that is found', () => {
  fc.assert(fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 14 }), (quote, text) => {
    const costs = Array.from({ length: text.length + 1 }, (_, from) => Array.from({ length: text.length - from + 1 }, (__, length) => distance(quote, text.slice(from, from + length)))).flat()
    const least = Math.min(...costs)
    const found = closestWords(text, quote)
    expect(found?.cost ?? null).toBe(least <= quote.length * 0.3 ? least : null)
    if (found) expect(distance(quote, text.slice(found.from, found.to))).toBe(found.cost)
  }))
})

test('what differs in more than three characters of ten is not taken for the same words', () => {
  expect(closestWords('a provider shall keep a log', 'a provider must keep a log')).not.toBeNull()
  expect(closestWords('an observer may read the minutes', 'a provider shall keep a log')).toBeNull()
  expect(closestWords('abc', 'abc')).toBeNull()
  expect(closestWords('x'.repeat(900), 'x'.repeat(401))).toBeNull()
})
