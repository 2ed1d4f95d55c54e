import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { watchDraft } from '#client/editor/draftText.ts'
import { undoOf } from '#client/editor/ownUndo.ts'
import { type AskFormerName, watchFormerNames } from '#client/editor/references/formerNames.ts'
import { structureOrigin } from '#client/editor/structureOrigin.ts'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { splitClause } from '#domain/text/splitClause.ts'
import { addNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'

function aDraft(): Y.Doc {
  const doc = new Y.Doc()
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after: ['a', 'b'][index - 1] ?? null }), { blocks: [
      { type: 'heading', id: `${id}h`, inlines: [{ text: `Heading ${id}` }] },
      { type: 'paragraph', id: `${id}1`, inlines: [{ text: 'See ' }, { crossReference: { target: 'b', block: 'b2', form: 'full' } }] },
      { type: 'paragraph', id: `${id}2`, inlines: [{ text: `Words of ${id}`, marks: ['strong'] }] },
    ] })
  }
  return doc
}
const to = (target: string, block: string | null = null, form: CrossReference['form'] = 'full'): CrossReference => ({ target, block, form })
const unknown: AskFormerName = () => Promise.resolve(null)

test('what is deleted while the text is open keeps the name that it had right before', () => {
  const doc = aDraft()
  const text = watchDraft(doc, 'en')
  const names = watchFormerNames(text, unknown)
  removeNode(doc, 'a')
  removeNode(doc, 'b')
  expect(names.nameOf(to('a'))).toEqual({ label: 'Article\u00A01', heading: 'Heading a', at: null })
  // It had become Article 1 when it went.
  expect(names.nameOf(to('b', 'b2'))?.label).toBe('Article\u00A01(2)')
  expect(names.nameOf(to('b', 'b2', 'internal'))?.label).toBe('paragraph\u00A02')
})

test('a paragraph that is deleted from an article that stays is named too', () => {
  const doc = aDraft()
  const names = watchFormerNames(watchDraft(doc, 'en'), unknown)
  clausesOf(doc).get('b')?.delete(2, 1)
  expect(names.nameOf(to('b', 'b2'))).toMatchObject({ label: 'Article\u00A02(2)', heading: 'Heading b' })
})

test('what was deleted before is asked of the history, once, and whoever shows it is told', async () => {
  const asked = vi.fn<AskFormerName>(() => Promise.resolve({ label: 'Article\u00A07', heading: 'Gone', at: '2026-11-20T10:00:00.000Z' }))
  const names = watchFormerNames(watchDraft(aDraft(), 'en'), asked)
  const told = vi.fn()
  names.subscribe(told)
  expect(names.nameOf(to('old'))).toBeNull()
  expect(names.nameOf(to('old'))).toBeNull()
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  expect([names.nameOf(to('old'))?.label, asked.mock.calls]).toEqual(['Article\u00A07', [['old', null]]])
})

test('a history that does not answer is asked again', async () => {
  const asked = vi.fn<AskFormerName>(() => Promise.reject(new Error('offline')))
  const names = watchFormerNames(watchDraft(aDraft(), 'en'), asked)
  names.nameOf(to('old'))
  await vi.waitFor(() => { names.nameOf(to('old')); expect(asked.mock.calls.length).toBeGreaterThan(1) })
})

test('a deleted article comes back by undo with its words, its place and what refers to it', () => {
  const doc = aDraft()
  const undo = undoOf(doc)
  const text = watchDraft(doc, 'en')
  const before = readDraft(doc).nodes
  doc.transact(() => removeNode(doc, 'b'), structureOrigin)
  expect(text.structure().labelOf(to('b', 'b2'))).toBeNull()
  undo.undo()
  expect(readDraft(doc).nodes).toEqual(before)
  expect(text.structure().labelOf(to('b', 'b2'))).toBe('Article\u00A02(2)')
})

test('an article that was split is whole again by undo, and so are the references', () => {
  const doc = aDraft()
  const undo = undoOf(doc)
  const before = readDraft(doc).nodes
  doc.transact(() => splitClause(doc, 'b', { after: 'b1', id: 'new', headingId: 'nh' }), structureOrigin)
  expect(readDraft(doc).nodes[0]?.text).toContain('Article\u00A03(1)')
  undo.undo()
  expect(readDraft(doc).nodes).toEqual(before)
})

test('a reference that is put in or taken out makes a new structure, so that who refers to what is known', () => {
  const doc = aDraft()
  const text = watchDraft(doc, 'en')
  const before = text.structure()
  const block = clausesOf(doc).get('c')?.get(1)
  if (!(block instanceof Y.XmlElement)) throw new Error('there is a block')
  block.delete(1, 1)
  expect(text.structure()).not.toBe(before)
})
