import { expect, test } from 'vitest'
import { groupsOf, type OutlineEntry } from '#client/features/drafts/outlineEntry.ts'

const entry = (id: string, kind: OutlineEntry['kind'], parent: string | null): OutlineEntry =>
  ({ id, kind, parent, number: null, heading: '', words: () => '', openThreads: 0, proposalOpen: false, movable: true })
const many = (count: number, parent: string | null, first = 0) => Array.from({ length: count }, (_, index) => entry(`${parent ?? ''}${first + index}`, 'article', parent))
const ids = (entries: readonly OutlineEntry[]) => groupsOf(entries).map((group) => group.entries.map(({ id }) => id).join(' '))

test('a chapter stands with its articles, and what is in none stands for itself', () => {
  const law = [entry('1', 'article', null), entry('I', 'chapter', null), ...many(2, 'I'), entry('II', 'chapter', null), ...many(1, 'II'), entry('A', 'annex', null)]
  expect(ids(law)).toEqual(['1', 'I I0 I1', 'II II0', 'A'])
  expect(ids([])).toEqual([])
})

test('a long chapter stands in several groups, which keep their keys when something comes before them', () => {
  const law = [entry('I', 'chapter', null), ...many(60, 'I'), entry('II', 'chapter', null), ...many(3, 'II')]
  expect(groupsOf(law).map(({ entries }) => entries.length)).toEqual([25, 25, 11, 4])
  expect(groupsOf(law).flatMap(({ entries }) => entries)).toEqual(law)
  const keys = groupsOf(law).map(({ key }) => key)
  expect(new Set(keys).size).toBe(4)
  expect(groupsOf([entry('0', 'chapter', null), ...law]).map(({ key }) => key).slice(1)).toEqual(keys)
})
