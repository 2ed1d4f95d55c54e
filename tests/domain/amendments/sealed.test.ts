import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalAmendment, readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { alreadyWritten, consolidationOf, sealedOf, writeSealed } from '#domain/amendments/sealed.ts'
import { canonicalClause, canonicalDraft } from '#domain/text/canonical.ts'
import { anyDraft, anyEdits, articles, articlesDoc, edited, read } from './anyDrafts.ts'

test('on the text it was sealed on, writing it gives the amended text, and writing it twice changes nothing', () => {
  fc.assert(fc.property(anyDraft, anyEdits, (doc, edits) => {
    const branch = read(edited(doc, edits, 'n'))
    const sealed = readCanonicalAmendment(canonicalAmendment(sealedOf(read(doc), branch)))
    writeSealed(doc, sealed)
    expect(canonicalDraft(read(doc))).toBe(canonicalDraft(branch))
    expect(alreadyWritten(read(doc), sealed)).toBe(true)
    const before = Y.encodeStateAsUpdate(doc)
    writeSealed(doc, sealed)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }), { numRuns: 300 })
})

test('on a text that moved on, the sealed words stand there bit for bit and all others stay, or nothing is written', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, (doc, edits, otherEdits) => {
    const sealed = sealedOf(read(doc), read(edited(doc, edits, 'n')))
    const live = edited(doc, otherEdits, 'm')
    const before = read(live)
    if (!consolidationOf(before, sealed).ok && !alreadyWritten(before, sealed)) { expect(() => writeSealed(live, sealed)).toThrow(RangeError); expect(read(live)).toEqual(before); return }
    writeSealed(live, sealed)
    const after = new Map(read(live).map(({ id, kind, content }) => [id, canonicalClause(kind, content)]))
    for (const clause of sealed.clauses) expect(after.get(clause.id) ?? null).toBe(clause.after)
    const touched = new Set(sealed.clauses.map(({ id }) => id))
    for (const { id, kind, content } of before) if (!touched.has(id)) expect(after.get(id)).toBe(canonicalClause(kind, content))
    expect([...after.keys()].filter((id) => !touched.has(id)).sort()).toEqual(before.map(({ id }) => id).filter((id) => !touched.has(id)).sort())
  }), { numRuns: 300 })
})

test('it stops, with the reason, when the clause has changed, the clause is gone, or the place is gone', () => {
  const base = { a: ['Report without delay.'], b: ['Keep records.'] }
  const reworded = sealedOf(articles(base), articles({ ...base, a: ['Report within 24 hours.'] }))
  expect(consolidationOf(articles({ ...base, a: ['Report at once.'] }), reworded)).toEqual({ ok: false, because: 'clauseChanged', clauseId: 'a' })
  expect(consolidationOf(articles({ b: base.b }), reworded)).toEqual({ ok: false, because: 'clauseGone', clauseId: 'a' })
  const inserted = sealedOf(articles(base), articles({ ...base, c: ['Tell the Board.'] }))
  expect(consolidationOf(articles({ a: base.a }), inserted)).toEqual({ ok: false, because: 'placeGone', clauseId: 'c' })
  const doc = articlesDoc(base)
  writeSealed(doc, reworded)
  expect(read(doc).map(({ text }) => text)).toEqual(['Report within 24 hours.', 'Keep records.'])
})

test('another format is refused', () => {
  expect(() => readCanonicalAmendment('{"format":"parley-amendment/2","clauses":[]}')).toThrow(RangeError)
})

test('an article that is only moved is not taken for moved before it is', () => {
  const base = { a: ['One.'], b: ['Two.'], c: ['Three.'] }
  const doc = articlesDoc(base)
  const sealed = sealedOf(read(doc), articles({ a: base.a, c: base.c, b: base.b }))
  expect(alreadyWritten(read(doc), sealed)).toBe(false)
  writeSealed(doc, sealed)
  expect(read(doc).map(({ id }) => id)).toEqual(['a', 'c', 'b'])
})
