import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type NodeKind, nodeKinds } from '#domain/text/kinds.ts'
import { placeAbove, placeBelow, placeBeside, placeInto, placeOfNew, placeOut, previousOf } from '#domain/text/places.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { readTree } from '#domain/text/tree.ts'
import { flatten, sections, type TreeNode } from '#domain/text/treeNode.ts'

/** “I(1 2) II(3) 4”: chapters with their articles, and articles outside of them. */
const shape = (doc: Y.Doc) => readTree(doc).map(({ id, kind, children }) => kind === 'chapter' ? `${id}(${children.map((child) => child.id).join(' ')})` : id).join(' ')

function aDraft(): Y.Doc {
  const doc = new Y.Doc()
  const add = (id: string, kind: NodeKind, parent: string | null, after: string | null) => addNode(doc, { id, kind, parent, after })
  add('title', 'title', null, null)
  add('r1', 'recital', null, null)
  add('r2', 'recital', null, 'r1')
  add('I', 'chapter', null, null)
  add('1', 'article', 'I', null)
  add('2', 'article', 'I', '1')
  add('II', 'chapter', null, 'I')
  add('3', 'article', 'II', null)
  add('4', 'article', null, 'II')
  add('A', 'annex', null, null)
  return doc
}
const start = 'title r1 r2 I(1 2) II(3) 4 A'
type Placing = (tree: readonly TreeNode[], id: string) => ReturnType<typeof placeAbove>
function moved(placing: Placing, ...ids: string[]) {
  const doc = aDraft()
  for (const id of ids) {
    const place = placing(readTree(doc), id)
    if (place) moveNode(doc, id, place)
  }
  return shape(doc)
}

describe('a provision goes', () => {
  test('one up at a time, out of a chapter into the one before', () => {
    expect(moved(placeAbove, '4')).toBe('title r1 r2 I(1 2) II(3 4) A')
    expect(moved(placeAbove, '4', '4')).toBe('title r1 r2 I(1 2) II(4 3) A')
    expect(moved(placeAbove, '4', '4', '4')).toBe('title r1 r2 I(1 2 4) II(3) A')
    expect(moved(placeAbove, '4', '4', '4', '4', '4', '4', '4')).toBe('title r1 r2 I(4 1 2) II(3) A')
    expect(moved(placeAbove, 'II')).toBe('title r1 r2 II(3) I(1 2) 4 A')
    expect(moved(placeAbove, 'r2')).toBe('title r2 r1 I(1 2) II(3) 4 A')
    expect([moved(placeAbove, 'r1'), moved(placeAbove, 'title'), moved(placeAbove, 'A')]).toEqual([start, start, start])
  })
  test('one down at a time, out of a chapter into the next', () => {
    expect(moved(placeBelow, '1')).toBe('title r1 r2 I(2 1) II(3) 4 A')
    expect(moved(placeBelow, '1', '1')).toBe('title r1 r2 I(2) II(1 3) 4 A')
    expect(moved(placeBelow, '3')).toBe('title r1 r2 I(1 2) II() 3 4 A')
    expect(moved(placeBelow, 'I')).toBe('title r1 r2 II(3) I(1 2) 4 A')
    expect([moved(placeBelow, '4'), moved(placeBelow, 'r2'), moved(placeBelow, 'A')]).toEqual([start, start, start])
  })
  test('out of its chapter and into the one before it', () => {
    expect(moved(placeOut, '1')).toBe('title r1 r2 I(2) 1 II(3) 4 A')
    expect(moved(placeInto, '4')).toBe('title r1 r2 I(1 2) II(3 4) A')
    expect([moved(placeOut, '4'), moved(placeInto, '3'), moved(placeInto, 'II')]).toEqual([start, start, start])
  })
  test('beside another one, where it can stand there', () => {
    const doc = aDraft()
    const tree = readTree(doc)
    expect(placeBeside(tree, 'article', '2', 'before', '4')).toEqual({ parent: 'I', after: '1' })
    expect(placeBeside(tree, 'article', 'II', 'after', '1')).toEqual({ parent: 'II', after: null })
    expect(placeBeside(tree, 'article', 'II', 'before', '3')).toEqual({ parent: 'I', after: '2' })
    expect(placeBeside(tree, 'chapter', '3', 'after', 'I')).toEqual({ parent: null, after: 'II' })
    expect([placeBeside(tree, 'recital', '3', 'after'), placeBeside(tree, 'article', '3', 'after', '3'), placeBeside(tree, 'chapter', '2', 'before', 'I'), placeBeside(tree, 'article', 'gone', 'after')]).toEqual([null, null, null, null])
  })
  test('as a new one where it was asked for, or in its own section', () => {
    const tree = readTree(aDraft())
    expect([placeOfNew(tree, 'article', '1', 'before'), placeOfNew(tree, 'article', 'r1', 'after'), placeOfNew(tree, 'article', 'A', 'after')])
      .toEqual([{ parent: 'I', after: null }, { parent: 'I', after: null }, { parent: null, after: '4' }])
    expect([placeOfNew(tree, 'chapter', '1', 'after'), placeOfNew(tree, 'recital', '4', 'after'), placeOfNew(tree, 'recital', 'r1', 'after'), placeOfNew(tree, 'citation', '4', 'before'), placeOfNew(tree, 'annex', '1', 'after')])
      .toEqual([{ parent: null, after: 'I' }, { parent: null, after: 'r2' }, { parent: null, after: 'r1' }, { parent: null, after: null }, { parent: null, after: 'A' }])
  })
})

test('what an article can be joined to is the one that is read before it', () => {
  const tree = readTree(aDraft())
  expect(['1', '2', '3', '4', 'r2', 'A'].map((id) => previousOf(tree, id)?.id ?? null)).toEqual([null, '1', '2', '3', 'r1', null])
})

test('articles of a removed chapter stand where it stood, in their order', () => {
  const doc = aDraft()
  removeNode(doc, 'I')
  expect(shape(doc)).toBe('title r1 r2 1 2 II(3) 4 A')
})

const anyTree = fc.array(fc.record({ kind: fc.constantFrom(...nodeKinds), beside: fc.nat() }), { minLength: 1, maxLength: 14 }).map((all) => {
  const doc = new Y.Doc()
  for (const [index, { kind, beside }] of all.entries()) {
    const nodes = flatten(readTree(doc))
    addNode(doc, { id: `n${index}`, kind, ...placeOfNew(readTree(doc), kind, nodes[beside % Math.max(1, nodes.length)]?.id ?? '', 'after') })
  }
  return doc
})
const where = (doc: Y.Doc, id: string) => {
  const nodes = flatten(readTree(doc))
  const node = nodes.find((each) => each.id === id)
  const row = nodes.filter((each) => each.parent === node?.parent && sections[each.kind] === sections[node?.kind ?? 'title'])
  return { parent: node?.parent ?? null, after: row[row.findIndex((each) => each.id === id) - 1]?.id ?? null }
}

test('whatever place is named, the provision is there afterwards, and no other has changed its order', () => {
  const step = fc.record({ pick: fc.nat(), other: fc.nat(), how: fc.constantFrom('above', 'below', 'out', 'into', 'before', 'after') })
  fc.assert(fc.property(anyTree, fc.array(step, { maxLength: 10 }), (doc, steps) => {
    for (const { pick, other, how } of steps) {
      const tree = readTree(doc)
      const nodes = flatten(tree)
      const node = nodes[pick % nodes.length] as TreeNode
      const beside = nodes[other % nodes.length] as TreeNode
      const place = { above: placeAbove, below: placeBelow, out: placeOut, into: placeInto, before: placeBeside, after: placeBeside }[how] === placeBeside
        ? placeBeside(tree, node.kind, beside.id, how === 'before' ? 'before' : 'after', node.id)
        : { above: placeAbove, below: placeBelow, out: placeOut, into: placeInto, before: placeAbove, after: placeAbove }[how](tree, node.id)
      if (!place) continue
      moveNode(doc, node.id, place)
      expect(where(doc, node.id)).toEqual(place)
      const own = new Set([node.id, ...node.children.map(({ id }) => id)])
      const others = (all: readonly TreeNode[]) => all.map(({ id }) => id).filter((id) => !own.has(id))
      expect(others(flatten(readTree(doc)))).toEqual(others(nodes))
    }
  }))
})

test('up and up ends at the top, down and down at the bottom', () => {
  fc.assert(fc.property(anyTree, fc.nat(), fc.boolean(), (doc, pick, isUp) => {
    const all = flatten(readTree(doc))
    const { id } = all[pick % all.length] as TreeNode
    for (let step = 0; step <= 2 * all.length; step += 1) {
      const place = (isUp ? placeAbove : placeBelow)(readTree(doc), id)
      if (!place) return
      moveNode(doc, id, place)
    }
    throw new Error('it goes on for ever')
  }))
})
