import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { collide, marshal, meetings, whatIf } from '#domain/amendments/collisions.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { consolidationOf, sealedOf, writeSealed } from '#domain/amendments/sealed.ts'
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

test('other words of one article go together until both amendments are sealed: then the first one written in changes what the other was sealed on', () => {
  const text = { ...base, a: [base.a[0] ?? '', 'They keep records for a year.'] }
  const year = { id: 'year', hunks: hunksOf(articles(base), articles(text)) }
  const sealing = (one: typeof day) => ({ ...one, sealed: sealedOf(articles(base), applyHunks(articles(base), one.hunks)) })
  const [sealedDay, sealedYear, sealedBoard] = [sealing(day), sealing(year), sealing(board)]
  expect(meetings([day, year])).toEqual([])
  expect(meetings([sealedDay, year])).toEqual([])
  expect(meetings([sealedDay, sealedYear, sealedBoard])).toEqual([{ pair: ['day', 'year'], meeting: { kind: 'sealed', by: null, clauseId: 'a', blockId: null } }])
  expect(whatIf(articles(base), [sealedDay, sealedYear])).toEqual({ ok: false, pairs: [['day', 'year']] })
})

test('whichever of two sealed amendments is written in first, the other can be written too unless they were said to exclude each other', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, (doc, some, others) => {
    const text = read(doc)
    const [a, b] = ([[some, 'm'], [others, 'n']] as const).map(([edits, ids]) => { const branch = read(edited(doc, edits, ids)); return { id: ids, hunks: hunksOf(text, branch), sealed: sealedOf(text, branch) } })
    if (!a || !b) throw new Error('there are two')
    const [met] = meetings([a, b])
    expect(meetings([b, a]).map(({ meeting: { kind } }) => kind)).toEqual(met ? [met.meeting.kind] : [])
    if (met) return
    writeSealed(doc, a.sealed)
    expect(consolidationOf(read(doc), b.sealed)).toEqual({ ok: true })
  }), { numRuns: 300 })
})
