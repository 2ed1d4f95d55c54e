import * as Y from 'yjs'
import { type ClauseContent, headingOf, plainText } from './clauseContent.ts'
import { readClause } from './clauseFragment.ts'
import type { LabelLanguage } from './languages.ts'
import { labelsOf, nodeCaption, nodeNumbers, type Provisions } from './numbering.ts'
import type { NodeKind } from './kinds.ts'
import { clausesOf, readTree } from './tree.ts'
import { flatten, type TreeNode } from './treeNode.ts'

/** One provision of a draft, read with everything that follows from its place: number, label, words with current references. */
export interface ProvisionText {
  readonly id: string
  readonly kind: NodeKind
  readonly parent: string | null
  readonly order: string
  readonly depth: number
  readonly number: string | null
  readonly label: string | null
  readonly heading: string | null
  /** The words without the heading, one block a line. */
  readonly text: string
  readonly content: ClauseContent
}

/** What labels and numbers are made from, read once for a whole draft. */
export function provisionsOf(doc: Y.Doc, tree: readonly TreeNode[] = readTree(doc)): Provisions {
  const nodes = flatten(tree)
  return {
    numbers: nodeNumbers(tree),
    kinds: new Map(nodes.map(({ id, kind }) => [id, kind])),
    contents: new Map(nodes.map(({ id }) => [id, contentOf(doc, id)])),
  }
}

/** The words of one provision; empty when it has none. */
export function contentOf(doc: Y.Doc, id: string): ClauseContent {
  const fragment = clausesOf(doc).get(id)
  return fragment instanceof Y.XmlFragment ? readClause(fragment) : { blocks: [] }
}

/**
 * Reads a draft in reading order. Changes nothing in `doc`. `language`: in which provisions are named in `label` and `text`; whoever only
 * looks at what the law says need not know it.
 */
export function readDraft(doc: Y.Doc, language: LabelLanguage = 'en'): { title: string; nodes: ProvisionText[] } {
  const tree = readTree(doc)
  const nodes = provisionTexts(tree, provisionsOf(doc, tree), language)
  return { title: nodes.find(({ kind }) => kind === 'title')?.text ?? '', nodes }
}

/** Every node of a tree in reading order, with its words and what follows from its place. */
export function provisionTexts(tree: readonly TreeNode[], provisions: Provisions, language: LabelLanguage = 'en'): ProvisionText[] {
  const said = saidBy(provisions, language)
  return flatten(tree).map(({ id, kind, parent, order, depth }): ProvisionText => {
    const content = provisions.contents.get(id) ?? { blocks: [] }
    return { id, kind, parent, order, depth, content, number: provisions.numbers.get(id) ?? null, ...said(id, content) }
  })
}

/** What labels are made from, of nodes that were read. */
export const provisionsIn = (nodes: readonly Pick<ProvisionText, 'id' | 'kind' | 'number' | 'content'>[]): Provisions => ({
  numbers: new Map(nodes.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
  kinds: new Map(nodes.map(({ id, kind }) => [id, kind])), contents: new Map(nodes.map(({ id, content }) => [id, content])),
})

/** The same nodes with their labels and references said in a language. */
export function saidIn(nodes: readonly ProvisionText[], language: LabelLanguage): ProvisionText[] {
  const said = saidBy(provisionsIn(nodes), language)
  return nodes.map((node) => ({ ...node, ...said(node.id, node.content) }))
}

function saidBy(provisions: Provisions, language: LabelLanguage) {
  const labels = labelsOf(provisions, language)
  return (id: string, content: ClauseContent) => ({
    label: nodeCaption(provisions, id, language), heading: headingOf(content, labels),
    text: plainText({ blocks: content.blocks.filter(({ type }) => type !== 'heading') }, labels),
  })
}
