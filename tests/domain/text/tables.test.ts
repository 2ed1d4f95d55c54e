import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockTypes } from '#domain/text/kinds.ts'
import { cellPlaces, columnsOf, partsOf } from '#domain/text/tables.ts'

const types = (...names: (typeof blockTypes)[number][]) => names.map((type, index) => ({ type, id: String(index) }))

test('rows that follow each other are one table, and what stands between them parts it', () => {
  const parts = partsOf(types('paragraph', 'row', 'cell', 'row', 'cell', 'plain', 'row'))
  expect(parts.map((part) => 'block' in part ? part.block.id : part.rows.map((row) => row.map(({ id }) => id)))).toEqual(['0', [['1', '2'], ['3', '4']], '5', [['6']]])
})

test('a row that is too short fills the table with its last cell', () => {
  expect(cellPlaces(types('row', 'cell', 'cell', 'row')).map((place) => place && [place.row, place.column, place.spans])).toEqual([[0, 0, 1], [0, 1, 1], [0, 2, 1], [1, 0, 3]])
})

test('whatever order blocks come in, each is shown once, in that order, and every row fills its table', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...blockTypes)), (names) => {
    const blocks = types(...names)
    const parts = partsOf(blocks)
    expect(parts.flatMap((part) => 'block' in part ? [part.block] : part.rows.flat())).toEqual(blocks)
    for (const part of parts) if ('rows' in part) expect(part.rows.every((row) => row.length > 0 && row.length <= columnsOf(part.rows))).toBe(true)
    const filled = new Map<string, number>()
    let table = 0
    for (const place of cellPlaces(blocks)) {
      if (!place || (place.row === 0 && place.column === 0)) table += 1
      if (place) filled.set(`${table}/${place.row}/${place.columns}`, (filled.get(`${table}/${place.row}/${place.columns}`) ?? 0) + place.spans)
    }
    for (const [key, columns] of filled) expect(String(columns)).toBe(key.split('/')[2])
  }))
})
