import { type Block, type ClauseContent, type CrossReference, isReference, type LabelOf } from './clauseContent.ts'
import type { BlockType, NodeKind } from './kinds.ts'
import type { LabelLanguage } from './languages.ts'
import { flatten, type TreeNode } from './treeNode.ts'

const romanParts: readonly (readonly [number, string])[] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']]

/** 1 → i, 4 → iv. In: a positive integer. */
export function roman(number: number): string {
  const [value, letters] = romanParts.find(([part]) => part <= number) ?? [0, '']
  return value === 0 ? '' : letters + roman(number - value)
}

/** 1 → a, 26 → z, 27 → aa. In: a positive integer. */
export const letter = (number: number): string =>
  (number > 26 ? letter(Math.floor((number - 1) / 26)) : '') + String.fromCharCode(97 + ((number - 1) % 26))

const numberForms: Partial<Record<NodeKind, (number: number) => string>> = {
  chapter: (number) => roman(number).toUpperCase(), article: String, recital: String, annex: (number) => roman(number).toUpperCase(),
}

/** The number of every node that has one: articles run through all chapters, each other kind by itself. Never stored. */
export function nodeNumbers(tree: readonly TreeNode[]): Map<string, string> {
  const counts = new Map<NodeKind, number>()
  return new Map(flatten(tree).flatMap(({ id, kind }) => {
    const form = numberForms[kind]
    if (!form) return []
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return [[id, form(counts.get(kind) ?? 0)] as const]
  }))
}

/** Where a block stands among the numbered ones: paragraph 2, point b, indent i; null where a level does not apply. `own`: as printed before it. */
export interface BlockNumber {
  readonly paragraph: number | null
  readonly definition: number | null
  readonly point: string | null
  readonly indent: string | null
  readonly own: string | null
}

const nowhere: BlockNumber = { paragraph: null, definition: null, point: null, indent: null, own: null }

/**
 * The numbers of a clause's blocks, in order. Points restart under each paragraph or definition, indents under each point. `own` is set as
 * laws in the language are: "(a)", in French "a)" (Interinstitutional style guide of the EU, 2.6).
 */
export function blockNumbers(blocks: readonly Pick<Block, 'type'>[], language: LabelLanguage): BlockNumber[] {
  let paragraph = 0
  let definition = 0
  let point = 0
  let indent = 0
  const { closed } = words[language]
  const inParagraph = () => ({ ...nowhere, paragraph: paragraph || null })
  const inDefinition = () => ({ ...inParagraph(), definition: definition || null })
  const step: Record<BlockType, () => BlockNumber> = {
    heading: () => nowhere,
    plain: inParagraph,
    row: inParagraph,
    cell: inParagraph,
    note: () => nowhere,
    paragraph: () => { paragraph += 1; definition = 0; point = 0; indent = 0; return { ...inParagraph(), own: `${paragraph}.` } },
    definition: () => { definition += 1; point = 0; indent = 0; return { ...inDefinition(), own: closed(definition) } },
    point: () => { point += 1; indent = 0; return { ...inDefinition(), point: letter(point), own: closed(letter(point)) } },
    indent: () => { indent += 1; return { ...inDefinition(), point: point ? letter(point) : null, indent: roman(indent), own: closed(roman(indent)) } },
  }
  return blocks.map(({ type }) => step[type]())
}

/** What labels are made from: the kind of each node, in reading order, its number, and the blocks of each clause. Never changed once made. */
export interface Provisions {
  readonly numbers: ReadonlyMap<string, string>
  readonly kinds: ReadonlyMap<string, NodeKind>
  readonly contents: ReadonlyMap<string, ClauseContent>
}

const space = '\u00A0'
interface LanguageWords {
  readonly names: Readonly<Partial<Record<NodeKind, string>>>
  readonly recital: (number: string) => string
  readonly paragraph: string
  readonly point: string
  readonly indent: string
  /** What a point is numbered with. */
  readonly closed: (number: string | number) => string
  /** A part within a provision, as it is cited with it. */
  readonly within: (node: string, place: BlockNumber, inner: string | null) => string
}

/** How a law of each language names its provisions. */
const words: Record<LabelLanguage, LanguageWords> = {
  en: {
    names: { article: 'Article', chapter: 'Chapter', recital: 'recital', annex: 'Annex' }, recital: (number) => `(${number})`, paragraph: 'paragraph', point: 'point', indent: 'indent', closed: (number) => `(${number})`,
    within: (node, { paragraph, definition, point, indent }) => node + [paragraph, definition, point, indent].filter((part) => part !== null).map((part) => `(${part})`).join(''),
  },
  fr: {
    names: { article: 'article', chapter: 'chapitre', recital: 'considérant', annex: 'annexe' }, recital: (number) => number, paragraph: 'paragraphe', point: 'point', indent: 'tiret', closed: (number) => `${number})`,
    within: (node, _place, inner) => [node, inner].filter(Boolean).join(', '),
  },
}

/** The words that stand between the numbers of a place in any language: "paragraphe", "point". */
export const innerNames: ReadonlySet<string> = new Set(Object.values(words).flatMap(({ paragraph, point, indent }) => [paragraph, point, indent]))

/** "Article 3", "chapitre II", as it is cited within a sentence; null for a node without a number or that is gone. */
export function nodeLabel({ kinds, numbers }: Pick<Provisions, 'kinds' | 'numbers'>, id: string, language: LabelLanguage): string | null {
  const kind = kinds.get(id)
  const number = numbers.get(id)
  const own = words[language]
  const name = kind && own.names[kind]
  return name && number ? `${name}${space}${kind === 'recital' ? own.recital(number) : number}` : null
}

/** The same as it stands by itself, over the provision or before a name: with a capital, "Chapitre II". */
export function nodeCaption(provisions: Pick<Provisions, 'kinds' | 'numbers'>, id: string, language: LabelLanguage): string | null {
  const label = nodeLabel(provisions, id, language)
  return label && label.charAt(0).toLocaleUpperCase(language) + label.slice(1)
}

/** The current label of a cross-reference: `Article 3(6)(a)`, or within its own article `paragraph 6, point (a)`. Null when its target is gone. */
export function referenceLabel(provisions: Provisions, { target, block, form }: CrossReference, language: LabelLanguage): string | null {
  if (form === 'note') return block === null ? null : noteNumbers(provisions).get(`${target}/${block}`) ?? null
  const node = nodeLabel(provisions, target, language)
  if (node === null) return null
  if (block === null) return node
  const place = placeOf(provisions, target, block)
  if (!place) return null
  const inner = innerLabel(place, language)
  return form === 'internal' ? inner ?? node : words[language].within(node, place, inner)
}

function placeOf(provisions: Provisions, target: string, block: string): BlockNumber | null {
  const blocks = provisions.contents.get(target)?.blocks ?? []
  const index = blocks.findIndex(({ id }) => id === block)
  return blockNumbers(blocks, 'en')[index] ?? null
}

const notesOf = new WeakMap<Provisions, ReadonlyMap<string, string>>()

/** The number of every note that is called, by `clause/block`: one series through the draft, in the order of their first calls. */
function noteNumbers(provisions: Provisions): ReadonlyMap<string, string> {
  const known = notesOf.get(provisions)
  if (known) return known
  const contents = [...provisions.kinds.keys()].map((id) => [id, provisions.contents.get(id)?.blocks ?? []] as const)
  const notes = new Set(contents.flatMap(([id, blocks]) => blocks.filter(({ type }) => type === 'note').map((block) => `${id}/${block.id}`)))
  const numbers = new Map<string, string>()
  for (const [, blocks] of contents) for (const { inlines } of blocks) for (const inline of inlines) {
    if (!isReference(inline) || inline.crossReference.form !== 'note') continue
    const key = `${inline.crossReference.target}/${inline.crossReference.block}`
    if (notes.has(key) && !numbers.has(key)) numbers.set(key, String(numbers.size + 1))
  }
  notesOf.set(provisions, numbers)
  return numbers
}

function innerLabel({ paragraph, definition, point, indent }: BlockNumber, language: LabelLanguage): string | null {
  const { paragraph: para, point: pt, indent: ind, closed } = words[language]
  const defined = definition && `${pt}${space}${closed(definition)}`
  const parts = [paragraph && `${para}${space}${paragraph}`, defined, point && `${pt}${space}${closed(point)}`, indent && `${ind}${space}${closed(indent)}`]
  return parts.filter(Boolean).join(', ') || null
}

/** Labels for the words of a clause; what points nowhere is shown as such. */
export const labelsOf = (provisions: Provisions, language: LabelLanguage): LabelOf =>
  (reference) => referenceLabel(provisions, reference, language) ?? '[?]'

const eIdNames: Record<NodeKind, string> = { title: 'title', citation: 'cit', recital: 'rec', chapter: 'chp', article: 'art', annex: 'annex' }

/** The Akoma Ntoso eId of a provision in this expression: `art_3__para_2__point_a` (Akoma Ntoso Naming Convention 1.0, section 5). */
export function eIdOf(provisions: Provisions, id: string, block: string | null = null): string | null {
  const kind = provisions.kinds.get(id)
  if (!kind) return null
  const own = [eIdNames[kind], provisions.numbers.get(id)].filter(Boolean).join('_')
  const place = block === null ? null : placeOf(provisions, id, block)
  return [own, ...(place ? innerIds(place) : [])].join('__')
}

const innerIds = ({ paragraph, definition, point, indent }: BlockNumber) =>
  [paragraph && `para_${paragraph}`, definition && `point_${definition}`, point && `point_${point}`, indent && `indent_${indent}`].filter(Boolean)
