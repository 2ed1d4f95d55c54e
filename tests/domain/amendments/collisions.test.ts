import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collide, marshal, whatIf } from '#domain/amendments/collisions.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { anyDraft, anyEdits, articles, edited, read } from './anyDrafts.ts'

const base = { a: ['Providers shall report without delay.', 'They keep records.'], b: ['The Board decides.'] }
const amendment = (id: string, text: Record<string, readonly string[]>) => ({ id, hunks: hunksOf(articles(base), articles(text)) })
const day = amendment('day', { ...base, a: ['Providers shall report within 24 hours.', 'They keep records.'] })
const week = amendment('week', { ...base, a: ['Providers shall report within a week.', 'They keep records.'] })
const without = amendment('without', { b: base.b })
const board = amendment('board', { ...base, b: ['The Council decides.'] })

test('“within 24 hours” and “within a week” are alternatives, leaving the article out pre-empts both, elsewhere nothing collides', () => {
  expect([collide(day.hunks, week.hunks), collide(without.hunks, day.hunks), collide(day.hunks, board.hunks), collide(day.hunks, day.hunks)]).toEqual(['alternatives', 'preempts', null, null])
})

test('they are decided in reading order, the wider change first, alternatives together', () => {
  expect(marshal(articles(base), [board, week, day, without])).toEqual([['without'], ['day', 'week'], ['board']])
  expect(whatIf(articles(base), [day, board, without])).toEqual({ ok: false, pairs: [['day', 'without']] })
})

test('collisions are symmetric, and what does not collide gives the same text in any order', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, (doc, some, others) => {
    const text = read(doc)
    const [a, b] = [{ id: 'a', hunks: hunksOf(text, read(edited(doc, some, 'm'))) }, { id: 'b', hunks: hunksOf(text, read(edited(doc, others, 'n'))) }]
    expect(collide(a.hunks, b.hunks)).toBe(collide(b.hunks, a.hunks))
    expect(marshal(text, [a, b])).toEqual(marshal(text, [b, a]))
    const [one, other] = [whatIf(text, [a, b]), whatIf(text, [b, a])]
    expect(one.ok).toBe(other.ok)
    if (one.ok && other.ok) expect(canonicalDraft(one.text)).toBe(canonicalDraft(other.text))
  }), { numRuns: 300 })
})
