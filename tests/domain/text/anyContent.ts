import fc from 'fast-check'
import * as Y from 'yjs'
import type { Block, ClauseContent, Inline } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { blockTypes, type MarkName, referenceForms } from '#domain/text/kinds.ts'
import { addNode } from '#domain/text/placeNodes.ts'

/** Arbitrary clauses, in the form in which a clause is read: no empty runs, no two neighbours with the same marks. */
const marks = fc.constantFrom<readonly MarkName[]>([], ['strong'], ['em'], ['strong', 'em'], ['underline', 'strike'], ['em', 'sub'], ['sup'], ['link'], ['strong', 'link'])
const words = fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), fc.constantFrom('shall ', 'éte\u0301', '\n'))
const run = fc.record({ text: words, marks }).map(({ text, marks: on }): Inline => (on.length > 0 ? { text, marks: on, ...(on.includes('link') && { href: 'https://example.org/law' }) } : { text }))
const reference = fc.record({ target: fc.uuid(), block: fc.option(fc.uuid()), form: fc.constantFrom(...referenceForms) })
  .map((crossReference): Inline => ({ crossReference }))

const marksOf = (inline: Inline) => ('crossReference' in inline ? null : (inline.marks ?? []).join())
const apart = (inlines: Inline[]) => inlines.filter((inline, index) => {
  const before = inlines[index - 1]
  return before === undefined || marksOf(inline) === null || marksOf(before) !== marksOf(inline)
})
const inlines = fc.array(fc.oneof({ weight: 4, arbitrary: run }, reference), { maxLength: 6 }).map((all) => apart(apart(apart(all))))
export const anyBlock: fc.Arbitrary<Block> = fc.record({ type: fc.constantFrom(...blockTypes), id: fc.uuid(), inlines })
export const anyContent: fc.Arbitrary<ClauseContent> = fc.array(anyBlock, { maxLength: 6 }).map((blocks) => ({ blocks }))

export const clauseId = '11111111-1111-4111-8111-111111111111'

/** A document with one article that has this content. */
export function clauseWith(content: ClauseContent): { doc: Y.Doc; fragment: Y.XmlFragment } {
  const doc = new Y.Doc()
  const fragment = addNode(doc, { id: clauseId, kind: 'article', parent: null, after: null })
  writeClause(fragment, content)
  return { doc, fragment }
}

/** A clause of plain paragraphs, ids b0, b1, … */
export const paragraphs = (...texts: string[]): ClauseContent =>
  ({ blocks: texts.map((text, index) => ({ type: 'paragraph', id: `b${index}`, inlines: text === '' ? [] : [{ text }] })) })

/** Another replica of a document, with its own client id. */
export function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc()
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc))
  return replica
}

export function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
}
