import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Attribution } from '#domain/text/attribution.ts'
import { attributedBlocks } from '#domain/text/attributedBlocks.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, clausesOf, removeNode } from '#domain/text/tree.ts'
import { clauseId, paragraphs } from './anyContent.ts'

/** People at one table: each has a replica; what they do goes to the fold and to the others at once, as the journal would order it. */
function table(...first: string[]) {
  const fold = new Attribution()
  const people = new Map<string, { doc: Y.Doc; undo: Y.UndoManager }>()
  let seq = 0
  const founder = new Y.Doc()
  writeClause(addNode(founder, { id: clauseId, kind: 'article', parent: null, after: null }), paragraphs(...first))
  const states = [Y.encodeStateAsUpdate(founder)]
  fold.apply(states[0] ?? new Uint8Array(), { userId: 'founder', seq: (seq += 1), generation: 1 })

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
      fold.apply(update, { userId, seq: (seq += 1), generation: 1 })
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
      fragmentOf(doc).insert(block + 1, [newBlock(tail, `n${(blocks += 1)}`)])
    }),
    join: (userId: string, block: number) => act(userId, (doc) => {
      const tail = wordsAt(doc, block + 1).toString()
      fragmentOf(doc).delete(block + 1, 1)
      wordsAt(doc, block).insert(wordsAt(doc, block).length, tail)
    }),
    move: (userId: string, block: number, to: number, kind = 'paragraph') => act(userId, (doc) => {
      const words = wordsAt(doc, block).toString()
      fragmentOf(doc).delete(block, 1)
      fragmentOf(doc).insert(to, [newBlock(words, `n${(blocks += 1)}`, kind)])
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

test('letters are their typists’, among words of another', () => {
  const draft = table('Providers mark films.')
  draft.type('ann', 0, 10, 'shall ')
  draft.type('ben', 0, 13, 'XX')
  expect(draft.reads()).toEqual([['founder: Providers ', 'ann: sha', 'ben: XX', 'ann: ll ', 'founder: mark films.']])
})

test('who splits, joins or moves a paragraph writes none of its words', () => {
  const draft = table('Providers mark films.', 'News too.')
  draft.type('ann', 0, 10, 'shall ')
  draft.split('ben', 0, 13)
  expect(draft.reads()).toEqual([['founder: Providers ', 'ann: sha'], ['ann: ll ', 'founder: mark films.'], ['founder: News too.']])
  draft.move('cat', 1, 2, 'point')
  draft.join('cat', 0)
  expect(draft.reads()).toEqual([['founder: Providers ', 'ann: sha', 'founder: News too.'], ['ann: ll ', 'founder: mark films.']])
  expect(draft.through()).toEqual(['move by cat: News too.ll mark films.'])
})

test('a tail of one letter stays its author’s in a new paragraph', () => {
  const draft = table('Wor')
  draft.type('ann', 0, 3, 'd')
  draft.split('ben', 0, 3)
  expect(draft.reads()).toEqual([['founder: Wor'], ['ann: d']])
})

test('an undone deletion gives the words back to who wrote them, letter by letter too', () => {
  const draft = table('ab')
  draft.type('ann', 0, 1, 'X')
  draft.cut('ben', 0, 1, 2)
  expect(draft.reads()).toEqual([['founder: a']])
  draft.undo('ben')
  expect(draft.reads()).toEqual([['founder: a', 'ann: X', 'founder: b']])
  expect(draft.through()).toEqual(['undo by ben: Xb'])
})

test('an undone removal of a whole paragraph or clause gives it back to its authors', () => {
  const draft = table('First words', 'x')
  draft.type('ann', 0, 5, ' good')
  draft.act('ben', (doc) => { clausesOf(doc).get(clauseId)?.delete(0, 2) })
  draft.undo('ben')
  const whole = [['founder: First', 'ann:  good', 'founder:  words'], ['founder: x']]
  expect(draft.reads()).toEqual(whole)
  draft.act('ben', (doc) => removeNode(doc, clauseId))
  draft.undo('ben')
  expect(draft.reads()).toEqual(whole)
})

test('words cut and pasted elsewhere stay their authors’, and what is pasted a second time is a copy', () => {
  const draft = table('Providers mark films.', 'End.')
  draft.type('ann', 0, 10, 'always ')
  draft.cut('ben', 0, 10, 12)
  draft.paste('ben', 1, 0, 'always mark ')
  expect(draft.reads()).toEqual([['founder: Providers films.'], ['ann: always ', 'founder: mark End.']])
  draft.paste('ben', 0, 0, 'always mark ')
  expect(draft.reads()[0]).toEqual(['ben: always mark ', 'founder: Providers films.'])
})

test('words taken away key by key are known again when they are pasted back', () => {
  const draft = table('Providers mark films.')
  for (let at = 14; at > 10; at -= 1) draft.cut('ben', 0, at - 1, 1)
  draft.paste('ben', 0, 10, 'mark')
  expect(draft.reads()).toEqual([['founder: Providers mark films.']])
})

test('a letter typed anew is its typist’s, though it was deleted before', () => {
  const draft = table('mark')
  draft.cut('ann', 0, 3, 1)
  draft.type('ann', 0, 3, 'k')
  expect(draft.reads()).toEqual([['founder: mar', 'ann: k']])
})

test('two who split at the same place at once leave every word to its author', () => {
  const draft = table('One two three.')
  const [ann, ben] = [draft.person('ann'), draft.person('ben')]
  const tailOf = (doc: Y.Doc, id: string) => {
    const words = draft.wordsAt(doc, 0)
    words.delete(4, 10)
    draft.fragmentOf(doc).insert(1, [draft.newBlock('two three.', id)])
  }
  const copies = [ann, ben].map(({ doc }) => { const copy = new Y.Doc(); Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc)); return copy })
  const updates = copies.map((copy, index) => {
    let sent = new Uint8Array()
    copy.on('update', (update: Uint8Array) => { sent = new Uint8Array(update) })
    copy.transact(() => tailOf(copy, `s${index}`))
    return sent
  })
  for (const [index, update] of updates.entries()) draft.fold.apply(update, { userId: ['ann', 'ben'][index] ?? '', seq: 10 + index, generation: 1 })
  expect(draft.reads()).toEqual([['founder: One '], ['founder: two three.'], ['founder: two three.']])
})

test('a fold continued from what was kept goes on as if it had never stopped', () => {
  const draft = table('Providers mark films.')
  draft.cut('ann', 0, 10, 5)
  const kept = new Attribution(draft.fold.state)
  const { doc } = draft.person('ben')
  let sent = new Uint8Array()
  doc.on('update', (update: Uint8Array) => { sent = new Uint8Array(update) })
  draft.paste('ben', 0, 15, ' mark')
  kept.apply(sent, { userId: 'ben', seq: 90, generation: 1 })
  expect(attributedBlocks(draft.fragmentOf(kept.doc), kept.lineageOf(1))[0]?.runs.map(({ origin }) => origin.userId)).toEqual(draft.reads()[0]?.map((run) => run.split(':')[0]))
})

test('a restored text begins a generation, and its words are who wrote them', () => {
  const draft = table('Providers mark films.')
  draft.type('ann', 0, 10, 'shall ')
  const sameIds = Y.encodeStateAsUpdate(draft.person('ann').doc)
  draft.cut('ben', 0, 0, 10)
  const anew = new Y.Doc()
  writeClause(addNode(anew, { id: clauseId, kind: 'article', parent: null, after: null }), paragraphs('Providers shall mark films.'))
  for (const [index, update] of [sameIds, Y.encodeStateAsUpdate(anew)].entries()) {
    const fold = new Attribution(draft.fold.state)
    fold.apply(update, { userId: 'operator', seq: 100 + index, generation: 2 })
    const runs = attributedBlocks(draft.fragmentOf(fold.doc), fold.lineageOf(2))[0]?.runs ?? []
    expect(runs.map(({ origin, text }) => `${origin.userId} ${origin.through?.kind} ${text}`).slice(0, 1)).toEqual(['founder restore Providers '])
  }
})

describe('whatever 2 to 4 people do', () => {
  const kinds = ['type', 'paste', 'cutPaste', 'split', 'join', 'move', 'undoCut', 'delete'] as const
  const step = fc.record({ kind: fc.constantFrom(...kinds), who: fc.nat(3), block: fc.nat(), at: fc.nat(), length: fc.integer({ min: 1, max: 12 }), to: fc.nat() })

  test('every character is its author’s, as in a model that tags each one', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { maxLength: 40 }), (size, steps) => {
      const draft = table('The first words of all.', 'And second ones.')
      type Tagged = { char: string; by: string }[]
      const tagged = (words: string, by: string): Tagged => [...words].map((char) => ({ char, by }))
      const model: Tagged[] = [tagged('The first words of all.', 'founder'), tagged('And second ones.', 'founder')]
      let count = 0
      // Words that occur once: which of two equal ones was moved nobody could tell.
      const fresh = () => `${String.fromCharCode(0x4e00 + (count += 1))}${count}¶`
      for (const { kind, who, block: anyBlock, at: anyAt, length, to: anyTo } of steps) {
        const userId = `user${who % size}`
        const block = anyBlock % model.length
        const words = model[block] ?? []
        const at = anyAt % (words.length + 1)
        const part = Math.min(length, words.length - at)
        if (kind === 'type' || kind === 'paste') {
          const added = fresh()
          draft[kind](userId, block, at, added)
          words.splice(at, 0, ...tagged(added, userId))
        } else if (kind === 'split') {
          draft.split(userId, block, at)
          model.splice(block + 1, 0, words.splice(at))
        } else if (kind === 'join' && block + 1 < model.length) {
          draft.join(userId, block)
          words.push(...model.splice(block + 1, 1)[0] ?? [])
        } else if (kind === 'move') {
          const to = anyTo % model.length
          draft.move(userId, block, to, length % 2 ? 'point' : 'paragraph')
          model.splice(to, 0, ...model.splice(block, 1))
        } else if (kind === 'delete' && part > 0) {
          draft.cut(userId, block, at, part)
          words.splice(at, part)
        } else if (kind === 'undoCut' && part > 0) {
          draft.cut(userId, block, at, part)
          draft.undo(userId)
        } else if (kind === 'cutPaste' && part >= 4) {
          draft.cut(userId, block, at, part)
          const cut = words.splice(at, part)
          const target = model[anyTo % model.length] ?? []
          const place = anyAt % (target.length + 1)
          draft.paste(userId, model.indexOf(target), place, cut.map(({ char }) => char).join(''))
          target.splice(place, 0, ...cut)
        }
      }
      const expected = model.map((words) => words.map(({ char, by }) => `${by} ${char}`))
      const found = attributedBlocks(draft.fragmentOf(draft.fold.doc), draft.fold.lineageOf(1)).map(({ runs }) => runs.flatMap(({ text, origin }) => [...text].map((char) => `${origin.userId} ${char}`)))
      expect(found).toEqual(expected)
    }), { numRuns: 100 })
  }, 60_000)
})
