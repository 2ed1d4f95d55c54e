import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { anApp } from '#tests/support/app.ts'
import { codeForUpdate, harmless, madeUpon } from '#tests/support/attack.ts'
import { paragraphOf } from '#tests/support/drafter.ts'
import { handmade, item } from '#tests/support/handmade.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
let made: Promise<World> | undefined
const theWorld = () => { made ??= aWorkspace(app, 'drafting'); return made }

type Change = (doc: Y.Doc, world: World) => void
const fragmentOf = (doc: Y.Doc, world: World) => clausesOf(doc).get(world.first.id) as Y.XmlFragment
const rowOf = (doc: Y.Doc, world: World) => treeOf(doc).get(world.first.id) as Y.Map<unknown>
const anything = (map: unknown) => map as Y.Map<unknown>
const block = (doc: Y.Doc, world: World) => fragmentOf(doc, world).get(1) as Y.XmlElement
const newBlock = (name: string, attributes: Readonly<Record<string, string>>, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const made_ = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made_.setAttribute(key, value)
  made_.insert(0, children)
  return made_
}

async function refused(code: number, change: Change) {
  const world = await theWorld()
  const update = await madeUpon(world, (doc) => change(doc, world))
  // What the structure is can be seen only when it is there, so the room may have to be made anew.
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', update)).toBe(code) }, { remade: true })
}

const uuid = '11111111-2222-4333-8444-555555555555'
const foreign: [what: string, change: Change][] = [
  ['a block that no draft has', (doc, world) => fragmentOf(doc, world).push([new Y.XmlElement('script')])],
  ['a table', (doc, world) => fragmentOf(doc, world).push([newBlock('table', { id: uuid })])],
  ['a block in a block', (doc, world) => block(doc, world).push([newBlock('paragraph', { id: uuid })])],
  ['words outside a block', (doc, world) => fragmentOf(doc, world).push([new Y.XmlText('loose')])],
  ['a hook', (doc, world) => fragmentOf(doc, world).push([new Y.XmlHook('x') as unknown as Y.XmlElement])],
  ['a mark that no draft has', (doc, world) => paragraphOf(doc, world.first).format(0, 3, { onclick: 'alert(1)' })],
  ['a mark that carries something', (doc, world) => paragraphOf(doc, world.first).format(0, 3, { strong: { style: 'x' } })],
  ['a link that runs a script', (doc, world) => paragraphOf(doc, world.first).format(0, 3, { link: { href: 'javascript:alert(1)' } })],
  ['a link with more to it', (doc, world) => paragraphOf(doc, world.first).format(0, 3, { link: { href: 'https://example.org', onclick: 'alert(1)' } })],
  ['a link to nowhere', (doc, world) => paragraphOf(doc, world.first).format(0, 3, { link: {} })],
  ['a kind that no block has', (doc, world) => block(doc, world).setAttribute('type', 'script')],
  ['a block that follows what can be no block', (doc, world) => block(doc, world).setAttribute('after', '<img>')],
  ['a root of its own', (doc) => { doc.getText('evil').insert(0, 'x') }],
  ['another map at the root', (doc) => { doc.getMap('votes').set('mine', 'for') }],
  ['a map where a clause belongs', (doc, world) => { anything(clausesOf(doc)).set(world.first.id, new Y.Map()) }],
  ['words where a clause belongs', (doc, world) => { anything(clausesOf(doc)).set(world.first.id, 'words') }],
  ['a list where a clause belongs', (doc, world) => { anything(clausesOf(doc)).set(world.first.id, new Y.Array()) }],
  ['a clause by no id', (doc) => { clausesOf(doc).set('one', new Y.XmlFragment()) }],
  ['a clause named __proto__', (doc) => { clausesOf(doc).set('__proto__', new Y.XmlFragment()) }],
  ['a document within the document', (doc, world) => { anything(treeOf(doc)).set(world.first.id, new Y.Doc()) }],
  ['bytes', (doc, world) => { rowOf(doc, world).set('kind', new Uint8Array([1, 2, 3])) }],
  ['something embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, { image: 'x' })],
  ['an element that no draft has, embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('script', {}))],
  ['a table embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('table', { id: uuid }))],
  ['a hook embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, new Y.XmlHook('paragraph'))],
  ['words embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, new Y.XmlText('inner'))],
  ['a map embedded among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, new Y.Map())],
  ['a break with words in it', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid }, new Y.XmlText('inner')))],
  ['a break with a break in it', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid }, newBlock('paragraph', { id: uuid })))],
  ['a break of a kind that no block has', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid, type: 'script' }))],
  ['a break that follows what can be no block', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid, after: '<img>' }))],
  ['a break that says it is gone', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid, gone: 'yes' }))],
  ['a break with more to it', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid, onclick: 'alert(1)' }))],
  ['a break with a mark that no draft has', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('paragraph', { id: uuid }), { onclick: {} })],
  ['a cross-reference to nowhere among words', (doc, world) => paragraphOf(doc, world.first).insertEmbed(0, newBlock('crossReference', { target: 'javascript:alert(1)' }))],
  ['a block that is gone in a way of its own', (doc, world) => block(doc, world).setAttribute('gone', 'perhaps')],
  ['a kind that no node has', (doc, world) => { rowOf(doc, world).set('kind', 'appendix') }],
  ['a parent that is no id', (doc, world) => { rowOf(doc, world).set('parent', '../x') }],
  ['an order that nothing can stand beside', (doc, world) => { rowOf(doc, world).set('order', 'zzzz!') }],
  ['a node with more to it', (doc, world) => { rowOf(doc, world).set('secret', 'x') }],
  ['a node that is no map', (doc, world) => { anything(treeOf(doc)).set(world.first.id, 'x') }],
  ['an order longer than any', (doc, world) => { rowOf(doc, world).set('order', `a0${'V'.repeat(10_000)}`) }],
]
test.each(foreign)('W29 %s is not taken into a draft', (_what, change) => refused(4400, change))

test('W29 content of the oldest kind (JSON) is not taken into a draft', async () => {
  const world = await theWorld()
  const update = handmade(4_000_000_009, 0, [item(2, (encoder) => { for (const byte of [1, 4, ...Buffer.from('"ab"')]) encoder.cbuf[encoder.cpos++] = byte }, { parent: 'tree', key: world.first.id })])
  await harmless(app, world, async () => { expect(await codeForUpdate(world, 'policymaker', update)).toBe(4400) }, { remade: true })
})

const attributes: [name: string, value: unknown][] = [
  ['level', '2'], ['level', 9e9], ['__proto__', 'x'], ['constructor', 'x'], ['onclick', 'alert(1)'], ['style', 'color:red'], ['id', ''], ['id', 'a b'], ['id', null], ['toString', 'x'], ['hasOwnProperty', 'x'],
]
test.each(attributes)('W30 an attribute %s of %j is not taken into a draft', (name, value) => refused(4400, (doc, world) => { block(doc, world).setAttribute(name, value as string) }))

const addresses = ['javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'java\tscript:alert(1)', '&#106;avascript:alert(1)', 'file:///etc/passwd']
test.each(addresses)('W31 a cross-reference to “%s” is none', (target) =>
  refused(4400, (doc, world) => block(doc, world).push([newBlock('crossReference', { target, form: 'full' })])))
test.each(addresses)('W31 words do not link to “%s”', (href) => refused(4400, (doc, world) => paragraphOf(doc, world.first).format(0, 3, { link: { href } })))

test.each(['http://169.254.169.254/latest', 'https://tracker.example/p.gif', 'data:image/svg+xml,<svg onload=alert(1)>'])('W32 an image from “%s” is not taken into a draft', (src) =>
  refused(4400, (doc, world) => block(doc, world).push([newBlock('image', { src })])))

describe('W33 more than a text takes', () => {
  test('64 KiB and a letter in one piece are too many', () => refused(4413, (doc, world) => paragraphOf(doc, world.first).insert(0, 'x'.repeat(64 * 1024 + 1))))

  const small = anApp({ limits: { textBytes: 60_000, textNodes: 60, textCharacters: 30_000 } })
  test.each<[string, Change]>([
    ['bytes', (doc, world) => { for (let index = 0; index < 2_500; index += 1) paragraphOf(doc, world.first).insert(0, 'x', index % 2 === 0 ? { strong: {} } : { em: {} }) }],
    ['letters', (doc, world) => paragraphOf(doc, world.first).insert(0, 'x'.repeat(30_001))],
    ['nodes', (doc, world) => fragmentOf(doc, world).push(Array.from({ length: 61 }, () => newBlock('paragraph', { id: uuid })))],
  ])('a text does not grow beyond its %s', async (_what, change) => {
    const world = await aWorkspace(small, 'drafting')
    const update = await madeUpon(world, (doc) => change(doc, world))
    await harmless(small, world, async () => { expect(await codeForUpdate(world, 'policymaker', update)).toBe(4413) })
  })
})
