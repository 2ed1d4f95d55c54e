import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestWords } from '#domain/text/closestWords.ts'

function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const same = a[0] === b[0] ? 0 : 1
  return Math.min(distance(a.slice(1), b.slice(1)) + same, same === 0 ? a.length + b.length : 1 + Math.min(distance(a.slice(1), b), distance(a, b.slice(1))))
}
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 4, maxLength: 6 })

test('no stretch of the text is closer than the one that is found', () => {
  fc.assert(fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 9 }), (quote, text) => {
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
