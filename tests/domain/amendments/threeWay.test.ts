import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { applyToDoc } from '#domain/amendments/applyToDoc.ts'
import { type Hunk, hunksOf } from '#domain/amendments/hunks.ts'
import { rebase, standOf } from '#domain/amendments/threeWay.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import type { ProvisionText } from '#domain/text/draftText.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { anyDraft, anyEdits, articles, articlesDoc, edited, read } from './anyDrafts.ts'

const words = (base: string, now: string, amended: string) => {
  const [was, is, wanted] = [base, now, amended].map((text) => articles({ a: [text] }))
  return { was: was ?? [], is: is ?? [], hunks: hunksOf(was ?? [], wanted ?? []) }
}
const stands = (base: string, now: string, amended: string) => { const { was, is, hunks } = words(base, now, amended); return rebase(was, is, hunks).map(({ stand }) => stand) }
const merged = (base: string, now: string, amended: string) => {
  const { was, is, hunks } = words(base, now, amended)
  return applyHunks(is, rebase(was, is, hunks).flatMap(({ on }) => on ?? []))[0]?.text
}

test('two who raise the same figure differently are in conflict, never “107500”', () => {
  expect(stands('A fine of 5000 euros.', 'A fine of 7500 euros.', 'A fine of 10000 euros.')).toEqual(['conflict'])
  expect(stands('A fine of 5000 euros.', 'A fine of 10000 euros.', 'A fine of 10000 euros.')).toEqual(['done'])
})

test('a change elsewhere in the paragraph leaves “within 24 hours” clean, and both are read', () => {
  expect(merged('Providers may report without delay.', 'All the providers shall report without delay.', 'Providers may report within 24 hours.')).toBe('All the providers shall report within 24 hours.')
})

test('what both put in at one point is a conflict, and so is what one replaces where the other puts in', () => {
  expect(stands('Report now.', 'Report here now.', 'Report there now.')).toEqual(['conflict'])
  expect(stands('Report it now.', 'Report it all now.', 'Report them now.')).toEqual(['conflict'])
  // Of "very very" nobody can say which one was taken out.
  expect(stands('a very very long film', 'a very long film', 'a very extremely long film')).toEqual(['conflict'])
})

test('words of a paragraph or a clause that is gone are a conflict, and a clause that changed is not taken out', () => {
  const base = articles({ a: ['One.', 'Two.'], b: ['Three.'] })
  const [reworded] = hunksOf(base, articles({ a: ['One.', 'Second.'], b: ['Three.'] }))
  const [removed] = hunksOf(base, articles({ a: ['One.', 'Two.'] }))
  if (!reworded || !removed) throw new Error('no difference')
  expect(standOf(base, articles({ a: ['One.'], b: ['Three.'] }), reworded)).toBe('conflict')
  expect(standOf(base, articles({ b: ['Three.'] }), reworded)).toBe('conflict')
  expect(standOf(base, articles({ a: ['One.', 'Two.'], b: ['Third.'] }), removed)).toBe('conflict')
})

test('a piece that would be taken for the words of others, once the rest is accepted, is a conflict', () => {
  // Without the bracket, the semicolon that others have put before it could as well be the one that is asked for.
  expect(stands('(,', ';(', ',;')).toEqual(['clean', 'conflict'])
  expect(stands('(,', '(', ',;')).toEqual(['clean', 'clean'])
})

/** A chapter, an article and a chapter, and the changes that two make to them. */
function changed(ours: (doc: Y.Doc) => void, theirs: (doc: Y.Doc) => void) {
  const doc = new Y.Doc()
  addNode(doc, { id: 'before', kind: 'chapter', parent: null, after: null })
  addNode(doc, { id: 'article', kind: 'article', parent: null, after: 'before' })
  addNode(doc, { id: 'after', kind: 'chapter', parent: null, after: 'article' })
  const [base, branch, main] = [read(doc), read(edited(doc, [ours], 'n')), read(edited(doc, [theirs], 'm'))]
  return Object.fromEntries(rebase(base, main, hunksOf(base, branch)).map(({ hunk, stand }) => [`${hunk.kind} ${hunk.clauseId}`, stand]))
}

test('what others put into a chapter that is taken out stands in its place, where nothing says whether it comes before what is put there', () => {
  const ours = (doc: Y.Doc) => {
    addNode(doc, { id: 'new', kind: 'chapter', parent: null, after: 'article' })
    removeNode(doc, 'after')
  }
  expect(changed(ours, () => undefined)).toEqual({ 'clauseInserted new': 'clean', 'clauseRemoved after': 'clean' })
  expect(changed(ours, (doc) => addNode(doc, { id: 'theirs', kind: 'article', parent: 'after', after: null }))).toEqual({ 'clauseInserted new': 'conflict', 'clauseRemoved after': 'clean' })
})

test('an article that others have moved elsewhere is not moved into a new chapter, nor into one that cannot be put there', () => {
  const ours = (doc: Y.Doc) => {
    addNode(doc, { id: 'new', kind: 'chapter', parent: null, after: 'after' })
    moveNode(doc, 'article', { parent: 'new', after: null })
  }
  expect(changed(ours, () => undefined)).toEqual({ 'clauseInserted new': 'clean', 'clauseMoved article': 'clean' })
  expect(changed(ours, (doc) => moveNode(doc, 'article', { parent: 'before', after: null }))).toEqual({ 'clauseInserted new': 'clean', 'clauseMoved article': 'conflict' })
  expect(changed(ours, (doc) => addNode(doc, { id: 'theirs', kind: 'chapter', parent: null, after: 'after' }))).toEqual({ 'clauseInserted new': 'conflict', 'clauseMoved article': 'conflict' })
})

test('on the text it was made from every piece is clean, on the text it asks for every piece is done', () => {
  fc.assert(fc.property(anyDraft, anyEdits, (doc, edits) => {
    const [base, branch] = [read(doc), read(edited(doc, edits, 'n'))]
    const hunks = hunksOf(base, branch)
    const onBase = rebase(base, base, hunks)
    expect(onBase.map(({ stand }) => stand)).toEqual(hunks.map(() => 'clean'))
    expect(canonicalDraft(applyHunks(base, onBase.flatMap(({ on }) => on ?? [])))).toBe(canonicalDraft(branch))
    expect(rebase(base, branch, hunks).map(({ stand }) => stand)).toEqual(hunks.map(() => 'done'))
  }), { numRuns: 400 })
})

test('accepted one by one in any order, clean pieces give the text that they give together', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, fc.array(fc.nat(99), { minLength: 1 }), (doc, edits, otherEdits, keys) => {
    const [base, main] = [read(doc), read(edited(doc, otherEdits, 'm'))]
    const hunks = hunksOf(base, read(edited(doc, edits, 'n')))
    const clean = rebase(base, main, hunks).filter(({ stand }) => stand === 'clean')
    const together = applyHunks(main, clean.flatMap(({ on }) => on ?? []))
    expect(canonicalDraft(oneByOne(base, main, hunks, clean.map(({ hunk }) => hunk.id), keys))).toBe(canonicalDraft(together))
  }), { numRuns: 400 })
})

/** As people accept it, each piece placed anew on what the one before it has left. */
function oneByOne(base: readonly ProvisionText[], main: readonly ProvisionText[], hunks: readonly Hunk[], clean: readonly string[], keys: readonly number[]): readonly ProvisionText[] {
  let [now, left] = [main, [...clean]]
  for (const key of Array.from({ length: clean.length }, (_, index) => keys[index % keys.length] ?? 0)) {
    const stands = rebase(base, now, hunks)
    // An article that was to be moved out of a chapter may be out already, the chapter being gone.
    left = left.filter((id) => stands.some(({ hunk, stand }) => hunk.id === id && stand !== 'done'))
    const able = stands.filter(({ hunk, needs, stand }) => left.includes(hunk.id) && stand === 'clean' && !left.includes(needs ?? ''))
    const next = able[key % Math.max(1, able.length)]
    if (!next?.on) break
    now = applyHunks(now, [next.on])
    left = left.filter((id) => id !== next.hunk.id)
  }
  left = left.filter((id) => rebase(base, now, hunks).some(({ hunk, stand }) => hunk.id === id && stand !== 'done'))
  expect(left).toEqual([])
  return now
}

test('written into a live draft, the pieces give the same text, and only what they change', () => {
  fc.assert(fc.property(anyDraft, anyEdits, anyEdits, (doc, edits, otherEdits) => {
    const [base, live] = [read(doc), edited(doc, otherEdits, 'm')]
    const main = read(live)
    const on = rebase(base, main, hunksOf(base, read(edited(doc, edits, 'n')))).flatMap(({ stand, on: placed }) => stand === 'clean' && placed ? [placed] : [])
    applyToDoc(live, main, on)
    expect(canonicalDraft(read(live))).toBe(canonicalDraft(applyHunks(main, on)))
  }), { numRuns: 200 })
})

test('the words around an accepted piece keep who wrote them, and a text that moved on meanwhile is refused', () => {
  const doc = articlesDoc({ a: ['Providers shall report without delay.'] })
  const main = read(doc)
  const hunks = hunksOf(main, articles({ a: ['Providers shall report within 24 hours.'] }))
  const before = Y.encodeStateVector(doc)
  applyToDoc(doc, main, hunks)
  expect(read(doc)[0]?.text).toBe('Providers shall report within 24 hours.')
  const written = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, before)).structs.map((struct) => 'content' in struct && struct.content instanceof Y.ContentString ? struct.content.str : '').join('')
  expect(written).not.toMatch(/Providers|report/)
  expect(() => applyToDoc(doc, main, hunks)).toThrow(RangeError)
})
