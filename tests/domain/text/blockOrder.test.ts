import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { arrangeBlocks, blocksOf, type PlacedBlock } from '#domain/text/blockOrder.ts'
import { blockText } from '#domain/text/clauseContent.ts'
import { readBlocks } from '#domain/text/clauseFragment.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { insertBreak, insertWords } from '#domain/text/writeBlockWords.ts'
import { clauseId, clauseWith, exchange, paragraphs, replicaOf } from './anyContent.ts'

const fragmentIn = (doc: Y.Doc): Y.XmlFragment => {
  const fragment = clausesOf(doc).get(clauseId)
  if (!fragment) throw new Error('no clause')
  return fragment
}
const idsIn = (doc: Y.Doc) => blocksOf(fragmentIn(doc)).map(({ id }) => id)
const moved = (blocks: readonly PlacedBlock[], from: number, to: number) => {
  const rest = blocks.toSpliced(from, 1)
  const block = blocks[from]
  return block ? rest.toSpliced(to, 0, block) : rest
}
const newBlock = (id: string): PlacedBlock => {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('id', id)
  return { id, element }
}

test('a block that is moved keeps what another person writes in it meanwhile', () => {
  const { doc } = clauseWith(paragraphs('one', 'two', 'three'))
  const other = replicaOf(doc)
  arrangeBlocks(fragmentIn(doc), moved(blocksOf(fragmentIn(doc)), 2, 0))
  const words = blocksOf(fragmentIn(other))[2]?.element.get(0)
  if (words instanceof Y.XmlText) words.insert(5, '!')
  exchange(doc, other)
  expect(blocksOf(fragmentIn(doc)).map(({ element }) => String(element.get(0)))).toEqual(['three!', 'one', 'two'])
  expect(idsIn(other)).toEqual(idsIn(doc))
})

test('two blocks that two people move behind each other stand where they were made', () => {
  const { doc } = clauseWith(paragraphs('one', 'two', 'three'))
  const other = replicaOf(doc)
  arrangeBlocks(fragmentIn(doc), moved(blocksOf(fragmentIn(doc)), 0, 2))
  arrangeBlocks(fragmentIn(other), moved(blocksOf(fragmentIn(other)), 2, 0))
  exchange(doc, other)
  expect(idsIn(doc)).toEqual(idsIn(other))
  expect(new Set(idsIn(doc))).toEqual(new Set(['b0', 'b1', 'b2']))
})

test('a block that two people delete and both bring back has two names', () => {
  const { doc } = clauseWith(paragraphs('one', 'two'))
  const other = replicaOf(doc)
  for (const replica of [doc, other]) fragmentIn(replica).insert(2, [newBlock('b9').element])
  exchange(doc, other)
  expect(idsIn(doc)).toEqual(['b0', 'b1', 'b9', 'b9_2'].sort((a, b) => idsIn(doc).indexOf(a) - idsIn(doc).indexOf(b)))
  expect(idsIn(doc)).toEqual(idsIn(other))
})

test('a deleted block that comes back under its name stands where it is put, behind another that was moved to the beginning', () => {
  const { doc } = clauseWith(paragraphs('one', 'two', 'three'))
  const fragment = fragmentIn(doc)
  arrangeBlocks(fragment, blocksOf(fragment).slice(1))
  const [two, three] = blocksOf(fragment)
  if (!two || !three) throw new Error('they stay')
  const wanted = [three, newBlock('b0'), two]
  expect(arrangeBlocks(fragment, wanted)).toBe(true)
  expect(idsIn(doc)).toEqual(['b2', 'b0', 'b1'])
  expect(arrangeBlocks(fragment, wanted)).toBe(false)
})

test('a clause in which every block says that it follows another, as long as a text may be, is read at once', () => {
  const count = 20_000
  const { fragment } = clauseWith({ blocks: [] })
  const blocks = Array.from({ length: count }, (_, index) => {
    const { element } = newBlock(`b${index}`)
    element.setAttribute('after', `b${(index + 1) % count}`)
    return element
  })
  fragment.insert(0, blocks)
  // All of them are one circle: they stand where they were made.
  expect(blocksOf(fragment).map(({ id }) => id)).toEqual(blocks.map((_, index) => `b${index}`))
  // Opened in one place, it is a chain that leads to the first.
  blocks[0]?.setAttribute('after', '')
  expect(blocksOf(fragment).map(({ id }) => id)).toEqual(['b0', ...Array.from({ length: count - 1 }, (_, index) => `b${count - 1 - index}`)])
})

test('a clause in which all blocks have one name, as long as a text may be, is read at once', () => {
  const { fragment } = clauseWith({ blocks: [] })
  fragment.insert(0, Array.from({ length: 20_000 }, () => newBlock('b').element))
  expect(new Set(blocksOf(fragment).map(({ id }) => id)).size).toBe(20_000)
})

test('a clause whose blocks all began in one, as many as a text may have, is read at once', () => {
  const { fragment } = clauseWith({ blocks: [{ type: 'paragraph', id: 'b', inlines: [{ text: 'word' }] }] })
  const [block] = blocksOf(fragment)
  const text = block?.element.get(0)
  for (let index = 0; index < 10_000; index += 1) if (text instanceof Y.XmlText) text.insertEmbed(0, newBlock(`b${index}`).element)
  const blocks = readBlocks(blocksOf(fragment))
  expect(blocks).toHaveLength(10_001)
  expect(blocks.map((each) => blockText(each)).join('|')).toBe(`${'|'.repeat(10_000)}word`)
})

test('two breaks that say that they follow each other, and a block moved behind its own break, stand where they were made', () => {
  const { fragment } = clauseWith(paragraphs('one two three', 'last'))
  const [block] = blocksOf(fragment)
  if (!block) throw new Error('no block')
  const third = insertBreak(block.element, 8, { type: 'paragraph', id: 'third' })
  const second = insertBreak(block.element, 4, { type: 'paragraph', id: 'second' })
  const order = () => blocksOf(fragment).map(({ id }) => id)
  expect(order()).toEqual(['b0', 'second', 'third', 'b1'])
  second.setAttribute('after', 'third')
  third.setAttribute('after', 'second')
  expect(order()).toEqual(['b0', 'second', 'third', 'b1'])
  second.removeAttribute('after')
  third.removeAttribute('after')
  block.element.setAttribute('after', 'second')
  expect(order()).toEqual(['b0', 'second', 'third', 'b1'])
  block.element.setAttribute('after', 'b1')
  expect(order()).toEqual(['b1', 'b0', 'second', 'third'])
})

const textOf = (block: PlacedBlock) => readBlocks([block]).map((each) => blockText(each)).join('')

const wantedBy = (blocks: readonly PlacedBlock[], kind: Act['kind'], a: number, b: number, block: PlacedBlock) => {
  if (kind === 'insert') return blocks.toSpliced(a % (blocks.length + 1), 0, block)
  if (blocks.length === 0) return blocks
  if (kind === 'split') return blocks.toSpliced((a % blocks.length) + 1, 0, block)
  return kind === 'move' ? moved(blocks, a % blocks.length, b % blocks.length) : blocks.toSpliced(a % blocks.length, 1)
}

type Act = { who: number; kind: 'move' | 'insert' | 'delete' | 'split' | 'write' | 'meet'; a: number; b: number }
const act: fc.Arbitrary<Act> = fc.record({ who: fc.nat(2), kind: fc.constantFrom('move', 'move', 'move', 'insert', 'delete', 'split', 'split', 'write', 'meet'), a: fc.nat(20), b: fc.nat(20) })

/** Does one act in one replica, and looks whether it shows the order that was made. */
function perform(replica: Y.Doc, { kind, a, b }: Act, id: string, { made, deleted }: Told): void {
  const fragment = fragmentIn(replica)
  const blocks = blocksOf(fragment)
  const block = newBlock(id)
  const chosen = blocks[a % blocks.length]
  const wanted = kind === 'write' ? blocks : wantedBy(blocks, kind, a, b, block)
  if (wanted.some((each) => each.id === id)) made.add(id)
  if (kind === 'delete') deleted.add(chosen?.id ?? '')
  replica.transact(() => {
    if (kind === 'write' && chosen) insertWords(chosen.element, 0, [{ text: 'written' }])
    else if (kind === 'split' && chosen) insertBreak(chosen.element, b % (textOf(chosen).length + 1), { type: 'paragraph', id })
    else arrangeBlocks(fragment, wanted)
  })
  expect(idsIn(replica)).toEqual(wanted.map((each) => each.id))
}
interface Told { readonly made: Set<string>; readonly deleted: Set<string> }

test('whatever three people do to the order of blocks, and however they split them, each sees the order that they made, all see the same in the end, and no block is lost or doubled', () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    const { doc } = clauseWith(paragraphs('one', 'two', 'three', 'four'))
    const replicas = [doc, replicaOf(doc), replicaOf(doc)]
    const told: Told = { made: new Set(idsIn(doc)), deleted: new Set() }
    for (const [index, done] of acts.entries()) {
      const replica = replicas[done.who] ?? doc
      const other = replicas[done.b % 3] ?? doc
      if (done.kind === 'meet') exchange(replica, other === replica ? doc : other)
      else perform(replica, done, `n${index}`, told)
    }
    for (const a of replicas) for (const b of replicas) if (a !== b) exchange(a, b)
    for (const replica of replicas) {
      expect(idsIn(replica)).toEqual(idsIn(doc))
      expect(problemsOf(fragmentIn(replica))).toEqual([])
    }
    // What was deleted is there only for the words that somebody has put in meanwhile.
    const written = new Set(blocksOf(fragmentIn(doc)).filter((block) => textOf(block) !== '').map(({ id }) => id))
    expect(new Set(idsIn(doc))).toEqual(new Set([...told.made].filter((id) => !told.deleted.has(id) || written.has(id))))
    expect(idsIn(doc)).toHaveLength(new Set(idsIn(doc)).size)
  }), { numRuns: 300 })
})
