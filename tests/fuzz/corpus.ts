import * as Y from 'yjs'
import { arrangeBlocks, blocksOf as placedIn, removeBreak } from '#domain/text/blockOrder.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { insertBreak, insertWords } from '#domain/text/writeBlockWords.ts'

/** A draft of two articles, and what pages really send of it; the same bytes in every run. */
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const firstClause = id(2)
export const secondClause = id(3)

/** A draft made by client 1: title, two articles, a chapter. */
export function aDraft(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  writeClause(addNode(doc, { id: id(1), kind: 'title', parent: null, after: null }), { blocks: [{ type: 'plain', id: id(11), inlines: [{ text: 'A framework' }] }] })
  addNode(doc, { id: id(4), kind: 'chapter', parent: null, after: null })
  writeClause(addNode(doc, { id: firstClause, kind: 'article', parent: id(4), after: null }), { blocks: [
    { type: 'heading', id: id(21), inlines: [{ text: 'Subject matter' }] },
    { type: 'paragraph', id: id(22), inlines: [{ text: 'Providers shall mark what a machine has made.' }] },
    { type: 'point', id: id(23), inlines: [{ text: 'as in ' }, { crossReference: { target: secondClause, block: id(32), form: 'full' } }] },
  ] })
  writeClause(addNode(doc, { id: secondClause, kind: 'article', parent: id(4), after: firstClause }), { blocks: [
    { type: 'heading', id: id(31), inlines: [{ text: 'Scope' }] },
    { type: 'paragraph', id: id(32), inlines: [{ text: 'This applies to ' }, { text: 'films', marks: ['strong'] }, { text: ' and to news.' }] },
  ] })
  return doc
}

const blocksOf = (doc: Y.Doc, clause = firstClause) => clausesOf(doc).get(clause) as Y.XmlFragment
const wordsOf = (doc: Y.Doc, clause = firstClause) => (blocksOf(doc, clause).get(1) as Y.XmlElement).get(0) as Y.XmlText
const blockAt = (doc: Y.Doc, index: number) => blocksOf(doc).get(index) as Y.XmlElement
const block = (name: string, number: number, words: string) => {
  const element = new Y.XmlElement(name)
  element.setAttribute('id', id(number))
  element.insert(0, [new Y.XmlText(words)])
  return element
}

/** What people do in a draft, one act each. */
const acts: readonly ((doc: Y.Doc) => unknown)[] = [
  (doc) => wordsOf(doc).insert(9, 'x'),
  (doc) => wordsOf(doc).insert(0, 'Großes Wort 🙂 '),
  (doc) => wordsOf(doc).delete(3, 6),
  (doc) => wordsOf(doc, secondClause).delete(0, wordsOf(doc, secondClause).length),
  (doc) => { wordsOf(doc).insert(4, 'abc'); wordsOf(doc).delete(5, 1) },
  (doc) => wordsOf(doc).format(0, 9, { em: {} }),
  (doc) => wordsOf(doc, secondClause).format(0, 30, { strong: null }),
  (doc) => blocksOf(doc).insert(2, [block('point', 99, 'a new point')]),
  (doc) => blocksOf(doc).delete(2, 1),
  (doc) => (blocksOf(doc).get(1) as Y.XmlElement).setAttribute('id', id(98)),
  (doc) => { addNode(doc, { id: id(5), kind: 'article', parent: id(4), after: firstClause }).push([block('paragraph', 51, 'More.')]) },
  (doc) => moveNode(doc, secondClause, { parent: null, after: null }),
  (doc) => removeNode(doc, secondClause),
  (doc) => { const reference = new Y.XmlElement('crossReference'); for (const [name, value] of Object.entries({ target: firstClause, block: id(22), form: 'internal' })) reference.setAttribute(name, value); (blocksOf(doc).get(1) as Y.XmlElement).push([reference]) },
  (doc) => { for (const letter of 'typed') wordsOf(doc).insert(0, letter) },
  (doc) => { insertBreak(blockAt(doc, 1), 10, { type: 'paragraph', id: id(97) }) },
  (doc) => { const begun = insertBreak(blockAt(doc, 1), 10, { type: 'point', id: id(96) }); insertBreak(begun, 6, { type: 'paragraph', id: id(95) }); removeBreak(begun) },
  (doc) => { const begun = insertBreak(blockAt(doc, 1), 10, { type: 'point', id: id(94) }); begun.setAttribute('after', ''); begun.setAttribute('type', 'indent') },
  (doc) => insertWords(blockAt(doc, 1), 10, [{ crossReference: { target: secondClause, block: null, form: 'full' } }]),
  (doc) => arrangeBlocks(blocksOf(doc), placedIn(blocksOf(doc)).toSpliced(1, 1)),
]

/** The state everyone starts from, and one update for each act, made by a client of its own. */
export function realUpdates(): { readonly base: Uint8Array; readonly updates: readonly Uint8Array[] } {
  const base = Y.encodeStateAsUpdate(aDraft())
  const single = acts.map((act, index) => madeBy(base, 100 + index, [act]))
  const several = [madeBy(base, 200, acts.slice(0, 6)), madeBy(base, 201, acts.slice(5, 11)), Y.mergeUpdates(single.slice(0, 4))]
  return { base, updates: [...single, ...several, undone(base), base] }
}

function madeBy(base: Uint8Array, clientId: number, done: readonly ((doc: Y.Doc) => unknown)[]): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  doc.clientID = clientId
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => sent.push(update))
  doc.transact(() => { for (const act of done) act(doc) })
  return Y.mergeUpdates(sent)
}

function undone(base: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  doc.clientID = 300
  const undo = new Y.UndoManager(clausesOf(doc))
  wordsOf(doc).delete(0, 10)
  let sent: Uint8Array = new Uint8Array()
  doc.on('update', (update: Uint8Array) => { sent = update })
  undo.undo()
  return Y.mergeUpdates([Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(base)), sent])
}
