import fc from 'fast-check'
import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import * as Y from 'yjs'
import { type ClauseContent, headingOf, type Inline, plainText } from '#domain/text/clauseContent.ts'
import { readClause, writeClause } from '#domain/text/clauseFragment.ts'
import { schema } from '#domain/text/schema.ts'
import { anyContent, clauseWith, paragraphs } from './anyContent.ts'

const inlineJson = (inline: Inline) => 'crossReference' in inline
  ? { type: 'crossReference', attrs: inline.crossReference }
  : { type: 'text', text: inline.text, ...(inline.marks && { marks: inline.marks.map((type) => type === 'link' ? { type, attrs: { href: inline.href } } : { type }) }) }
const asProseMirror = ({ blocks }: ClauseContent): Node => Node.fromJSON(schema, {
  type: 'doc', content: blocks.map(({ type, id, inlines }) => ({ type, attrs: { id }, content: inlines.map(inlineJson) })),
})

test('what is written is read back the same, and reading changes nothing', () => {
  fc.assert(fc.property(anyContent, (content) => {
    const { doc, fragment } = clauseWith(content)
    const before = Y.encodeStateAsUpdate(doc)
    expect(readClause(fragment)).toEqual(content)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }))
})

test('the editor sees exactly the document that was written, and does not touch it', () => {
  fc.assert(fc.property(anyContent, (content) => {
    const { doc, fragment } = clauseWith(content)
    const before = Y.encodeStateAsUpdate(doc)
    const node = yXmlFragmentToProseMirrorRootNode(fragment, schema)
    expect(node.toJSON()).toEqual(asProseMirror(content).toJSON())
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }))
})

test('a clause is stored as the editor itself would store it', () => {
  fc.assert(fc.property(anyContent, (content) => {
    const theirs = new Y.Doc().getXmlFragment('clause')
    const ours = new Y.Doc().getXmlFragment('clause')
    prosemirrorToYXmlFragment(asProseMirror(content), theirs)
    writeClause(ours, content)
    const shapeOf = (fragment: Y.XmlFragment) => fragment.toArray().map((block) => block instanceof Y.XmlElement
      && [block.nodeName, block.getAttributes(), block.toArray().map((child) => child instanceof Y.XmlText ? child.toDelta() : child instanceof Y.XmlElement && child.getAttributes())])
    expect(shapeOf(ours)).toEqual(shapeOf(theirs))
    expect(readClause(theirs)).toEqual(content)
  }))
})

test('a block that nobody knows is read as plain words, and an unknown mark is left out', () => {
  const fragment = new Y.Doc().getXmlFragment('clause')
  const table = new Y.XmlElement('table')
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'shall', attributes: { glow: {}, em: {} } }])
  table.insert(0, [text])
  fragment.insert(0, [table])
  expect(readClause(fragment)).toEqual({ blocks: [{ type: 'plain', id: '', inlines: [{ text: 'shall', marks: ['em'] }] }] })
})

test('a clause reads as its words, one block a line, with its heading by itself', () => {
  const content: ClauseContent = { blocks: [{ type: 'heading', id: 'h', inlines: [{ text: 'Scope' }] }, ...paragraphs('One.', 'Two.').blocks] }
  expect(plainText(content)).toBe('Scope\nOne.\nTwo.')
  expect(headingOf(content)).toBe('Scope')
  expect(headingOf(paragraphs('One.'))).toBeNull()
})
