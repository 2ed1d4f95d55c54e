import { describe, expect, test } from 'vitest'
import { handsOf, writersIn } from '#client/features/versions/authors.ts'
import { byDay, neighboursOf } from '#client/features/versions/moments.ts'
import { type ClauseAt, type ClauseChange, shownClauses } from '#client/features/versions/shownClauses.ts'
import type { AttributionView, Moment } from '#domain/contract/history.ts'

const moment = (seq: number, day: string, kind: Moment['kind'] = 'day'): Moment =>
  ({ seq, day, kind, at: `${day}T12:00:00Z`, changes: 1, people: [], clauses: [], name: null, proposal: null, stage: null, restoredSeq: null })

describe('stepping', () => {
  const moments = [moment(9, '2026-05-03'), moment(7, '2026-05-02', 'version'), moment(7, '2026-05-02'), moment(3, '2026-05-01')]

  test('a step leads to other words, not to another name of the same ones', () => {
    expect(neighboursOf(moments, 7)).toEqual({ later: moments[0], earlier: moments[3] })
    expect(neighboursOf(moments, 9)).toEqual({ later: null, earlier: moments[1] })
    expect(neighboursOf(moments, 3)).toEqual({ later: moments[2], earlier: null })
  })

  test('a place in the journal between two moments has both as its neighbours', () => {
    expect(neighboursOf(moments, 5)).toEqual({ later: moments[2], earlier: moments[3] })
  })

  test('what happened on one day stands together', () => {
    expect(byDay(moments).map(({ day, moments: ofDay }) => [day, ofDay.length])).toEqual([['2026-05-03', 1], ['2026-05-02', 2], ['2026-05-01', 1]])
  })
})

describe('clauses that are gone', () => {
  const clause = (id: string): ClauseAt => ({ id, kind: 'article', parent: null, depth: 0, number: null, label: null, heading: null, content: { blocks: [] } })
  const removed = (id: string): ClauseChange => ({ id, kind: 'article', labelFrom: null, labelTo: null, headingTo: null, change: 'removed', moved: false, blocks: [] })
  const shown = (now: string, before: string) =>
    shownClauses([...now].map(clause), [...before].filter((id) => !now.includes(id)).map(removed), [...before].map(clause)).map(({ clause: { id }, isGone }) => (isGone ? `-${id}` : id)).join('')

  test('stand after what they followed, also several and at the very beginning', () => {
    expect(shown('ad', 'abcd')).toBe('a-b-cd')
    expect(shown('cd', 'abcd')).toBe('-a-bcd')
    expect(shown('ab', 'abcd')).toBe('ab-c-d')
  })

  test('go with the clause that they followed when that was moved', () => {
    expect(shown('ca', 'abc')).toBe('ca-b')
  })
})

describe('whose words', () => {
  const run = (from: number, text: string, userId: string, at: string): AttributionView['blocks'][number]['runs'][number] => ({ from, to: from + text.length, text, userId, at, seq: 1 })
  const attribution: AttributionView = {
    seq: 9, people: [], blocks: [{ blockId: 'b', runs: [run(0, 'One ', 'ilse', '2026-05-01T10:00:00Z'), run(4, 'two ', 'ilse', '2026-05-02T10:00:00Z'), run(8, 'three', 'mateo', '2026-05-03T10:00:00Z')] }],
  }

  test('marked words are cut out of the runs, and runs of one person are one entry with the latest time', () => {
    expect(handsOf(attribution, 'b', 2, 10).map(({ userId, at, text }) => [userId, at, text])).toEqual([['ilse', '2026-05-02T10:00:00Z', 'e two '], ['mateo', '2026-05-03T10:00:00Z', 'th']])
  })

  test('words that somebody else put back are an entry of their own', () => {
    const restored: AttributionView = { ...attribution, blocks: [{ blockId: 'b', runs: [run(0, 'One ', 'ilse', '2026-05-01T10:00:00Z'), { ...run(4, 'two', 'ilse', '2026-05-01T10:00:00Z'), through: { kind: 'restore', userId: 'mateo', at: '2026-05-04T10:00:00Z', seq: 8 } }] }] }
    expect(handsOf(restored, 'b', 0, 7).map(({ text, through }) => [text, through?.userId])).toEqual([['One ', undefined], ['two', 'mateo']])
  })

  test('a block that is not kept yet has no hands, and writers come in the order of their words', () => {
    expect(handsOf(attribution, 'other', 0, 5)).toEqual([])
    expect(writersIn(attribution)).toEqual(['ilse', 'mateo'])
  })
})
