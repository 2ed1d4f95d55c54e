import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changedWords } from '#client/editor/changedWords.ts'
import { watchDraft } from '#client/editor/draftText.ts'
import { typed } from '#client/editor/lateKeys.ts'
import { writeAnew } from '#client/editor/writeAnew.ts'
import { planFor, type Verdict } from '#client/lib/adoption.ts'
import { memoryDevice } from '#client/lib/device.ts'
import { makeLedger } from '#client/lib/syncLedger.ts'
import { type Change, changeId, joined, rescueOf } from '#client/lib/waiting.ts'
import { blockText } from '#domain/text/clauseContent.ts'
import { readClause, writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'

const room = 'draft:1'
const now = { generation: 1, schema: 1 }
const atRest = (clauseId: string): Verdict => ({ session: 'mine', because: 'atRest', clauseId })

/** What the server holds: articles a, b, c of one paragraph each. */
function aServer(): Y.Doc {
  const doc = new Y.Doc()
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    const after = ['a', 'b', 'c'][index - 1] ?? null
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after }), { blocks: [{ type: 'heading', id: `${id}h`, inlines: [{ text: `Heading ${id}` }] }, { type: 'paragraph', id: `${id}p`, inlines: [{ text: 'Kept words.' }] }] })
  }
  return doc
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const paragraph = (doc: Y.Doc, id: string) => {
  const block = clausesOf(doc).get(id)?.get(1)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no such paragraph')
  return text
}
const words = (doc: Y.Doc, id: string) => (clausesOf(doc).get(id) ? readClause(clausesOf(doc).get(id) as Y.XmlFragment).blocks.map((block) => blockText(block)).join('|') : null)

/** Somebody who writes without a line: every change as the page would keep it. */
function offline(server: Y.Doc, session = 'mine', { generation, schema } = now) {
  const doc = copyOf(server)
  const text = watchDraft(doc, 'en')
  const changes: Change[] = []
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    changes.push({ id: changeId(session, changes.length), session, room, generation, schema, at: changes.length, update, words: changedWords(text, transaction) })
  })
  return { doc, changes, type: (id: string, added: string, at = 0) => paragraph(doc, id).insert(at, added) }
}

test('what waits is sent as it is, and applying it twice is applying it once', () => {
  const server = aServer()
  const me = offline(server)
  me.type('a', 'Mine. ')
  paragraph(server, 'b').insert(0, 'Theirs. ')
  const plan = planFor(me.changes, server, now, null)
  expect(plan.send).toEqual(me.changes)
  for (const round of [1, 2]) for (const { update } of plan.send) Y.applyUpdate(server, update, round)
  expect([words(server, 'a'), words(server, 'b')]).toEqual(['Heading a|Mine. Kept words.', 'Heading b|Theirs. Kept words.'])
})

test('a change of which only the acknowledgement was lost is not sent, rescued or written again', () => {
  const server = aServer()
  const me = offline(server)
  me.type('a', 'Mine. ')
  for (const { update } of me.changes) Y.applyUpdate(server, update)
  for (const verdict of [null, atRest('a')]) {
    const plan = planFor(me.changes, server, now, verdict)
    expect([plan.kept, plan.send, plan.anew, plan.refused.copies]).toEqual([me.changes, [], null, []])
  }
})

test('after a clause came to rest its words are rescued, and what was written elsewhere, before and after, goes into the text', () => {
  const server = aServer()
  const me = offline(server)
  me.type('b', 'Before. ')
  me.type('a', 'Too late. ')
  me.type('b', 'After. ')
  const { anew, refused, send } = planFor(me.changes, server, now, atRest('a'))
  expect(send).toEqual([])
  expect(refused.copies).toMatchObject([{ clauseId: 'a', because: 'atRest', label: 'Article\u00a01', blocks: [{ id: 'ap', text: 'Too late. Kept words.' }] }])
  if (anew) writeAnew(anew.from, server, anew.clauseIds)
  expect([words(server, 'a'), words(server, 'b')]).toEqual(['Heading a|Kept words.', 'Heading b|After. Before. Kept words.'])
})

test('whatever was written and whatever others wrote meanwhile: the resting clause is as the server has it, the others have everything once', () => {
  const edit = fc.record({ who: fc.constantFrom('me', 'me', 'other'), clause: fc.constantFrom('a', 'b', 'c'), at: fc.nat(30), remove: fc.boolean(), text: fc.string({ minLength: 1, maxLength: 4 }) })
  fc.assert(fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
    const server = aServer()
    const me = offline(server)
    const other = copyOf(server)
    for (const { who, clause, at, remove, text } of edits) {
      const target = paragraph(who === 'me' ? me.doc : other, clause)
      const from = Math.min(at, target.length)
      if (remove && target.length - from > 1) target.delete(from, 1)
      else target.insert(from, text)
    }
    Y.applyUpdate(server, Y.encodeStateAsUpdate(other))
    const all = copyOf(server)
    for (const { update } of me.changes) Y.applyUpdate(all, update)
    const before = words(server, 'a')
    const { anew } = planFor(me.changes, server, now, atRest('a'))
    if (anew) writeAnew(anew.from, server, anew.clauseIds)
    expect(words(server, 'a')).toBe(before)
    expect([words(server, 'b'), words(server, 'c')]).toEqual([words(all, 'b'), words(all, 'c')])
  }))
})

test.each(['forbidden', 'malformed', 'tooLarge'] as const)('after a refusal as %s nothing is sent again and every word is rescued', (because) => {
  const server = aServer()
  const me = offline(server)
  me.type('a', 'One. ')
  me.type('b', 'Two. ')
  const plan = planFor(me.changes, server, now, { session: 'mine', because, clauseId: null })
  expect([plan.send, plan.anew]).toEqual([[], null])
  expect(plan.refused.copies.map((copy) => [copy.clauseId, copy.because, copy.blocks[0]?.text])).toEqual([['a', because, 'One. Kept words.'], ['b', because, 'Two. Kept words.']])
})

test('changes of another generation or another schema are never sent, only rescued', () => {
  const server = aServer()
  const old = offline(server, 'old', { generation: 0, schema: 1 })
  old.type('a', 'From before. ')
  const outdated = offline(server, 'outdated', { generation: 1, schema: 0 })
  outdated.type('b', 'From elsewhere. ')
  const plan = planFor([...old.changes, ...outdated.changes], server, now, null)
  expect(plan.send).toEqual([])
  expect(plan.refused.copies.map(({ clauseId, because }) => [clauseId, because])).toEqual([['a', 'restored'], ['b', 'outOfDate']])
})

test('a change that builds on what the text does not have is rescued instead of waiting for ever', () => {
  const server = aServer()
  const me = offline(server)
  me.type('a', 'One. ')
  me.type('a', 'Two. ')
  const plan = planFor(me.changes.slice(1), server, now, null)
  expect(plan.send).toEqual([])
  expect(plan.refused.copies.map(({ blocks }) => blocks[0]?.text)).toEqual(['Two. One. Kept words.'])
})

test('an article that I had just added is rescued as words when another clause came to rest', () => {
  const server = aServer()
  const me = offline(server)
  me.doc.transact(() => writeClause(addNode(me.doc, { id: 'new', kind: 'article', parent: null, after: 'c' }), { blocks: [{ type: 'paragraph', id: 'np', inlines: [{ text: 'All new.' }] }] }))
  me.type('a', 'Too late. ')
  const { anew, refused } = planFor(me.changes, server, now, atRest('a'))
  expect(anew?.clauseIds).toEqual([])
  expect(refused.copies.map(({ clauseId, blocks }) => [clauseId, blocks[0]?.text])).toEqual([['new', 'All new.'], ['a', 'Too late. Kept words.']])
})

test('an article removed by others while I wrote in it leaves my words in the rescue copy', () => {
  const server = aServer()
  const me = offline(server)
  me.type('b', 'Mine. ')
  me.type('a', 'Too late. ')
  removeNode(server, 'b')
  const { refused } = planFor(me.changes, server, now, atRest('a'))
  expect(refused.copies.map(({ clauseId }) => clauseId)).toEqual(['b', 'a'])
})

test('a rescue copy has each block as it stood last, with the keys of the last moment added', () => {
  const server = aServer()
  const me = offline(server)
  me.type('a', 'One ')
  me.type('a', 'two ', 4)
  const [copy] = rescueOf(me.changes, 'atRest')
  if (!copy) throw new Error('there are words')
  expect(copy.blocks).toEqual([{ id: 'ap', text: 'One two Kept words.' }])
  const late = { ...copy, at: 99, blocks: [{ id: 'late', text: 'three' }] }
  expect(joined(copy, late)).toMatchObject({ at: 99, blocks: [{ text: 'One two Kept words.' }, { text: 'three' }] })
  paragraph(me.doc, 'a').delete(0, paragraph(me.doc, 'a').length)
  expect(rescueOf(me.changes, 'atRest')).toEqual([])
})

test('a device gives back what waits in the order of writing, and forgets what was acknowledged', async () => {
  const device = memoryDevice()
  const server = aServer()
  const me = offline(server)
  for (let count = 0; count < 12; count += 1) me.type('a', `${count} `)
  device.exchange({ add: [...me.changes].reverse() })
  expect(await device.waiting(room)).toEqual(me.changes)
  const ledger = makeLedger<Change>()
  for (const change of me.changes) { ledger.sent('update'); ledger.changed(true, change) }
  device.exchange({ remove: ledger.acknowledged(7).map(({ id }) => id) })
  expect(await device.waiting(room)).toEqual(me.changes.slice(7))
  expect(await device.waiting('draft:2')).toEqual([])
})

test('keys after the moment of closing are words; commands are none', () => {
  expect(['a', ' ', 'é', 'Enter', 'b', 'c', 'Backspace', 'Shift', 'ArrowLeft'].reduce(typed, '')).toBe('a é\nb')
})
