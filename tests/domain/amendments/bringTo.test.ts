import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { applyToDoc } from '#domain/amendments/applyToDoc.ts'
import { bringTo } from '#domain/amendments/bringTo.ts'
import { choose } from '#domain/amendments/choose.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { rebase, type Rebased } from '#domain/amendments/threeWay.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { anyDraft, anyEdits, articles, edited, read } from './anyDrafts.ts'

const able = (pieces: readonly Rebased[]) => pieces.filter(({ stand }) => stand === 'clean').map(({ hunk }) => hunk.id)
const placed = (pieces: readonly Rebased[], ids: readonly string[]) => {
  const choice = choose(pieces, ids)
  if (!choice.ok) throw new Error(`${choice.pieceId} cannot be taken: ${choice.because}`)
  return choice.hunks
}
/** Some of them, and with each what it needs. */
function someOf(pieces: readonly Rebased[], keys: readonly boolean[]): string[] {
  const taken = new Set(able(pieces).filter((_, index) => keys[index % keys.length]))
  for (const { hunk, needs } of pieces) if (needs !== null && pieces.some((piece) => piece.hunk.id === needs && piece.stand !== 'clean')) taken.delete(hunk.id)
  for (let size = -1; size !== taken.size;) { size = taken.size; for (const { hunk, needs } of pieces) if (needs !== null && taken.has(hunk.id)) taken.add(needs) }
  return [...taken]
}

test('brought up to date, a branch reads exactly as the text of now with all clean pieces in it; a second time changes nothing', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, fc.array(fc.boolean(), { minLength: 1 }), (doc, edits, otherEdits, keys) => {
    const [base, branch, main] = [read(doc), edited(doc, edits, 'n'), read(edited(doc, otherEdits, 'm'))]
    const pieces = rebase(base, main, hunksOf(base, read(branch)))
    const target = applyHunks(main, placed(pieces, someOf(pieces, keys)))
    bringTo(branch, target)
    expect(canonicalDraft(read(branch))).toBe(canonicalDraft(target))
    const before = Y.encodeStateAsUpdate(branch)
    bringTo(branch, target)
    expect(Y.encodeStateAsUpdate(branch)).toEqual(before)
    // From now on its pieces are against the text of now: all of them clean, and taken again they say the same.
    const again = rebase(main, main, hunksOf(main, read(branch)))
    expect(again.every(({ stand }) => stand === 'clean')).toBe(true)
    bringTo(branch, applyHunks(main, placed(again, able(again))))
    expect(canonicalDraft(read(branch))).toBe(canonicalDraft(target))
  }), { numRuns: 200 })
})

test('some of the pieces, written into a live draft, are what the draft says with them and nothing else', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, fc.array(fc.boolean(), { minLength: 1 }), (doc, edits, otherEdits, keys) => {
    const [base, live] = [read(doc), edited(doc, otherEdits, 'm')]
    const main = read(live)
    const pieces = rebase(base, main, hunksOf(base, read(edited(doc, edits, 'n'))))
    const hunks = placed(pieces, someOf(pieces, keys))
    applyToDoc(live, main, hunks)
    expect(canonicalDraft(read(live))).toBe(canonicalDraft(applyHunks(main, hunks)))
  }), { numRuns: 150 })
})

test('a piece in conflict, an unknown one, and one without what it needs cannot be chosen; what reads so already adds nothing', () => {
  const base = articles({ a: ['A fine of 5000 euros.'], b: ['Keep records.'] })
  const hunks = hunksOf(base, articles({ a: ['A fine of 10000 euros.'], b: ['Keep all records.'] }))
  const pieces = rebase(base, articles({ a: ['A fine of 7500 euros.'], b: ['Keep all records.'] }), hunks)
  const [fine, records] = hunks.map(({ id }) => id)
  if (!fine || !records) throw new Error('two pieces')
  expect(choose(pieces, [records, fine])).toEqual({ ok: false, because: 'textMoved', pieceId: fine })
  expect(choose(pieces, ['other'])).toEqual({ ok: false, because: 'moved', pieceId: 'other' })
  expect(choose(pieces, [records])).toEqual({ ok: true, hunks: [] })
  const [one, two] = rebase(base, base, hunks)
  if (!one || !two) throw new Error('two pieces')
  expect(choose([one, { ...two, needs: fine }], [records])).toEqual({ ok: false, because: 'needsOther', pieceId: records })
  expect(choose([{ ...one, stand: 'done', on: null }, { ...two, needs: fine }], [records])).toMatchObject({ ok: true })
})
