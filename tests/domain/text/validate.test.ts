import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import * as Y from 'yjs'
import { blockTypes, markNames } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { anyContent, clauseWith, replicaOf } from './anyContent.ts'

const value = fc.oneof(fc.uuid(), fc.constantFrom('full', 'internal', '', 'a b'), fc.integer(), fc.boolean(), fc.constant({ id: 5 }), fc.constant({}))
const attributeName = fc.constantFrom('id', 'target', 'block', 'form', 'class', 'constructor', '__proto__')
const attributes = fc.array(fc.tuple(attributeName, value), { maxLength: 2 })
const markName = fc.constantFrom<string>(...markNames, 'link', 'em--abcdefgh', 'toString', '__proto__')
const mark = fc.array(fc.tuple(markName, fc.constantFrom<unknown>({}, {}, {}, true, { strong: {} }, { href: 'x' })), { maxLength: 2 })
const nodeName = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<string>(...blockTypes, 'crossReference') }, fc.constantFrom('doc', 'text', 'table', 'toString'))

type Make = () => Y.XmlElement | Y.XmlText
const words: fc.Arbitrary<Make> = fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.string({ minLength: 1 }) }, fc.constant({ image: 1 })), mark), { maxLength: 3 })
  .map((runs) => () => {
    const text = new Y.XmlText()
    text.applyDelta(runs.map(([insert, marks]) => ({ insert, attributes: JSON.parse(`{${marks.map(([name, on]) => `${JSON.stringify(name)}:${JSON.stringify(on)}`).join()}}`) as object })))
    return text
  })
const element = (children: fc.Arbitrary<Make>): fc.Arbitrary<Make> => fc.tuple(nodeName, attributes, fc.array(children, { maxLength: 3 }))
  .map(([name, attrs, inner]) => () => {
    const made = new Y.XmlElement<Record<string, unknown> & { [key: string]: never }>(name)
    for (const [key, of] of attrs) made.setAttribute(key, of as never)
    made.insert(0, inner.map((make) => make()))
    return made
  })
const anything = fc.array(fc.oneof({ weight: 5, arbitrary: element(fc.oneof({ weight: 4, arbitrary: words }, element(words))) }, words), { maxLength: 3 })

test('whatever a legitimate clause holds is in order', () => {
  fc.assert(fc.property(anyContent, (content) => { expect(problemsOf(clauseWith(content).fragment)).toEqual([]) }))
})

test('a fragment without problems passes the schema, and the editor deletes nothing of it', () => {
  let accepted = 0
  fc.assert(fc.property(anything, (makers) => {
    const doc = new Y.Doc()
    doc.getXmlFragment('clause').insert(0, makers.map((make) => make()))
    // As another person's editor meets it: for texts of its own client id the binding has a merge of its own.
    const replica = replicaOf(doc)
    const fragment = replica.getXmlFragment('clause')
    if (problemsOf(fragment).length > 0) return
    accepted += 1
    const before = Y.encodeStateAsUpdate(replica)
    const json: unknown = yXmlFragmentToProseMirrorRootNode(fragment, schema).toJSON()
    expect(Y.encodeStateAsUpdate(replica)).toEqual(before)
    schema.nodeFromJSON(json).check()
  }), { numRuns: 2000 })
  expect(accepted).toBeGreaterThan(50)
})

const problemsAfter = (change: (block: Y.XmlElement) => void) => {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('clause')
  const block = new Y.XmlElement('paragraph')
  fragment.insert(0, [block])
  change(block)
  return problemsOf(fragment)
}
const text = (insert: string | object, attributes: object = {}) => { const made = new Y.XmlText(); made.applyDelta([{ insert, attributes }]); return made }

test('each kind of foreign structure is named', () => {
  expect(problemsAfter((block) => block.insert(0, [new Y.XmlElement('paragraph')]))).toHaveLength(1)
  expect(problemsAfter((block) => block.setAttribute('constructor', 'x'))).toEqual(['unknown attribute constructor of paragraph'])
  expect(problemsAfter((block) => block.setAttribute('id', 'not an id'))).toHaveLength(1)
  expect(problemsAfter((block) => block.insert(0, [text('shall', { font: {} })]))).toEqual(['unknown mark font'])
  for (const link of [{}, { href: 'javascript:alert(1)' }, { href: 'x' }, { href: 'https://example.org', target: '_top' }, { href: `https://example.org/${'a'.repeat(1000)}` }]) {
    expect(problemsAfter((block) => block.insert(0, [text('shall', { link })]))).toEqual(['mark link carries something'])
  }
  expect(problemsAfter((block) => block.insert(0, [text('shall', { link: { href: 'https://example.org' } })]))).toEqual([])
  expect(problemsAfter((block) => block.setAttribute('type', 'script'))).toEqual(['attribute type of paragraph is not as it must be'])
  expect(problemsAfter((block) => block.setAttribute('type', 'point'))).toEqual([])
  expect(problemsAfter((block) => block.insert(0, [text({ image: 'x' })]))).toEqual(['an embedded object among words'])
  expect(problemsAfter((block) => block.insert(0, [text('shall', { em: { style: 'x' } })]))).toEqual(['mark em carries something'])
})

test('among letters stand breaks and cross-references, whole and with nothing in them; nothing else does', () => {
  const among = (embedded: Y.XmlElement | Y.XmlText | Y.XmlHook) => problemsAfter((block) => {
    const words = text('shall')
    block.insert(0, [words])
    words.insertEmbed(2, embedded)
  })
  const element = (name: string, attributes: Readonly<Record<string, string>> = {}, children: (Y.XmlElement | Y.XmlText)[] = []) => {
    const made = new Y.XmlElement(name)
    for (const [key, of] of Object.entries(attributes)) made.setAttribute(key, of)
    made.insert(0, children)
    return made
  }
  for (const name of blockTypes) expect(among(element(name, { id: 'b1', type: 'point', after: 'b0' }))).toEqual([])
  expect(among(element('crossReference', { target: 'a', block: 'b', form: 'full' }))).toEqual([])
  expect(among(element('crossReference', { target: 'a b' }))).toHaveLength(1)
  expect(among(element('crossReference', {}, [new Y.XmlText('x')]))).toEqual(['a cross-reference with content'])
  expect(among(element('script'))).toEqual(['an embedded object among words'])
  expect(among(new Y.XmlHook('paragraph'))).toEqual(['an embedded object among words'])
  expect(among(new Y.XmlText('inner'))).toEqual(['an embedded object among words'])
  expect(among(element('paragraph', {}, [new Y.XmlText('inner')]))).toEqual(['a break with content'])
  expect(among(element('paragraph', {}, [element('paragraph')]))).toEqual(['a break with content'])
  for (const [name, of] of [['id', 'a b'], ['type', 'script'], ['after', '<img>'], ['gone', 'yes'], ['onclick', 'x']] as const) expect(among(element('paragraph', { [name]: of }))).toHaveLength(1)
  expect(problemsAfter((block) => block.setAttribute('gone', 'yes'))).toEqual([])
  expect(problemsAfter((block) => block.setAttribute('gone', 'no'))).toEqual(['attribute gone of paragraph is not as it must be'])
})

test('attributes and marks hidden behind __proto__ are seen', () => {
  expect(problemsAfter((block) => (block as Y.XmlElement<never>).setAttribute('__proto__' as never, { id: 5 } as never))).toEqual(['unknown attribute __proto__ of paragraph'])
  const hidden = JSON.parse('{"__proto__": {"link": {}}}') as object
  expect(problemsAfter((block) => block.insert(0, [text('shall', hidden)]))).toEqual(['hidden marks'])
})
