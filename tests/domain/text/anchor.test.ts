import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Anchor, isAnchorIn, resolveAnchor } from '#domain/text/anchor.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import { blockText } from '#domain/text/clauseContent.ts'
import { readClause, writeClause } from '#domain/text/clauseFragment.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { anyContent, clauseId, clauseWith, exchange, paragraphs, replicaOf } from './anyContent.ts'

const sentence = 'A provider shall keep a record of every data set, and a deployer shall read it.'
const at = (words: string, text = sentence) => [text.indexOf(words), text.indexOf(words) + words.length] as const
const anchored = (doc: Y.Doc, words: string) => makeAnchor(doc, clauseId, 'b0', ...at(words))
const textIn = (doc: Y.Doc, block = 0): Y.XmlText => {
  const element = clausesOf(doc).get(clauseId)?.get(block)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}
const wordsAt = (doc: Y.Doc, anchor: Anchor) => {
  const found = resolveAnchor(doc, clauseId, anchor)
  const fragment = clausesOf(doc).get(clauseId)
  const block = found && fragment ? readClause(fragment).blocks.find(({ id }) => id === found.blockId) : undefined
  return found && block ? { words: blockText(block).slice(found.from, found.to), by: found.by, exact: found.exact } : null
}

test('any words of any clause are found again where they are, cross-references counting one', () => {
  fc.assert(fc.property(anyContent, fc.nat(), fc.nat(), fc.nat(), (content, pick, start, length) => {
    const { doc } = clauseWith(content)
    const blocks = content.blocks.filter((block) => blockText(block) !== '')
    const block = blocks[pick % Math.max(1, blocks.length)]
    fc.pre(block !== undefined)
    const text = blockText(block)
    const from = start % text.length
    const to = from + 1 + (length % (text.length - from))
    const before = Y.encodeStateAsUpdate(doc)
    const anchor = makeAnchor(doc, clauseId, block.id, from, to)
    expect(resolveAnchor(doc, clauseId, anchor)).toEqual({ blockId: block.id, from, to, exact: true, by: 'position' })
    expect(isAnchorIn(doc, clauseId, anchor)).toBe(true)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }))
})

const edit = fc.record({ replica: fc.nat(1), at: fc.nat(300), remove: fc.nat(4), insert: fc.string({ maxLength: 4 }) })

test('what two people type outside the words leaves them anchored exactly; both see the same place', () => {
  fc.assert(fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
    const { doc } = clauseWith(paragraphs(sentence))
    const anchor = anchored(doc, 'record of every data set')
    const other = replicaOf(doc)
    for (const { replica, at: where, remove, insert } of edits) {
      const one = replica === 0 ? doc : other
      const found = resolveAnchor(one, clauseId, anchor)
      if (!found) throw new Error('lost')
      const text = textIn(one)
      const left = where % 2 === 0
      const [low, high] = left ? [0, found.from] : [found.to, text.length]
      const place = low + (where % (high - low + 1))
      text.delete(place, Math.min(remove, high - place))
      text.insert(place, insert)
    }
    exchange(doc, other)
    expect(wordsAt(doc, anchor)).toMatchObject({ words: 'record of every data set', exact: true })
    expect(resolveAnchor(other, clauseId, anchor)).toEqual(resolveAnchor(doc, clauseId, anchor))
  }))
})

test('what is typed inside the words belongs to them', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.string({ minLength: 1, maxLength: 10 }), (offset, insert) => {
    const words = 'record'.slice(0, offset) + insert + 'record'.slice(offset)
    fc.pre(!words.startsWith('record'))
    expect(afterTyping(offset, insert)).toEqual({ words, by: 'position', exact: false })
  }))
})

test('when what was typed spells the words again, the words as quoted are meant', () => {
  expect(afterTyping(5, 'd ')).toEqual({ words: 'record', by: 'quote', exact: true })
})

function afterTyping(offset: number, insert: string) {
  const { doc } = clauseWith(paragraphs(sentence))
  const anchor = anchored(doc, 'record')
  const other = replicaOf(doc)
  textIn(other).insert(at('record')[0] + offset, insert)
  exchange(doc, other)
  return wordsAt(doc, anchor)
}

test('words edited in place win over the same words elsewhere', () => {
  const { doc } = clauseWith(paragraphs(sentence))
  const anchor = makeAnchor(doc, clauseId, 'b0', sentence.lastIndexOf('shall'), sentence.lastIndexOf('shall') + 5)
  textIn(doc).insert(sentence.lastIndexOf('shall') + 5, 'ow')
  textIn(doc).insert(sentence.lastIndexOf('shall') + 3, '-')
  expect(wordsAt(doc, anchor)).toMatchObject({ words: 'sha-ll', by: 'position' })
})

test('words cut out and pasted into another block are found there by their quote', () => {
  const { doc } = clauseWith(paragraphs(sentence, 'Other words stand here.'))
  const anchor = anchored(doc, 'a record of every data set')
  textIn(doc).delete(at('a record of every data set')[0], 'a record of every data set'.length)
  textIn(doc, 1).insert(6, 'a record of every data set ')
  expect(resolveAnchor(doc, clauseId, anchor)).toMatchObject({ blockId: 'b1', from: 6, exact: true, by: 'quote' })
})

test('words rewritten from the ground, as by an import, are found by likeness', () => {
  const { doc } = clauseWith(paragraphs(sentence))
  const anchor = anchored(doc, 'keep a record of every data set')
  const fragment = clausesOf(doc).get(clauseId)
  fragment?.delete(0, 1)
  if (fragment) writeClause(fragment, paragraphs('Quite another beginning.', 'Providers keep the record of each data set.'))
  expect(wordsAt(doc, anchor)).toMatchObject({ by: 'fuzzy', exact: false, words: expect.stringContaining('record of each data set') as string })
})

test('words that are gone leave an orphan, and so does a clause that is gone', () => {
  const { doc } = clauseWith(paragraphs(sentence))
  const anchor = anchored(doc, 'record')
  expect(resolveAnchor(doc, 'no-such-clause', anchor)).toBeNull()
  textIn(doc).delete(0, sentence.length)
  expect(resolveAnchor(doc, clauseId, anchor)).toBeNull()
})

test('no words, no block or too far: refused', () => {
  const { doc } = clauseWith(paragraphs(sentence))
  for (const [block, from, to] of [['b0', 3, 3], ['b0', 5, 3], ['b0', -1, 3], ['b0', 0, 500], ['none', 0, 3]] as const) {
    expect(() => makeAnchor(doc, clauseId, block, from, to)).toThrow(RangeError)
  }
})

test('an anchor of garbage is an orphan or a quote, never an error, and leaves the text as it is', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), fc.string(), (start, end, quote) => {
    const { doc } = clauseWith(paragraphs(sentence))
    const anchor = { start: Buffer.from(start).toString('base64'), end: Buffer.from(end).toString('base64'), quote, prefix: '', blockId: 'b0' }
    const roots = [...doc.share.keys()]
    expect(() => resolveAnchor(doc, clauseId, anchor)).not.toThrow()
    expect([...doc.share.keys()]).toEqual(roots)
  }))
  const { doc } = clauseWith(paragraphs(sentence))
  const root = Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromJSON({ tname: 'planted' }))).toString('base64')
  expect(isAnchorIn(doc, clauseId, { start: root, end: root, quote: 'x', prefix: '', blockId: 'b0' })).toBe(false)
  expect(doc.share.has('planted')).toBe(false)
})
