import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { arrangeBlocks, blocksOf, type PlacedBlock } from '#domain/text/blockOrder.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { clausesOf } from '#domain/text/tree.ts'
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

const wantedBy = (blocks: readonly PlacedBlock[], kind: Act['kind'], a: number, b: number, block: PlacedBlock) => {
  if (kind === 'insert') return blocks.toSpliced(a % (blocks.length + 1), 0, block)
  if (blocks.length === 0) return blocks
  return kind === 'move' ? moved(blocks, a % blocks.length, b % blocks.length) : blocks.toSpliced(a % blocks.length, 1)
}

type Act = { who: number; kind: 'move' | 'insert' | 'delete' | 'meet'; a: number; b: number }
const act: fc.Arbitrary<Act> = fc.record({ who: fc.nat(2), kind: fc.constantFrom('move', 'move', 'insert', 'delete', 'meet'), a: fc.nat(20), b: fc.nat(20) })

test('whatever three people do to the order of blocks, each sees the order that they made, all see the same in the end, and no block is lost or doubled', () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    const { doc } = clauseWith(paragraphs('one', 'two', 'three', 'four'))
    const replicas = [doc, replicaOf(doc), replicaOf(doc)]
    const made = new Set(idsIn(doc))
    const deleted = new Set<string>()
    for (const [index, { who, kind, a, b }] of acts.entries()) {
      const replica = replicas[who] ?? doc
      const fragment = fragmentIn(replica)
      const blocks = blocksOf(fragment)
      if (kind === 'meet') {
        exchange(replica, replicas[b % 3] === replica ? doc : replicas[b % 3] ?? doc)
        continue
      }
      const block = newBlock(`n${index}`)
      if (kind === 'insert') made.add(block.id)
      if (kind === 'delete') deleted.add(blocks[a % blocks.length]?.id ?? '')
      const wanted = wantedBy(blocks, kind, a, b, block)
      replica.transact(() => arrangeBlocks(fragment, wanted))
      expect(idsIn(replica)).toEqual(wanted.map(({ id }) => id))
    }
    for (const a of replicas) for (const b of replicas) if (a !== b) exchange(a, b)
    for (const replica of replicas) {
      expect(idsIn(replica)).toEqual(idsIn(doc))
      expect(problemsOf(fragmentIn(replica))).toEqual([])
    }
    expect(new Set(idsIn(doc))).toEqual(new Set([...made].filter((id) => !deleted.has(id))))
    expect(idsIn(doc)).toHaveLength(new Set(idsIn(doc)).size)
  }), { numRuns: 300 })
})
