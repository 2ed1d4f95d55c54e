import type { Node, Schema } from 'prosemirror-model'
import { type Block, type Inline, isReference } from '#domain/text/clauseContent.ts'
import { blockTypes, markNames, referenceForms } from '#domain/text/kinds.ts'

const string = (value: unknown) => (typeof value === 'string' ? value : null)

/** A block of the editor as plain data. */
export function blockOf(node: Node): Block {
  const inlines: Inline[] = []
  node.forEach((child) => {
    if (child.isText) inlines.push(runOf(child))
    else if (child.type.name === 'crossReference') inlines.push({ crossReference: { target: string(child.attrs.target) ?? '', block: string(child.attrs.block), form: referenceForms.find((form) => form === child.attrs.form) ?? 'full' } })
  })
  return { type: blockTypes.find((type) => type === node.type.name) ?? 'plain', id: string(node.attrs.id) ?? '', inlines }
}

function runOf(text: Node): Inline {
  const marks = markNames.filter((name) => text.marks.some(({ type }) => type.name === name))
  const href = string(text.marks.find(({ type }) => type.name === 'link')?.attrs.href)
  return { text: text.text ?? '', ...(marks.length > 0 && { marks }), ...(href !== null && { href }) }
}

/** What stands in a block, as nodes of the editor. */
export const inlineNodes = (schema: Schema, inlines: readonly Inline[]): Node[] => inlines.flatMap((inline): Node[] => {
  if (isReference(inline)) return [schema.node('crossReference', { ...inline.crossReference })]
  if (inline.text === '') return []
  return [schema.text(inline.text, (inline.marks ?? []).map((mark) => schema.mark(mark, mark === 'link' ? { href: inline.href } : null)))]
})

export const blockNode = (schema: Schema, { type, id, inlines }: Block): Node => schema.node(type, { id: id === '' ? null : id }, inlineNodes(schema, inlines))
