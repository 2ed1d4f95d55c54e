import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type NodeKind, nodeKinds } from '#domain/text/kinds.ts'
import { addNode, isOrderKey, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf, readTree, treeOf } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'
import { exchange, replicaOf } from './anyContent.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const row = fc.record({ kind: fc.constantFrom(...nodeKinds), parent: fc.option(fc.constantFrom(...ids, 'gone')), order: fc.constantFrom('a0', 'a1', 'a2', 'Zz') })
const rows = fc.array(row, { minLength: ids.length, maxLength: ids.length }).map((all) => all.map((each, index) => ({ id: ids[index] ?? '', ...each })))

const docOf = (all: readonly { id: string; kind: NodeKind; parent: string | null; order: string }[]) => {
  const doc = new Y.Doc()
  for (const { id, ...rest } of all) treeOf(doc).set(id, new Y.Map<unknown>(Object.entries(rest)))
  return doc
}
const order = (doc: Y.Doc) => flatten(readTree(doc)).map(({ id }) => id)

test('whatever parents say, every node is there once, and the order of arrival does not matter', () => {
  fc.assert(fc.property(rows, fc.shuffledSubarray(ids, { minLength: ids.length }), (all, arrival) => {
    const first = docOf(all)
    const second = docOf(arrival.flatMap((id) => all.filter((each) => each.id === id)))
    expect(order(first).toSorted()).toEqual(ids)
    expect(readTree(second)).toEqual(readTree(first))
  }))
})

test('sections come in the order of a law whatever their keys say', () => {
  fc.assert(fc.property(rows, (all) => {
    const section: Record<NodeKind, number> = { title: 0, citation: 1, recital: 2, chapter: 3, article: 3, annex: 4 }
    const tops = readTree(docOf(all)).map(({ kind }) => section[kind])
    expect(tops).toEqual(tops.toSorted((x, y) => x - y))
  }))
})

const act = fc.record({ replica: fc.nat(1), act: fc.constantFrom('add', 'move', 'remove', 'meet'), pick: fc.nat(20), parent: fc.nat(20), after: fc.nat(20), kind: fc.constantFrom<NodeKind>('chapter', 'article', 'recital') })

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
const nth = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

function perform(doc: Y.Doc, { act: what, pick, parent, after, kind }: Act, id: string) {
  const nodes = flatten(readTree(doc))
  const chapters = nodes.filter((node) => node.kind === 'chapter').map((node) => node.id)
  const place = { parent: (kind === 'article' && nth([null, ...chapters], parent)) || null, after: nth([null, ...nodes.map((node) => node.id)], after) ?? null }
  const chosen = nth(nodes, pick)
  if (what === 'add') addNode(doc, { id, kind, ...place })
  if (what === 'move' && chosen) moveNode(doc, chosen.id, place)
  if (what === 'remove' && chosen) removeNode(doc, chosen.id)
}

test('two replicas that add, move and remove at once come to read the same tree', () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
    const left = new Y.Doc()
    const right = replicaOf(left)
    for (const [turn, each] of acts.entries()) {
      if (each.act === 'meet') exchange(left, right)
      else perform(each.replica === 0 ? left : right, each, `n${turn}`)
    }
    exchange(left, right)
    expect(readTree(right)).toEqual(readTree(left))
    expect(order(left).toSorted()).toEqual([...treeOf(left).keys()].toSorted())
  }))
})

test('a node goes right after the one it is to follow', () => {
  fc.assert(fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (afters) => {
    const doc = new Y.Doc()
    const expected: string[] = []
    for (const [index, at] of afters.entries()) {
      const after = expected[at % (expected.length + 1)] ?? null
      addNode(doc, { id: `n${index}`, kind: 'article', parent: null, after })
      expected.splice(after === null ? 0 : expected.indexOf(after) + 1, 0, `n${index}`)
    }
    expect(order(doc)).toEqual(expected)
  }))
})

test('a moved article keeps what another person is typing in it', () => {
  const doc = new Y.Doc()
  for (const id of ['ch1', 'ch2']) addNode(doc, { id, kind: 'chapter', parent: null, after: null })
  addNode(doc, { id: 'art', kind: 'article', parent: 'ch1', after: null }).insert(0, [new Y.XmlElement('paragraph')])
  const other = replicaOf(doc)
  moveNode(doc, 'art', { parent: 'ch2', after: null })
  clausesOf(other).get('art')?.insert(1, [new Y.XmlElement('paragraph')])
  exchange(doc, other)
  expect(flatten(readTree(doc)).find(({ id }) => id === 'art')?.parent).toBe('ch2')
  expect(clausesOf(doc).get('art')?.length).toBe(2)
})

test('articles of a removed chapter stay in the draft', () => {
  const doc = new Y.Doc()
  addNode(doc, { id: 'ch', kind: 'chapter', parent: null, after: null })
  addNode(doc, { id: 'art', kind: 'article', parent: 'ch', after: null })
  removeNode(doc, 'ch')
  expect(readTree(doc).map(({ id, depth }) => [id, depth])).toEqual([['art', 0]])
  expect(clausesOf(doc).has('ch')).toBe(false)
})

test('a foreign order key stops nobody from inserting beside it', () => {
  const doc = docOf([{ id: 'x', kind: 'article', parent: null, order: 'not a key' }])
  addNode(doc, { id: 'y', kind: 'article', parent: null, after: 'x' })
  expect(order(doc).toSorted()).toEqual(['x', 'y'])
  expect(['a0', 'Zz', 'a0V'].every(isOrderKey)).toBe(true)
  expect(['', 'a', 'a00', '!', 3, null].some(isOrderKey)).toBe(false)
})
