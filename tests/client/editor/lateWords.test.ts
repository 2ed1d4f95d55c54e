import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { freshLetters } from '#client/editor/freshLetters.ts'
import { carryLateWords, lateIn } from '#client/editor/lateWords.ts'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { blockText } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { contentOf, readDraft } from '#domain/text/draftText.ts'
import { joinClauses } from '#domain/text/joinClauses.ts'
import { splitClause } from '#domain/text/splitClause.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'

function aLaw(): Y.Doc {
  const doc = new Y.Doc()
  for (const [id, after] of [['one', null], ['two', 'one']] as const) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after }), { blocks: [
      { type: 'heading', id: `${id}-h`, inlines: [{ text: 'Duties' }] },
      { type: 'paragraph', id: `${id}-1`, inlines: [{ text: 'Providers shall mark.' }] },
      { type: 'paragraph', id: `${id}-2`, inlines: [{ text: 'They keep ' }, { crossReference: { target: 'two', block: null, form: 'full' } }, { text: ' records.', marks: ['em'] }] },
    ] })
  }
  return doc
}
const replica = (doc: Y.Doc) => {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  carryLateWords(other, () => 0)
  return other
}
function meet(...docs: readonly Y.Doc[]) {
  for (let round = 0; round < 3; round += 1) for (const from of docs) for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
}
const textIn = (doc: Y.Doc, clauseId: string, blockId: string) => {
  const block = contentOf(doc, clauseId).blocks.find(({ id }) => id === blockId)
  return block && blockText(block)
}
function type(doc: Y.Doc, clauseId: string, blockId: string, at: number, words: string) {
  const fragment = clausesOf(doc).get(clauseId)
  const texts = (fragment ? blocksOf(fragment) : []).find(({ id }) => id === blockId)?.element.toArray().filter((child) => child instanceof Y.XmlText) ?? []
  const text = texts[at % texts.length]
  if (text instanceof Y.XmlText) text.insert(at % (text.length + 1), words)
}
const typing = fc.array(fc.record({ at: fc.nat(40), words: fc.stringMatching(/^[a-e ]{1,4}$/) }), { maxLength: 6 })

test('what one types in a block while another splits it away is in the new article, where it was typed', () => {
  fc.assert(fc.property(typing, typing, fc.boolean(), (known, late, isJoin) => {
    const splitter = replica(aLaw())
    const writer = replica(splitter)
    for (const { at, words } of known) type(writer, 'two', 'two-2', at, words)
    meet(splitter, writer)
    for (const { at, words } of late) type(writer, 'two', 'two-2', at, words)
    const expected = textIn(writer, 'two', 'two-2')
    if (isJoin) joinClauses(splitter, 'two', 'one', () => 'fresh')
    else splitClause(splitter, 'two', { after: 'two-1', id: 'new', headingId: 'nh' })
    meet(splitter, writer)
    expect(textIn(writer, isJoin ? 'one' : 'new', 'two-2')).toBe(expected)
    // Nothing of it is left where it was typed.
    expect(textIn(splitter, 'two', 'two-2')).toBe(undefined)
    expect(readDraft(splitter).nodes).toEqual(readDraft(writer).nodes)
  }))
})

test('of several who type no letter is lost, and none comes twice', () => {
  const letters = fc.array(fc.record({ who: fc.nat(1), at: fc.nat(40) }), { maxLength: 10 })
  fc.assert(fc.property(letters, fc.nat(10), (acts, meetAt) => {
    const splitter = replica(aLaw())
    const [one, other] = [replica(splitter), replica(splitter)]
    for (const [index, { who, at }] of acts.entries()) {
      type(who === 0 ? one : other, 'two', 'two-2', at, String.fromCharCode(0x3b1 + index))
      if (index === meetAt) meet(one, other)
    }
    splitClause(splitter, 'two', { after: 'two-1', id: 'new', headingId: 'nh' })
    meet(splitter, one, other)
    const text = textIn(splitter, 'new', 'two-2') ?? ''
    expect([...text].filter((letter) => letter >= 'α' && letter <= 'ω').toSorted()).toEqual(acts.map((_act, index) => String.fromCharCode(0x3b1 + index)).toSorted())
    expect(readDraft(one).nodes).toEqual(readDraft(splitter).nodes)
  }))
})

test('letters that are the same as their neighbours are carried as those that were typed', () => {
  const old = [...'thee'].map((text, index) => ({ text, client: index === 2 ? 7 : 1, clock: index }))
  expect(lateIn(old, 'the', { client: 7, since: 0 })).toEqual([{ at: 2, words: 'e' }])
  expect(lateIn(old, 'thee', { client: 7, since: 0 })).toEqual([])
})

test('what the others had and left out is not brought back', () => {
  const old = [...'They keep.'].map((text, index) => ({ text, client: 7, clock: index }))
  expect(lateIn(old, 'They.', { client: 7, since: 10 })).toEqual([])
  let now = 0
  let isSaved = true
  let clock = 0
  const fresh = freshLetters(() => clock, () => now)
  const passes = (ms: number) => { now += ms; fresh.note(isSaved) }
  passes(0)
  clock = 5
  passes(1000)
  // Kept, but perhaps not with everybody yet.
  expect(fresh.since()).toBe(0)
  passes(20_000)
  expect(fresh.since()).toBe(5)
  // Off the line for an hour: nobody has what was written since.
  isSaved = false
  clock = 50
  passes(3_600_000)
  expect(fresh.since()).toBe(5)
})
