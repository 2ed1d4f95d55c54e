import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Band, bandsOf } from '#client/app/draft/bands.ts'

const many = (count: number, first = 0) => Array.from({ length: count }, (_, index) => `c${first + index}`)
const sizes = (bands: readonly Band[]) => bands.map(({ ids }) => ids.length)
const homes = (bands: readonly Band[]) => new Map(bands.flatMap(({ key, ids }) => ids.map((id) => [id, key])))
/** The clauses that are drawn anew: they were there, and are in another band now. */
const drawnAnew = (before: readonly Band[], after: readonly Band[]) => {
  const then = homes(before)
  return [...homes(after)].flatMap(([id, key]) => (then.has(id) && then.get(id) !== key ? [id] : []))
}

test('a short law is one band, a long one is divided evenly', () => {
  expect(bandsOf([], [])).toEqual([])
  expect(sizes(bandsOf(many(50), []))).toEqual([50])
  expect(sizes(bandsOf(many(60), []))).toEqual([25, 25, 10])
})

test('who comes or goes leaves everybody else where they are', () => {
  const before = bandsOf(many(100), [])
  const ids = many(100)
  const after = bandsOf(['first', ...ids.slice(0, 30), 'amid', ...ids.slice(30, 60), ...ids.slice(61), 'last'], before)
  expect(drawnAnew(before, after)).toEqual([])
  expect(sizes(after)).toEqual([26, 26, 24, 26])
})

test('a clause that is moved goes with what it then stands behind, and alone', () => {
  const before = bandsOf(many(100), [])
  const ids = many(100).filter((id) => id !== 'c60')
  const up = bandsOf([...ids.slice(0, 10), 'c60', ...ids.slice(10)], before)
  expect(drawnAnew(before, up)).toEqual(['c60'])
  expect(homes(up).get('c60')).toBe(homes(before).get('c9'))
  expect(drawnAnew(before, bandsOf(['c60', ...ids], before))).toEqual(['c60'])
  // Within its band nothing is drawn anew.
  expect(drawnAnew(before, bandsOf([...ids.slice(0, 55), 'c60', ...ids.slice(55)], before))).toEqual([])
})

test('a band into which a whole law is pasted is divided, and the bands around it stay', () => {
  const before = bandsOf(many(100), [])
  const after = bandsOf([...many(40), ...many(60, 1000), ...many(60, 40)], before)
  expect(sizes(after)).toEqual([25, 25, 25, 25, 10, 25, 25])
  expect(drawnAnew(before, after)).toEqual(many(10, 40))
})

test('whatever comes, goes and moves: all clauses in their order, none twice, no band too long, each band with a key of its own', () => {
  const order = fc.uniqueArray(fc.integer({ min: 0, max: 150 }).map((number) => `c${number}`), { maxLength: 150 })
  fc.assert(fc.property(fc.array(order, { minLength: 1, maxLength: 6 }), (orders) => {
    let before: readonly Band[] = []
    for (const ids of orders) {
      const bands = bandsOf(ids, before)
      expect(bands.flatMap((band) => band.ids)).toEqual(ids)
      expect(Math.max(0, ...sizes(bands))).toBeLessThanOrEqual(50)
      expect(new Set(bands.map(({ key }) => key)).size).toBe(bands.length)
      expect(bands.every((band) => band.ids.length > 0)).toBe(true)
      expect(bandsOf(ids, bands)).toEqual(bands)
      before = bands
    }
  }), { numRuns: 200, seed: 20261129 })
})
