import type { Node } from 'prosemirror-model'
import { type Block, type Inline, isReference } from '#domain/text/clauseContent.ts'
import { schema } from '#domain/text/schema.ts'
import { childrenOf, idOf, inlineOf, marksOf, typeOf } from './binding/clauseNodes.ts'

/** A block of the editor as plain data. */
export const blockOf = (node: Node): Block => ({ type: typeOf(node), id: idOf(node), inlines: childrenOf(node).map(inlineOf) })

/** What stands in a block, as nodes of the editor. */
export const inlineNodes = (inlines: readonly Inline[]): Node[] => inlines.flatMap((inline): Node[] => {
  if (isReference(inline)) return [schema.node('crossReference', { ...inline.crossReference })]
  return inline.text === '' ? [] : [schema.text(inline.text, marksOf(inline))]
})

export const blockNode = ({ type, id, inlines }: Block): Node => schema.node(type, { id: id === '' ? null : id }, inlineNodes(inlines))
