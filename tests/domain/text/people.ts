import * as Y from 'yjs'
import { attributedBlocks } from '#domain/text/attributedBlocks.ts'
import { Attribution } from '#domain/text/attribution.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { clauseId, paragraphs } from './anyContent.ts'

/** People at one table: each has a replica; what they do goes to the fold and to the others at once, as the journal would order it. */
export function table(...first: string[]) {
  const fold = new Attribution()
  const people = new Map<string, { doc: Y.Doc; undo: Y.UndoManager }>()
  let seq = 0
  const nextSeq = () => { seq += 1; return seq }
  const founder = new Y.Doc()
  writeClause(addNode(founder, { id: clauseId, kind: 'article', parent: null, after: null }), paragraphs(...first))
  const states = [Y.encodeStateAsUpdate(founder)]
  fold.apply(states[0] ?? new Uint8Array(), { userId: 'founder', seq: nextSeq(), generation: 1 })

  const person = (userId: string) => {
    const known = people.get(userId)
    if (known) return known
    const doc = new Y.Doc()
    for (const update of states) Y.applyUpdate(doc, update)
    const made = { doc, undo: new Y.UndoManager([clausesOf(doc)], { captureTimeout: 0, trackedOrigins: new Set([userId]) }) }
    people.set(userId, made)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      states.push(update)
      fold.apply(update, { userId, seq: nextSeq(), generation: 1 })
      for (const [other, { doc: replica }] of people) if (other !== userId) Y.applyUpdate(replica, update, 'others')
    })
    return made
  }
  const fragmentOf = (doc: Y.Doc, id = clauseId) => {
    const fragment = clausesOf(doc).get(id)
    if (!fragment) throw new Error('no such clause')
    return fragment
  }
  const elementAt = (doc: Y.Doc, index: number, id = clauseId) => {
    const element = fragmentOf(doc, id).get(index)
    if (!(element instanceof Y.XmlElement)) throw new Error('no such block')
    return element
  }
  const wordsAt = (doc: Y.Doc, index: number, id = clauseId) => {
    const element = elementAt(doc, index, id)
    const text = element.get(0)
    if (text instanceof Y.XmlText) return text
    const made = new Y.XmlText()
    element.insert(0, [made])
    return made
  }
  const newBlock = (words: string, id: string, kind = 'paragraph') => {
    const element = new Y.XmlElement(kind)
    element.setAttribute('id', id)
    if (words !== '') element.insert(0, [new Y.XmlText(words)])
    return element
  }
  const act = (userId: string, change: (doc: Y.Doc) => void) => { const { doc } = person(userId); doc.transact(() => change(doc), userId) }
  let blocks = first.length
  const nextId = () => { blocks += 1; return `n${blocks}` }
  return {
    fold, act, person, wordsAt, newBlock, fragmentOf,
    type: (userId: string, block: number, at: number, words: string) => { for (const [index, key] of [...words].entries()) act(userId, (doc) => wordsAt(doc, block).insert(at + index, key)) },
    paste: (userId: string, block: number, at: number, words: string) => act(userId, (doc) => wordsAt(doc, block).insert(at, words)),
    cut: (userId: string, block: number, at: number, length: number) => act(userId, (doc) => wordsAt(doc, block).delete(at, length)),
    /** As y-prosemirror does it: the tail is deleted, and put into a new block. */
    split: (userId: string, block: number, at: number) => act(userId, (doc) => {
      const words = wordsAt(doc, block)
      const tail = words.toString().slice(at)
      words.delete(at, tail.length)
      fragmentOf(doc).insert(block + 1, [newBlock(tail, nextId())])
    }),
    join: (userId: string, block: number) => act(userId, (doc) => {
      const tail = wordsAt(doc, block + 1).toString()
      fragmentOf(doc).delete(block + 1, 1)
      wordsAt(doc, block).insert(wordsAt(doc, block).length, tail)
    }),
    move: (userId: string, block: number, to: number, kind = 'paragraph') => act(userId, (doc) => {
      const words = wordsAt(doc, block).toString()
      fragmentOf(doc).delete(block, 1)
      fragmentOf(doc).insert(to, [newBlock(words, nextId(), kind)])
    }),
    undo: (userId: string) => person(userId).undo.undo(),
    /** Each block as its runs, "who: words". */
    reads: () => attributedBlocks(fragmentOf(fold.doc), fold.lineageOf(1)).map(({ runs }) => runs.map(({ origin, text }) => `${origin.userId}: ${text}`).reduce<string[]>(together, [])),
    through: () => attributedBlocks(fragmentOf(fold.doc), fold.lineageOf(1)).flatMap(({ runs }) => runs.flatMap(({ origin: { through }, text }) => through ? [`${through.kind} by ${through.userId}: ${text}`] : [])).reduce<string[]>(together, []),
  }
}

// Letters typed one by one are one run to a reader.
function together(runs: string[], run: string): string[] {
  const last = runs.at(-1)
  const [who = '', words = ''] = run.split(/: (.*)/s)
  if (last?.startsWith(`${who}: `)) return [...runs.slice(0, -1), last + words]
  return [...runs, run]
}
