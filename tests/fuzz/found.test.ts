import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { clausesOf } from '#domain/text/tree.ts'
import { parseUpdate } from '#server/texts/parse.ts'
import { structureProblems } from '#server/texts/structure.ts'
import { touchedBy } from '#server/texts/touched.ts'
import { deleted, deleting, element, gc, handmade, words } from '#tests/support/handmade.ts'
import { aDraft, firstClause } from './corpus.ts'

// What fuzzing found, kept by name.
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const touched = (update: Uint8Array) => touchedBy(aDraft(), parseUpdate(update))

test('an update whose right neighbour the text does not have is pending, not accepted', () => {
  expect(touched(bytesOf('01016400c401380339017800'))).toMatchObject({ pending: true, isKnown: false })
})

test('letters put where a clause belongs are structure, and are seen to be no clause', () => {
  const update = bytesOf('01036800c4011701380161c16800013801c46801013801630168010101')
  const doc = aDraft()
  const about = touchedBy(doc, parseUpdate(update))
  Y.applyUpdate(doc, update)
  expect([about.structural, structureProblems(doc, about)]).toEqual([true, ['a clause that is no fragment']])
})

test('what was typed and deleted again in one update lacks nothing', () => {
  const doc = aDraft()
  const before = Y.encodeStateVector(doc)
  doc.clientID = 100
  const text = ((clausesOf(doc).get(firstClause) as Y.XmlFragment).get(1) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(4, 'abc')
  text.delete(5, 1)
  expect(touched(Y.encodeStateAsUpdate(doc, before))).toMatchObject({ pending: false, isKnown: false, structural: false })
})

test('a deletion of what the text does not have is pending, not known', () => {
  expect(touched(deleting(100, [[0, 1]]))).toMatchObject({ pending: true, isKnown: false })
})

test.each([
  ['that follows itself', handmade(100, 0, [words('x', { origin: [100, 5] })])],
  ['of nothing', handmade(100, 0, [words('', { origin: [1, 60] })])],
  ['of a gap of nothing', handmade(100, 0, [gc(0)])],
  ['of nothing deleted', handmade(100, 0, [deleted(0, { origin: [1, 60] })])],
  ['with one client twice', Uint8Array.from([2, ...handmade(100, 0, [gc(1)]).subarray(1, -1), ...handmade(100, 1, [gc(1)]).subarray(1, -1), 0])],
])('an update %s is malformed', (_what, update) => {
  expect(() => touched(update)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test('an update of many small parts, each hanging on the one before, costs no more than its size', () => {
  const depth = 20_000
  const deep = handmade(100, 0, Array.from({ length: depth }, (_, level) => element('point', { parent: level === 0 ? [1, 0] : [100, level - 1] })))
  const long = handmade(100, 0, Array.from({ length: depth }, (_, index) => words('x', { origin: index === 0 ? [1, 60] : [100, index - 1] })))
  for (const update of [deep, long]) {
    const times = [1, 2, 3].map(() => { const before = process.cpuUsage(); touched(update); return process.cpuUsage(before).user / 1000 })
    // It took seconds while every part was looked for from the beginning.
    expect(Math.min(...times)).toBeLessThan(500)
  }
})
