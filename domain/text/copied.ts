import { type Block, type CrossReference, type Inline, isReference, type Run } from './clauseContent.ts'
import type { BlockType, NodeKind } from './kinds.ts'
import type { LabelLanguage } from './languages.ts'
import { isSafeLink } from './links.ts'
import { partsOf } from './tables.ts'

/** A block, or a piece of one, that is copied; `number`: as printed before it, null where it has none or begins in the middle. */
export interface CopiedBlock { readonly block: Block; readonly number: string | null }
/** What is copied of one provision; `isWhole`: from its beginning on, so that its name or number ("Article 3", "(3)"; null where it has none) is copied too. */
export interface CopiedProvision { readonly kind: NodeKind; readonly isWhole: boolean; readonly label: string | null; readonly blocks: readonly CopiedBlock[] }

export interface CopyWords {
  /** In which the law is written: a word processor checks its spelling by it. */
  readonly language: LabelLanguage
  /** What a reference says now; null for one that points nowhere. */
  readonly labelOf: (reference: CrossReference) => string | null
  readonly brokenReference: string
  /** The address of what a reference points at, where it has one outside of the page. */
  readonly addressOf?: (reference: CrossReference) => string | null
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
/** Words as they may stand in markup, also within an attribute. What XML cannot hold (control characters) becomes a space. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '').replace(/(?![\t\n])\p{Cc}/gu, ' ')

const tags = { em: 'em', strong: 'strong', underline: 'u', strike: 's', sub: 'sub', sup: 'sup' } as const
// The innermost first, as the page nests them.
const order = ['sup', 'sub', 'strike', 'underline', 'em', 'strong'] as const

function runHtml({ text, marks = [], href }: Run): string {
  const marked = order.reduce((words, mark) => marks.includes(mark) ? `<${tags[mark]}>${words}</${tags[mark]}>` : words, escaped(text).replace(/\n/g, '<br>'))
  return marks.includes('link') && isSafeLink(href) ? `<a href="${escaped(href)}">${marked}</a>` : marked
}

const attribute = (name: string, value: string | null | undefined) => (value ? ` ${name}="${escaped(value)}"` : '')

function referenceHtml(reference: CrossReference, { labelOf, brokenReference, addressOf }: CopyWords): string {
  const { target, block, form } = reference
  const address = addressOf?.(reference) ?? null
  const own = attribute('data-target', target) + attribute('data-target-block', block) + attribute('data-form', form)
  const raised = form === 'note' ? `${attribute('data-note', block)} style="vertical-align: super; font-size: smaller"` : ''
  return `<a${own}${raised}${isSafeLink(address) ? attribute('href', address) : ''}>${escaped(labelOf(reference) ?? brokenReference)}</a>`
}

/** Words within a paragraph as HTML. */
export const inlinesHtml = (inlines: readonly Inline[], words: CopyWords): string =>
  inlines.map((inline) => isReference(inline) ? referenceHtml(inline.crossReference, words) : runHtml(inline)).join('')

const indents: Partial<Record<BlockType, string>> = { point: 'margin-left: 2em', indent: 'margin-left: 4em' }
const numberHtml = (number: string | null, after = '\u00A0') => (number === null ? '' : `<span data-number="">${escaped(number)}${after}</span>`)

interface Named { readonly kind: NodeKind; readonly label: string | null }

/** `named`: what the block says of its provision, if it is the one that begins it. */
function blockHtml({ block: { type, id, inlines }, number }: CopiedBlock, tag: string, named: Named | null, words: CopyWords, style = indents[type]): string {
  const own = attribute('data-node', named?.kind) + attribute('data-type', type) + attribute('data-block', id) + (type === 'note' ? attribute('data-note', id) : '')
  const label = named ? numberHtml(named.label, type === 'heading' ? '<br>' : undefined) : ''
  const lang = tag === 'td' || tag === 'th' ? '' : attribute('lang', words.language)
  return `<${tag}${own}${lang}${attribute('style', style)}>${label}${numberHtml(number)}${inlinesHtml(inlines, words)}</${tag}>`
}

const cellStyle = 'border: 1px solid; padding: .25em .5em; text-align: left; vertical-align: top'

function tableHtml(rows: readonly (readonly CopiedBlock[])[], words: CopyWords): string {
  const lines = rows.map((row, index) => `<tr>${row.map((own) => blockHtml(own, index === 0 ? 'th' : 'td', null, words, cellStyle)).join('')}</tr>`)
  return `<table${attribute('lang', words.language)} style="border-collapse: collapse"><tbody>${lines.join('')}</tbody></table>`
}

const hasHeading = (kind: NodeKind) => kind === 'article' || kind === 'chapter' || kind === 'annex'

/** Provisions as HTML that any word processor reads: headings, paragraphs with their numbers in words, tables; every word is escaped. */
export const lawHtml = (provisions: readonly CopiedProvision[], words: CopyWords): string => provisions.map((provision) => {
  const { kind, isWhole, label, blocks } = provision
  const headingTag = kind === 'chapter' || kind === 'annex' ? 'h2' : 'h3'
  const isHeadless = isWhole && hasHeading(kind) && blocks[0]?.block.type !== 'heading'
  const before = isHeadless && label !== null ? `<${headingTag}${attribute('data-node', kind)} data-type="heading"${attribute('lang', words.language)}>${numberHtml(label, '')}</${headingTag}>` : ''
  return before + partsOf(blocks.map((own) => ({ ...own, type: own.block.type }))).map((part, index) => {
    if ('rows' in part) return tableHtml(part.rows, words)
    const named = isWhole && !isHeadless && index === 0 ? { kind, label } : null
    return blockHtml(part.block, part.block.type === 'heading' ? headingTag : 'p', named, words)
  }).join('')
}).join('')

/** A piece of one paragraph as HTML, to go into another. */
export const pieceHtml = (inlines: readonly Inline[], words: CopyWords): string => `<span${attribute('lang', words.language)}>${inlinesHtml(inlines, words)}</span>`

/** Words within a paragraph as plain text; the call of a note is its number in brackets. */
export const inlinesText = (inlines: readonly Inline[], { labelOf, brokenReference }: CopyWords): string => inlines.map((inline) => {
  if (!isReference(inline)) return inline.text
  const label = labelOf(inline.crossReference) ?? brokenReference
  return inline.crossReference.form === 'note' ? `[${label}]` : label
}).join('')

const spaced: Partial<Record<BlockType, string>> = { point: '  ', indent: '    ' }

/** Provisions as plain text: one block a line with its number, cells between tabs, an empty line between provisions. */
export function lawText(provisions: readonly CopiedProvision[], words: CopyWords): string {
  const line = ({ block, number }: CopiedBlock) => {
    const text = inlinesText(block.inlines, words)
    if (number === null) return text
    return `${spaced[block.type] ?? ''}${block.type === 'note' ? `[${number}]` : number} ${text}`
  }
  return provisions.map(({ kind, isWhole, label, blocks }) => {
    const lines = partsOf(blocks.map((own) => ({ ...own, type: own.block.type }))).flatMap((part) =>
      'rows' in part ? part.rows.map((row) => row.map(line).join('\t')) : [line(part.block)])
    if (!isWhole || label === null) return lines.join('\n')
    return kind === 'recital' ? `${label} ${lines.join('\n')}` : [label, ...lines].join('\n')
  }).join('\n\n')
}
