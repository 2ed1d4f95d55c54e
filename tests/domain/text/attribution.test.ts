import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { attributedBlocks } from '#domain/text/attributedBlocks.ts'
import { Attribution } from '#domain/text/attribution.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { clauseId, paragraphs } from './anyContent.ts'
import { table } from './people.ts'

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

interface Step { readonly userId: string; readonly block: number; readonly at: number; readonly length: number; readonly to: number }
interface Tagged { readonly char: string; readonly by: string }
const tagged = (words: string, by: string): Tagged[] => [...words].map((char) => ({ char, by }))

/** A draft beside a model of it, in which every character carries its author wherever it goes. */
function besideAModel() {
  const draft = table('The first words of all.', 'And second ones.')
  const model = [tagged('The first words of all.', 'founder'), tagged('And second ones.', 'founder')]
  let count = 0
  // Words that occur once: which of two equal ones was moved nobody could tell.
  const fresh = () => { count += 1; return `${String.fromCharCode(0x4e00 + count)}${count}¶` }
  const put = (kind: 'type' | 'paste', { userId, block, at }: Step) => {
    const added = fresh()
    draft[kind](userId, block, at, added)
    model[block]?.splice(at, 0, ...tagged(added, userId))
  }
  const cut = ({ userId, block, at, length }: Step) => { draft.cut(userId, block, at, length); return model[block]?.splice(at, length) ?? [] }
  return {
    draft, model,
    acts: {
      type: (step) => put('type', step),
      paste: (step) => put('paste', step),
      split: ({ userId, block, at }) => { draft.split(userId, block, at); model.splice(block + 1, 0, model[block]?.splice(at) ?? []) },
      join: ({ userId, block }) => {
        if (block + 1 >= model.length) return
        draft.join(userId, block)
        model[block]?.push(...model.splice(block + 1, 1)[0] ?? [])
      },
      move: ({ userId, block, to, length }) => {
        draft.move(userId, block, to % model.length, length % 2 ? 'point' : 'paragraph')
        model.splice(to % model.length, 0, ...model.splice(block, 1))
      },
      delete: (step) => { if (step.length > 0) cut(step) },
      undoneCut: ({ userId, block, at, length }) => { if (length > 0) { draft.cut(userId, block, at, length); draft.undo(userId) } },
      cutAndPaste: (step) => {
        if (step.length < 4) return
        const words = cut(step)
        const target = step.to % model.length
        const place = step.at % ((model[target]?.length ?? 0) + 1)
        draft.paste(step.userId, target, place, words.map(({ char }) => char).join(''))
        model[target]?.splice(place, 0, ...words)
      },
    } satisfies Record<string, (step: Step) => void>,
  }
}

const acts = ['type', 'paste', 'split', 'join', 'move', 'delete', 'undoneCut', 'cutAndPaste'] as const
const anyStep = fc.record({ act: fc.constantFrom(...acts), who: fc.nat(3), block: fc.nat(), at: fc.nat(), length: fc.integer({ min: 1, max: 12 }), to: fc.nat() })

test('whatever 2 to 4 people do, every character is its author’s, as in a model that tags each one', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 4 }), fc.array(anyStep, { maxLength: 40 }), (size, steps) => {
    const { draft, model, acts: doing } = besideAModel()
    for (const { act, who, block: anyBlock, at: anyAt, length, to } of steps) {
      const block = anyBlock % model.length
      const words = model[block]?.length ?? 0
      const at = anyAt % (words + 1)
      doing[act]({ userId: `user${who % size}`, block, at, length: Math.min(length, words - at), to })
    }
    const found = attributedBlocks(draft.fragmentOf(draft.fold.doc), draft.fold.lineageOf(1)).map(({ runs }) => runs.flatMap(({ text, origin }) => tagged(text, origin.userId)))
    expect(found).toEqual(model)
  }), { numRuns: 100 })
}, 60_000)
