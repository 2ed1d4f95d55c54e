import { DOMParser, Fragment, type Node, type ParseRule, type Schema, Slice, type TagParseRule } from 'prosemirror-model'
import { blockTypes } from '#domain/text/kinds.ts'

/** What a draft has: provisions, and blocks in them. */
export interface Inventory { readonly hasProvision: (id: string) => boolean; readonly blockIds: () => ReadonlySet<string> }

const isOfTag = (rule: ParseRule): rule is TagParseRule => rule.tag !== undefined

/**
 * Reads what was copied in Parley: numbers are not words, cells are blocks, and a reference to what this draft does not have is the words
 * that it was shown as.
 */
export function parserOfCopies(schema: Schema, { hasProvision }: Pick<Inventory, 'hasProvision'>): DOMParser {
  const onlyHere = (rule: TagParseRule): TagParseRule =>
    ({ ...rule, getAttrs: (element) => hasProvision(element.getAttribute('data-target') ?? '') && (rule.getAttrs?.(element) ?? null) })
  const blocks = blockTypes.map((type): ParseRule => ({ tag: `[data-type=${type}]`, node: type, priority: 60, getAttrs: (element) => ({ id: element.getAttribute('data-block') }) }))
  const rules = DOMParser.fromSchema(schema).rules.map((rule): ParseRule => (isOfTag(rule) && rule.node === 'crossReference' ? onlyHere(rule) : rule))
  return new DOMParser(schema, [{ tag: '[data-number]', ignore: true, priority: 70 }, ...blocks, ...rules])
}

/**
 * A copied slice with ids for this clause: a block that is nowhere in the draft any more (it was cut) keeps its own, so that what points at
 * it finds it again; any other gets a new one, and calls of a note that came along follow it.
 */
export function adopted(slice: Slice, clauseId: string, { blockIds }: Inventory): Slice {
  const taken = blockIds()
  const ids = new Map<string, string>()
  slice.content.forEach(({ attrs }) => {
    const id: unknown = attrs.id
    if (typeof id === 'string') ids.set(id, taken.has(id) ? crypto.randomUUID() : id)
  })
  const inline = (node: Node): Node => {
    const note = node.attrs.form === 'note' ? ids.get(String(node.attrs.block)) : undefined
    return node.type.name === 'crossReference' && note ? node.type.create({ ...node.attrs, target: clauseId, block: note }) : node
  }
  const block = (node: Node): Node => {
    if (!node.isTextblock) return inline(node)
    const inlines: Node[] = []
    node.forEach((child) => { inlines.push(inline(child)) })
    return node.type.create({ ...node.attrs, id: ids.get(String(node.attrs.id)) ?? null }, inlines)
  }
  const blocks: Node[] = []
  slice.content.forEach((node) => { blocks.push(block(node)) })
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd)
}
