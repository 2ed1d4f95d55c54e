import * as Y from 'yjs'
import { type Block, type ClauseContent, type CrossReference, type Inline, isReference, type Run } from './clauseContent.ts'
import { type BlockType, blockTypes, markNames } from './kinds.ts'

const isBlockType = (name: string): name is BlockType => (blockTypes as readonly string[]).includes(name)
const asText = (value: unknown) => (typeof value === 'string' ? value : null)

/** Reads a clause's fragment without changing it. Tolerant: an unknown block is read as plain words, an unknown mark is left out. */
export function readClause(fragment: Y.XmlFragment): ClauseContent {
  return { blocks: fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement).map(readBlock) }
}

/** Reads one block. A block that has no id yet has an empty one. */
export function readBlock(element: Y.XmlElement): Block {
  return {
    type: isBlockType(element.nodeName) ? element.nodeName : 'plain',
    id: asText(element.getAttribute('id')) ?? '',
    inlines: element.toArray().flatMap(readInline),
  }
}

function readInline(child: unknown): Inline[] {
  if (child instanceof Y.XmlText) return (child.toDelta() as { insert: unknown; attributes?: object }[]).flatMap(readRun)
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'crossReference') return []
  const form = asText(child.getAttribute('form')) === 'internal' ? 'internal' : 'full'
  return [{ crossReference: { target: asText(child.getAttribute('target')) ?? '', block: asText(child.getAttribute('block')), form } }]
}

function readRun({ insert, attributes }: { insert: unknown; attributes?: object }): Inline[] {
  if (typeof insert !== 'string') return []
  const marks = markNames.filter((mark) => attributes && Object.hasOwn(attributes, mark))
  return [{ text: insert, ...(marks.length > 0 && { marks }) }]
}

/** Writes content into an empty fragment, in the very form in which y-prosemirror 1.3.7 would write the same ProseMirror document. */
export function writeClause(fragment: Y.XmlFragment, content: ClauseContent): void {
  fragment.insert(0, content.blocks.map(writeBlock))
}

/** A block as a new element, to be put into a fragment. */
export function writeBlock({ type, id, inlines }: Block): Y.XmlElement {
  const element = new Y.XmlElement(type)
  if (id !== '') element.setAttribute('id', id)
  element.insert(0, writeInlines(inlines))
  return element
}

/** What a block has inside, as new children for it. */
export const writeInlines = (inlines: readonly Inline[]): (Y.XmlText | Y.XmlElement)[] =>
  grouped(inlines).map((group) => Array.isArray(group) ? writeText(group) : writeReference(group))

/** Runs of text that stand together become one Y.XmlText. */
export function grouped(inlines: readonly Inline[]): (Run[] | CrossReference)[] {
  const groups: (Run[] | CrossReference)[] = []
  for (const inline of inlines) {
    const last = groups.at(-1)
    if (isReference(inline)) groups.push(inline.crossReference)
    else if (inline.text === '') continue
    else if (Array.isArray(last)) last.push(inline)
    else groups.push([inline])
  }
  return groups
}

function writeText(runs: readonly Run[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(runs.map(({ text: insert, marks = [] }) => ({ insert, attributes: Object.fromEntries(marks.map((mark) => [mark, {}])) })))
  return text
}

function writeReference({ target, block, form }: CrossReference): Y.XmlElement {
  const element = new Y.XmlElement('crossReference')
  element.setAttribute('target', target)
  if (block !== null) element.setAttribute('block', block)
  element.setAttribute('form', form)
  return element
}
