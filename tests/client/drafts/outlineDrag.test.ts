import { expect, test } from 'vitest'
import { dropAt, type OutlineLine } from '#client/features/drafts/outlineDrag.ts'

// I(1 2) II(3), each line 20 high.
const lines = [['I', 'chapter', null], ['1', 'article', 'I'], ['2', 'article', 'I'], ['II', 'chapter', null], ['3', 'article', 'II']]
  .map(([id, kind, parent], index): OutlineLine => ({ id: id ?? '', kind: kind ?? '', parent: parent ?? null, top: index * 20, bottom: index * 20 + 20 }))

test('an article goes beside the line under the pointer, by its nearer edge', () => {
  expect(dropAt(lines, '3', 24)).toEqual({ over: '1', side: 'before', at: 20 })
  expect(dropAt(lines, '3', 36)).toEqual({ over: '1', side: 'after', at: 40 })
  expect(dropAt(lines, '1', 72)).toEqual({ over: 'II', side: 'after', at: 80 })
  expect([dropAt(lines, '3', 90), dropAt([], '3', 5)]).toEqual([null, null])
  expect(dropAt(lines, '1', 500)).toEqual({ over: '3', side: 'after', at: 100 })
})

test('a chapter goes before or after a whole chapter, never into one', () => {
  expect(dropAt(lines, 'II', 22)).toEqual({ over: 'I', side: 'before', at: 0 })
  expect(dropAt(lines, 'II', 45)).toEqual({ over: 'I', side: 'after', at: 60 })
  expect(dropAt(lines, 'I', 95)).toEqual({ over: 'II', side: 'after', at: 100 })
  expect(dropAt(lines, 'I', 30)).toBeNull()
})
