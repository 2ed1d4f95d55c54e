import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { collide, meet } from '#domain/amendments/collisions.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { changesOf, placedOn } from '#domain/amendments/placed.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { anyDraft, anyEdits, articles, edited, read } from './anyDrafts.ts'

const base = { a: ['Providers shall report without delay.', 'They keep records.'], b: ['The Board decides.'] }
const now = { a: ['All providers shall report without delay.', 'They keep records.'], b: ['The Board decides.'] }

test('an amendment made from an earlier text meets one made from the text of now where both change the same words', () => {
  const early = placedOn(articles(now), changesOf(articles(base), articles({ ...base, a: ['Providers shall report within a day.', 'They keep records.'] })))
  const late = placedOn(articles(now), changesOf(articles(now), articles({ ...now, a: ['All providers shall report within a week.', 'They keep records.'] })))
  expect(early.outdated).toEqual([])
  expect(meet(early.hunks, late.hunks)).toMatchObject({ kind: 'alternatives', by: null, clauseId: 'a' })
})

test('the same words asked for from two states of the text are no collision', () => {
  const early = placedOn(articles(now), changesOf(articles(base), articles({ ...base, a: ['Providers shall report within a day.', 'They keep records.'] })))
  const late = placedOn(articles(now), changesOf(articles(now), articles({ ...now, a: ['All providers shall report within a day.', 'They keep records.'] })))
  expect([early.hunks.length > 0, collide(early.hunks, late.hunks)]).toEqual([true, null])
})

test('what the text has left behind is told, and the rest of the amendment takes part', () => {
  const { hunks, outdated } = placedOn(articles({ ...base, b: ['The Council decides.'] }), changesOf(articles(base), articles({ a: ['Providers shall report within a day.', 'They keep records.'], b: ['The Agency decides.'] })))
  expect([hunks.map(({ clauseId }) => clauseId), outdated.map(({ clauseId }) => clauseId)]).toEqual([['a'], ['b']])
})

test('who takes the words of the other away is told from either side', () => {
  const day = hunksOf(articles(base), articles({ ...base, a: ['Providers shall report within a day.', 'They keep records.'] }))
  const without = hunksOf(articles(base), articles({ b: base.b }))
  expect([meet(day, without)?.by, meet(without, day)?.by]).toEqual(['b', 'a'])
})

test('whatever the text has become, an amendment is placed on it, and what is placed fits; on the text it was made from, all of it', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, (doc, own, others) => {
    const [was, branch, main] = [read(doc), read(edited(doc, own, 'm')), read(edited(doc, others, 'n'))]
    const { hunks } = placedOn(main, changesOf(was, branch))
    expect(hunksOf(main, applyHunks(main, hunks)).map(({ id }) => id)).toEqual(hunks.map(({ id }) => id))
    const whole = placedOn(was, changesOf(was, branch))
    expect([whole.outdated, canonicalDraft(applyHunks(was, whole.hunks))]).toEqual([[], canonicalDraft(branch)])
  }), { numRuns: 400 })
})
