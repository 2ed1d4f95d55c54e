import fc from 'fast-check'
import * as Y from 'yjs'
import { arrangeBlocks, blocksOf } from '#domain/text/blockOrder.ts'
import { type Block, blockText, type CrossReference, type Inline, isReference } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { contentOf } from '#domain/text/draftText.ts'
import { type BlockType, referenceForms } from '#domain/text/kinds.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf, readTree } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'

/**
 * Arbitrary drafts of articles whose words say where they come from: block `b2` of article `a1` says “a1b2”, and every reference is
 * preceded by words of its own, by which it is found again wherever it is. Blocks of different articles may have the same ids.
 */
const types: readonly BlockType[] = ['paragraph', 'point', 'indent', 'plain', 'definition', 'row', 'cell', 'note']
const block = fc.record({ type: fc.constantFrom(...types), strong: fc.boolean() })
const pointer = fc.record({ from: fc.nat(20), fromBlock: fc.nat(20), to: fc.nat(20), toBlock: fc.option(fc.nat(20)), form: fc.constantFrom(...referenceForms) })

export const anyDraft = fc.record({
  articles: fc.array(fc.record({ blocks: fc.array(block, { minLength: 1, maxLength: 7 }), heading: fc.boolean(), turn: fc.nat(3) }), { minLength: 2, maxLength: 4 }),
  pointers: fc.array(pointer, { maxLength: 10 }), sameIds: fc.boolean(),
  moves: fc.array(fc.record({ article: fc.nat(3), from: fc.nat(7), to: fc.nat(7) }), { maxLength: 4 }),
}).map(({ articles, pointers, sameIds, moves }) => {
  const idOf = (article: number, index: number) => `${sameIds ? '' : `a${article}`}b${index}`
  const contents = articles.map(({ blocks, heading }, article) => [
    ...heading ? [{ type: 'heading' as const, id: `h${article}`, inlines: [{ text: `Heading ${article}` }] }] : [{ type: 'heading' as const, id: `h${article}`, inlines: [] }],
    ...blocks.map(({ type, strong }, index) => ({ type, id: idOf(article, index), inlines: [{ text: `a${article}b${index}`, ...(strong && { marks: ['strong' as const] }) }] as Inline[] })),
  ])
  for (const [index, { from, fromBlock, to, toBlock, form }] of pointers.entries()) {
    const within = from % contents.length
    const source = contents[within]?.[1 + (fromBlock % (articles[within]?.blocks.length ?? 1))]
    const target = to % contents.length
    const at = toBlock === null ? null : toBlock % (articles[target]?.blocks.length ?? 1)
    source?.inlines.push({ text: `#${index}` }, { crossReference: { target: `a${target}`, block: at === null ? null : idOf(target, at), form } })
  }
  const doc = new Y.Doc()
  for (const [article, blocks] of contents.entries()) {
    const fragment = addNode(doc, { id: `a${article}`, kind: 'article', parent: null, after: article === 0 ? null : `a${article - 1}` })
    writeClause(fragment, { blocks })
    // Some blocks were moved: they stand elsewhere than they were made.
    const [heading, ...placed] = blocksOf(fragment)
    const turn = (articles[article]?.turn ?? 0) % placed.length
    if (heading) arrangeBlocks(fragment, [heading, ...placed.slice(turn), ...placed.slice(0, turn)])
  }
  for (const { article, from, to } of moves) moveBlock(doc, `a${article % contents.length}`, from, to)
  return doc
})

/** As somebody moves it who does not write it anew; the heading stays where it is. */
function moveBlock(doc: Y.Doc, clauseId: string, from: number, to: number): void {
  const fragment = clausesOf(doc).get(clauseId)
  if (!fragment) return
  const [heading, ...rest] = blocksOf(fragment)
  const [moved] = rest.splice(from % rest.length, 1)
  if (heading && moved) arrangeBlocks(fragment, [heading, ...rest.toSpliced(to % (rest.length + 1), 0, moved)])
}

export const contentsOf = (doc: Y.Doc) => flatten(readTree(doc)).map(({ id }) => [id, contentOf(doc, id).blocks] as const)
const allBlocks = (doc: Y.Doc) => contentsOf(doc).flatMap(([, blocks]) => blocks)
export const words = (each: Block) => blockText(each, () => '*')

/** All words of a draft, block by block in reading order, with their marks; what has no words is left out. */
export const wordsOf = (doc: Y.Doc) => allBlocks(doc).filter(({ inlines }) => inlines.length > 0)
  .map(({ inlines }) => inlines.map((inline) => isReference(inline) ? '*' : `${inline.text}${(inline.marks ?? []).join()}`).join('|'))

/** What each reference points to, by the words before it: the words of a block, or the provision. */
export const resolved = (doc: Y.Doc): Map<string, string> => {
  const contents = new Map(contentsOf(doc))
  const wordsAt = ({ target, block: id }: CrossReference) => {
    const found = contents.get(target)?.find((each) => each.id === id)
    return id === null ? `whole ${target}` : found ? words(found) : 'nothing'
  }
  return new Map(allBlocks(doc).flatMap(({ inlines }) => inlines.flatMap((inline, index) => {
    const before = inlines[index - 1]
    return isReference(inline) && before && !isReference(before) ? [[before.text.slice(before.text.lastIndexOf('#')), wordsAt(inline.crossReference)] as const] : []
  })))
}

export const idsAreUnique = (doc: Y.Doc) => contentsOf(doc).every(([, blocks]) => new Set(blocks.map(({ id }) => id)).size === blocks.length)
