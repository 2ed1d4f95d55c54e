import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readDraft } from '#domain/text/draftText.ts'
import { insertProvisions } from '#domain/text/insertProvisions.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import type { WrittenProvision } from '#domain/text/pasted/written.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { clausesOf } from '#domain/text/tree.ts'

function aDraft() {
  const doc = new Y.Doc()
  const add = (id: string, kind: NodeKind, parent: string | null = null, after: string | null = null) => addNode(doc, { id, kind, parent, after })
  add('r1', 'recital')
  add('A', 'chapter')
  add('a1', 'article', 'A')
  add('a2', 'article', 'A', 'a1')
  add('B', 'chapter', null, 'A')
  add('b1', 'article', 'B')
  return doc
}
const provision = (id: string, kind: NodeKind, text = id): WrittenProvision => ({ id, kind, content: { blocks: [{ type: 'plain', id: `${id}-1`, inlines: [{ text }] }] } })
const outline = (doc: Y.Doc) => readDraft(doc).nodes.map(({ id, parent }) => (parent ? `${parent}/${id}` : id))
const insert = (doc: Y.Doc, after: string, provisions: WrittenProvision[]) => {
  let changes = 0
  insertProvisions(doc, after, provisions, (change) => { changes += 1; doc.transact(change) })
  return changes
}

test('articles go behind the one with the caret, and those behind a new chapter into it', () => {
  const doc = aDraft()
  expect(insert(doc, 'a1', [provision('x', 'article'), provision('y', 'article'), provision('N', 'chapter'), provision('z', 'article')])).toBe(1)
  expect(outline(doc)).toEqual(['r1', 'A', 'A/a1', 'A/x', 'A/y', 'A/a2', 'N', 'N/z', 'B', 'B/b1'])
})

test('each kind goes to its own section, in order', () => {
  const doc = aDraft()
  insert(doc, 'b1', [provision('c1', 'citation'), provision('r2', 'recital'), provision('r3', 'recital'), provision('x', 'article'), provision('I', 'annex')])
  expect(outline(doc)).toEqual(['c1', 'r1', 'r2', 'r3', 'A', 'A/a1', 'A/a2', 'B', 'B/b1', 'B/x', 'I'])
})

test('a long law goes in as several changes, none larger than the server takes, and is structure that it accepts', () => {
  const doc = aDraft()
  const sizes: number[] = []
  doc.on('update', (update) => sizes.push(update.length))
  const many = Array.from({ length: 60 }, (_none, index) => provision(`m${index}`, 'article', 'é'.repeat(4000)))
  expect(insert(doc, 'a2', many)).toBeGreaterThan(1)
  expect(Math.max(...sizes)).toBeLessThan(256 * 1024)
  expect(outline(doc).filter((id) => id.startsWith('A/m'))).toEqual(many.map(({ id }) => `A/${id}`))
  for (const fragment of clausesOf(doc).values()) expect(problemsOf(fragment)).toEqual([])
})
