import fc from 'fast-check'
import * as Y from 'yjs'
import { arrangeBlocks, blocksOf } from '#domain/text/blockOrder.ts'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { writeBlock, writeClause } from '#domain/text/clauseFragment.ts'
import { contentOf, type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { restoreBlocks } from '#domain/text/restoreBlocks.ts'
import { clausesOf, readTree } from '#domain/text/tree.ts'
import { flatten, sections } from '#domain/text/treeNode.ts'

/** Arbitrary drafts and arbitrary edits of them, with few and short words, so that edits meet, repeat and undo each other. */
const words = ['may', 'shall', 'mark', 'it', ',', '24', 'hours', 'e\u0301']
const blockTypes: readonly BlockType[] = ['heading', 'paragraph', 'point', 'indent', 'note']
const anyRun = fc.record({ words: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }), strong: fc.boolean(), toArticle: fc.option(fc.nat(5), { freq: 6 }) })
  .map(({ words: some, strong, toArticle }): Inline => toArticle === null
    ? { text: some.join(' '), ...(strong && { marks: ['strong' as const] }) }
    : { crossReference: { target: `a${toArticle}`, block: null, form: 'full' } })
const anyInlines = fc.array(anyRun, { maxLength: 4 })
const anyNode = fc.record({ kind: fc.constantFrom<NodeKind>('recital', 'chapter', 'article', 'article', 'article', 'annex'), under: fc.nat(3), blocks: fc.array(fc.record({ type: fc.constantFrom(...blockTypes), inlines: anyInlines }), { maxLength: 5 }) })

/** What a failure prints of something that was made from `facts`: the facts, not the whole of what Yjs keeps. */
const shown = <T extends object>(made: T, name: string, facts: unknown): T => Object.assign(made, { [fc.toStringMethod]: () => `${name} ${JSON.stringify(facts)}` })

export const anyDraft: fc.Arbitrary<Y.Doc> = fc.array(anyNode, { minLength: 1, maxLength: 6 }).map((nodes) => {
  const doc = shown(new Y.Doc(), 'draft', nodes)
  doc.clientID = 1
  for (const [index, { kind, under, blocks }] of nodes.entries()) {
    const fragment = addNode(doc, { id: `a${index}`, kind, ...lastPlace(doc, kind, under) })
    writeClause(fragment, { blocks: blocks.map((block, at) => ({ ...block, id: `b${at}` })) })
  }
  return doc
})

const parentFor = (doc: Y.Doc, kind: NodeKind, under: number) => {
  const chapters = readTree(doc).filter((node) => node.kind === 'chapter')
  return kind === 'article' ? [null, ...chapters.map(({ id }) => id)][under % (chapters.length + 1)] ?? null : null
}
function placeIn(doc: Y.Doc, kind: NodeKind, under: number, at: number, self: string | null = null) {
  const parent = parentFor(doc, kind, under)
  const row = flatten(readTree(doc)).filter((node) => node.parent === parent && sections[node.kind] === sections[kind] && node.id !== self)
  return { parent, after: [null, ...row.map(({ id }) => id)][at % (row.length + 1)] ?? null }
}
const lastPlace = (doc: Y.Doc, kind: NodeKind, under: number) => {
  const parent = parentFor(doc, kind, under)
  return { parent, after: flatten(readTree(doc)).findLast((node) => node.parent === parent && sections[node.kind] === sections[kind])?.id ?? null }
}

type Edit = (doc: Y.Doc, fresh: string) => void
const dice = {
  clause: fc.nat(20), block: fc.nat(20), at: fc.nat(20), long: fc.nat(3), under: fc.nat(3), inlines: anyInlines, words: fc.constantFrom(...words, 'may shall', 'it mark'),
  type: fc.constantFrom(...blockTypes), kind: fc.constantFrom<NodeKind>('recital', 'chapter', 'article', 'article', 'annex'),
}
type Dice = { readonly [K in keyof typeof dice]: (typeof dice)[K] extends fc.Arbitrary<infer Fact> ? Fact : never }
/** A kind of edit, and which of the dice it throws. */
const anyEditOf = <K extends keyof Dice>(name: string, thrown: readonly K[], edit: (facts: Pick<Dice, K>) => Edit): fc.Arbitrary<Edit> =>
  fc.record(Object.fromEntries(thrown.map((key) => [key, dice[key]]))).map((facts) => shown(edit(facts as Pick<Dice, K>), name, facts))

const nodeAt = (doc: Y.Doc, at: number) => { const nodes = flatten(readTree(doc)); return nodes[at % Math.max(1, nodes.length)] }
function rewriteBlock(doc: Y.Doc, { clause, block }: { clause: number; block: number }, change: (block: Block) => Block) {
  const node = nodeAt(doc, clause)
  const fragment = node && clausesOf(doc).get(node.id)
  if (!node || !fragment) return
  const { blocks } = contentOf(doc, node.id)
  restoreBlocks(fragment, { blocks: blocks.map((each, index) => index === block % blocks.length ? change(each) : each) })
}
const typeInto = (text: string, at: number, long: number, put: string): string => {
  const parts = text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? []
  return parts.toSpliced(at % (parts.length + 1), long, put).join('')
}

const wordEdit = anyEditOf('words', ['clause', 'block', 'at', 'long', 'words'], ({ at, long, words: put, ...where }) => (doc) => rewriteBlock(doc, where, (block) => {
  const index = at % Math.max(1, block.inlines.length)
  if (block.inlines.length === 0) return { ...block, inlines: [{ text: put }] }
  return { ...block, inlines: block.inlines.map((inline, position) => position === index && 'text' in inline ? { ...inline, text: typeInto(inline.text, at, long, `${put} `) } : inline) }
}))
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: wordEdit },
  anyEditOf('rewrite', ['clause', 'block', 'type', 'inlines', 'at'], ({ type, inlines, at, ...where }) => (doc) => rewriteBlock(doc, where, (block) => at % 2 === 0 ? { ...block, type } : { ...block, inlines })),
  anyEditOf('insertBlock', ['clause', 'at', 'inlines', 'type'], ({ clause, at, inlines, type }) => (doc, fresh) => {
    const fragment = clausesOf(doc).get(nodeAt(doc, clause)?.id ?? '')
    if (!fragment) return
    const placed = blocksOf(fragment)
    arrangeBlocks(fragment, placed.toSpliced(at % (placed.length + 1), 0, { id: fresh, element: writeBlock({ id: fresh, type, inlines }) }))
  }),
  anyEditOf('moveBlock', ['clause', 'block', 'at', 'long'], ({ clause, block, at, long }) => (doc) => {
    const fragment = clausesOf(doc).get(nodeAt(doc, clause)?.id ?? '')
    const placed = fragment ? blocksOf(fragment) : []
    const [moved] = placed.splice(block % Math.max(1, placed.length), 1)
    if (fragment && moved) arrangeBlocks(fragment, long === 0 ? placed : placed.toSpliced(at % (placed.length + 1), 0, moved))
  }),
  anyEditOf('insertClause', ['kind', 'under', 'at', 'inlines'], ({ kind, under, at, inlines }) => (doc, fresh) => writeClause(addNode(doc, { id: fresh, kind, ...placeIn(doc, kind, under, at) }), { blocks: [{ id: 'b0', type: 'paragraph', inlines }] })),
  anyEditOf('moveClause', ['clause', 'under', 'at'], ({ clause, under, at }) => (doc) => { const node = nodeAt(doc, clause); if (node) moveNode(doc, node.id, placeIn(doc, node.kind, under, at, node.id)) }),
  anyEditOf('removeClause', ['clause'], ({ clause }) => (doc) => { const node = nodeAt(doc, clause); if (node) removeNode(doc, node.id) }),
)
export const anyEdits = fc.array(anyEdit, { maxLength: 6 })

/** A replica in which some edits were made; what is new in it has ids that begin with `name`. */
export function edited(doc: Y.Doc, edits: readonly Edit[], name: string): Y.Doc {
  const copy = new Y.Doc()
  copy.clientID = 2 + name.charCodeAt(0)
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  for (const [index, edit] of edits.entries()) edit(copy, `${name}${index}`)
  return copy
}

export const read = (doc: Y.Doc): ProvisionText[] => readDraft(doc).nodes

/** A draft of articles, each given as its paragraphs. */
export function articles(contents: Readonly<Record<string, readonly string[]>>): ProvisionText[] {
  return read(articlesDoc(contents))
}
export function articlesDoc(contents: Readonly<Record<string, readonly string[]>>): Y.Doc {
  const doc = new Y.Doc()
  let after: string | null = null
  for (const [id, texts] of Object.entries(contents)) {
    writeClause(addNode(doc, { id, kind: 'article', parent: null, after }), { blocks: texts.map((text, index) => ({ id: `${id}${index}`, type: 'paragraph', inlines: [{ text }] })) })
    after = id
  }
  return doc
}
