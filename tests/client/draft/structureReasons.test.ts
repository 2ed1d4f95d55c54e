import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { whyNotJoin, whyNotMove, whyNotRemove, whyNotSplit } from '#client/app/draft/structure/structureReasons.ts'
import { watchDraft } from '#client/editor/draftText.ts'
import type { Inline } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { addNode } from '#domain/text/placeNodes.ts'

/** title, I(a b), c, where c refers to the second paragraph of b. */
function aLaw() {
  const doc = new Y.Doc()
  const add = (id: string, kind: NodeKind, parent: string | null, after: string | null, last: Inline) => writeClause(addNode(doc, { id, kind, parent, after }), { blocks: [
    { type: kind === 'title' ? 'plain' : 'heading', id: `${id}h`, inlines: [{ text: id }] },
    ...kind === 'article' ? [{ type: 'paragraph' as const, id: `${id}1`, inlines: [{ text: 'Words' }] }, { type: 'paragraph' as const, id: `${id}2`, inlines: [last] }] : [],
  ] })
  const words = { text: 'More words' }
  add('title', 'title', null, null, words)
  add('I', 'chapter', null, null, words)
  add('a', 'article', 'I', null, words)
  add('b', 'article', 'I', 'a', words)
  add('c', 'article', null, 'I', { crossReference: { target: 'b', block: 'b2', form: 'full' } })
  return watchDraft(doc, 'en')
}
const page = (...resting: string[]) => ({ isAtRest: (id: string) => resting.includes(id), isHeld: (_id: string) => false, nameOf: (id: string) => id })
const holding = (clauseId: string) => ({ ...page(), isHeld: (id: string) => id === clauseId })
const possible = { key: '' }

test('a provision is split where something follows the caret, unless a clause at rest refers to what would go', () => {
  const text = aLaw()
  expect([whyNotSplit(text, page(), 'b', null).key, whyNotSplit(text, page(), 'b', 'b2').key, whyNotSplit(text, page(), 'I', 'Ih').key]).toEqual(['structure.splitNoCaret', 'structure.splitNothing', 'structure.notDivided'])
  expect([whyNotSplit(text, page(), 'b', 'b1'), whyNotSplit(text, page('a'), 'b', 'b1'), whyNotSplit(text, page('c'), 'a', 'a1')]).toEqual([possible, possible, possible])
  expect(whyNotSplit(text, page('c'), 'b', 'b1')).toEqual({ key: 'structure.restingReferrer', name: 'c' })
})

test('it is joined to the one of its kind before it, when neither that one nor whoever refers to it is at rest', () => {
  const text = aLaw()
  expect([whyNotJoin(text, page(), 'a').key, whyNotJoin(text, page(), 'I').key]).toEqual(['structure.joinFirst', 'structure.notDivided'])
  expect([whyNotJoin(text, page(), 'b'), whyNotJoin(text, page(), 'c')]).toEqual([possible, possible])
  expect([whyNotJoin(text, page('a'), 'b'), whyNotJoin(text, page('c'), 'b')]).toEqual([{ key: 'structure.joinAtRest', name: 'a' }, { key: 'structure.restingReferrer', name: 'c' }])
})

test('the title stays, and so do a chapter with an article at rest and what has no place to go', () => {
  const text = aLaw()
  expect([whyNotRemove(text, page(), 'title').key, whyNotMove(text, page(), 'title', null).key]).toEqual(['structure.titleStays', 'structure.titleStays'])
  expect([whyNotRemove(text, page('c'), 'I'), whyNotRemove(text, page('b'), 'I')]).toEqual([possible, { key: 'structure.restingInside', name: 'b' }])
  expect([whyNotMove(text, page(), 'a', 'up'), whyNotMove(text, page(), 'a', 'down'), whyNotMove(text, page(), 'c', 'into'), whyNotMove(text, page(), 'c', 'out')]).toEqual([
    { key: 'structure.noPlace', name: 'a' }, possible, possible, { key: 'structure.noPlace', name: 'c' },
  ])
})

test('what keeps its place for a vote is neither moved nor deleted nor joined to another, and its chapter stays', () => {
  const text = aLaw()
  const reason = { key: 'structure.inPlace', name: 'b' }
  expect([whyNotMove(text, holding('b'), 'b', 'down'), whyNotRemove(text, holding('b'), 'b'), whyNotJoin(text, holding('b'), 'b')]).toEqual([reason, reason, reason])
  expect(whyNotRemove(text, holding('b'), 'I')).toEqual({ key: 'structure.restingInside', name: 'b' })
  expect(whyNotMove(text, holding('b'), 'c', 'into')).toEqual(possible)
})
