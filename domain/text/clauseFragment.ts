import * as Y from 'yjs'
import { blocksOf, type PlacedBlock } from './blockOrder.ts'
import { holderOf, isBlockElement, isReferenceElement } from './blockWords.ts'
import { type Block, type ClauseContent, type CrossReference, type Inline, isReference, type Run } from './clauseContent.ts'
import { type BlockType, blockTypes, type MarkName, markNames, type ReferenceForm, referenceForms } from './kinds.ts'

const isBlockType = (name: unknown): name is BlockType => (blockTypes as readonly unknown[]).includes(name)
const isReferenceForm = (form: unknown): form is ReferenceForm => (referenceForms as readonly unknown[]).includes(form)
const asText = (value: unknown) => (typeof value === 'string' ? value : null)

/** Reads a clause's fragment without changing it. Tolerant: an unknown block is read as plain words, an unknown mark is left out. */
export const readClause = (fragment: Y.XmlFragment): ClauseContent => ({ blocks: readBlocks(blocksOf(fragment)) })

/** Reads blocks by the names that they have in their clause. */
export function readBlocks(placed: readonly PlacedBlock[]): Block[] {
  const held = new Map<Y.XmlElement, ReadonlyMap<Y.XmlElement, Inline[]>>()
  return placed.map(({ id, element }) => {
    const holder = holderOf(element)
    const inlines = held.get(holder) ?? inlinesIn(holder)
    held.set(holder, inlines)
    return { type: blockTypeOf(element), id, inlines: inlines.get(element) ?? [] }
  })
}

/**
 * What kind of block an element is: what its attribute `type` says, otherwise what it was made as. The name of an element cannot
 * change, and putting another in its place would lose what somebody is typing in it: a paragraph that becomes a point says so by
 * the attribute.
 */
export function blockTypeOf(element: Y.XmlElement): BlockType {
  const said: unknown = element.getAttribute('type')
  if (isBlockType(said)) return said
  return isBlockType(element.nodeName) ? element.nodeName : 'plain'
}

/** Makes an element a block of another kind, with its words and what is being typed in them. Answers whether it was another. */
export function setBlockType(element: Y.XmlElement, type: BlockType): boolean {
  if (blockTypeOf(element) === type) return false
  if (element.nodeName === type) element.removeAttribute('type')
  else element.setAttribute('type', type)
  return true
}

/** Reads one block. A block that has no id yet has an empty one. */
export const readBlock = (element: Y.XmlElement): Block => readBlocks([{ id: asText(element.getAttribute('id')) ?? '', element }])[0] as Block

/** The words of every block that an element holds. The marks of a break are those of the words it stands in, and say nothing. */
function inlinesIn(holder: Y.XmlElement): Map<Y.XmlElement, Inline[]> {
  let inlines: Inline[] = []
  const all = new Map([[holder, inlines]])
  for (const child of holder.toArray()) {
    const runs = child instanceof Y.XmlText ? child.toDelta() as { insert: unknown; attributes?: object }[] : [{ insert: child }]
    for (const run of runs) {
      if (isReferenceElement(run.insert)) inlines.push({ crossReference: readReference(run.insert) })
      else if (isBlockElement(run.insert)) {
        inlines = []
        all.set(run.insert, inlines)
      } else inlines.push(...readRun(run))
    }
  }
  return all
}

/** What a cross-reference points to. */
export function readReference(element: Y.XmlElement): CrossReference {
  const form: unknown = element.getAttribute('form')
  return { target: asText(element.getAttribute('target')) ?? '', block: asText(element.getAttribute('block')), form: isReferenceForm(form) ? form : 'full' }
}

function readRun({ insert, attributes }: { insert: unknown; attributes?: object }): Inline[] {
  if (typeof insert !== 'string') return []
  const marks = markNames.filter((mark) => attributes && Object.hasOwn(attributes, mark))
  const link: unknown = attributes && 'link' in attributes ? attributes.link : null
  const href = typeof link === 'object' && link !== null && 'href' in link ? asText(link.href) : null
  return [{ text: insert, ...(marks.length > 0 && { marks }), ...(href !== null && { href }) }]
}

/** The attributes that a run of words has in a Y.XmlText: an empty object for each mark, and for a link where it leads. */
export const markAttributes = ({ marks = [], href }: Pick<Run, 'marks' | 'href'>): Partial<Record<MarkName, object>> =>
  Object.fromEntries(marks.map((mark) => [mark, mark === 'link' ? { href: href ?? '' } : {}]))

/** Writes content into an empty fragment, in the very form in which the editor would write it. */
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
  text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: markAttributes(run) })))
  return text
}

export function writeReference({ target, block, form }: CrossReference): Y.XmlElement {
  const element = new Y.XmlElement('crossReference')
  element.setAttribute('target', target)
  if (block !== null) element.setAttribute('block', block)
  element.setAttribute('form', form)
  return element
}
