import { Mark, type Node } from 'prosemirror-model'
import type { PlacedBlock } from '#domain/text/blockOrder.ts'
import { type CrossReference, type Inline, isReference, type Run } from '#domain/text/clauseContent.ts'
import { markAttributes, readBlocks } from '#domain/text/clauseFragment.ts'
import { type BlockType, blockTypes, markNames, referenceForms } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'

/** Between the shared blocks of a clause and the nodes that ProseMirror shows: the same words, in two forms. */

export const nodesOf = (placed: readonly PlacedBlock[]): Node[] =>
  readBlocks(placed).map(({ type, id, inlines }) => schema.node(type, { id: id === '' ? null : id }, inlines.map(inlineNode)))

export const nodeOf = (placed: PlacedBlock): Node => nodesOf([placed])[0] ?? schema.node('plain')

export const docOf = (blocks: readonly Node[]): Node => schema.node('doc', null, [...blocks])

function inlineNode(inline: Inline): Node {
  if (isReference(inline)) return schema.node('crossReference', { ...inline.crossReference })
  return schema.text(inline.text, marksOf(inline))
}

/** One by one, so that of two marks that exclude each other the same one is shown on every screen. */
export const marksOf = (run: Pick<Run, 'marks' | 'href'>): readonly Mark[] =>
  Object.entries(markAttributes(run)).reduce<readonly Mark[]>((set, [name, attrs]) => schema.mark(name, attrs).addToSet(set), Mark.none)

/** What a node that stands among words says, as a run or a cross-reference. */
export function inlineOf(node: Node): Inline {
  if (!node.isText) return { crossReference: referenceOf(node) }
  const marks = markNames.filter((name) => node.marks.some((mark) => mark.type.name === name))
  const href: unknown = node.marks.find((mark) => mark.type.name === 'link')?.attrs['href']
  return { text: node.text ?? '', ...(marks.length > 0 && { marks }), ...(typeof href === 'string' && { href }) }
}

function referenceOf({ attrs: { target, block, form } }: Node): CrossReference {
  return { target: String(target ?? ''), block: typeof block === 'string' ? block : null, form: referenceForms.find((known) => known === form) ?? 'full' }
}

export const typeOf = (node: Node): BlockType => blockTypes.find((type) => type === node.type.name) ?? 'plain'
export const idOf = (node: Node): string => (typeof node.attrs['id'] === 'string' ? node.attrs['id'] : '')
export const childrenOf = (node: Node): readonly Node[] => node.content.content
