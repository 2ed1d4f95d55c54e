import { type Block, type CrossReference, type Inline, isReference, type Run } from './clauseContent.ts'
import type { BlockType, NodeKind } from './kinds.ts'
import { isSafeLink } from './links.ts'
import { partsOf } from './tables.ts'

/** A block, or a piece of one, that is copied; `number`: as printed before it, null where it has none or begins in the middle. */
export interface CopiedBlock { readonly block: Block; readonly number: string | null }
/** What is copied of one provision; `label`: its name ("Article 3"), where that is copied too. */
export interface CopiedProvision { readonly kind: NodeKind; readonly label: string | null; readonly blocks: readonly CopiedBlock[] }

export interface CopyWords {
  /** What a reference says now; null for one that points nowhere. */
  readonly labelOf: (reference: CrossReference) => string | null
  readonly brokenReference: string
  /** The address of what a reference points at, where it has one outside of the page. */
  readonly addressOf?: (reference: CrossReference) => string | null
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
/** Words as they may stand in markup, also within an attribute. What XML cannot hold (control characters) becomes a space. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ' ')

const tags = { em: 'em', strong: 'strong', underline: 'u', strike: 's', sub: 'sub', sup: 'sup' } as const
// The innermost first, as the page nests them.
const order = ['sup', 'sub', 'strike', 'underline', 'em', 'strong'] as const

function runHtml({ text, marks = [], href }: Run): string {
  const marked = order.reduce((words, mark) => marks.includes(mark) ? `<${tags[mark]}>${words}</${tags[mark]}>` : words, escaped(text).replace(/\n/g, '<br>'))
  return marks.includes('link') && isSafeLink(href) ? `<a href="${escaped(href)}">${marked}</a>` : marked
}

function referenceHtml(reference: CrossReference, { labelOf, brokenReference, addressOf }: CopyWords): string {
  const label = escaped(labelOf(reference) ?? brokenReference)
  if (reference.form === 'note') return `<sup${attribute('data-note', reference.block)}>${label}</sup>`
  const address = addressOf?.(reference) ?? null
  return isSafeLink(address) ? `<a href="${escaped(address)}">${label}</a>` : label
}

const attribute = (name: string, value: string | null | undefined) => (value ? ` ${name}="${escaped(value)}"` : '')

/** Words within a paragraph as HTML. */
export const inlinesHtml = (inlines: readonly Inline[], words: CopyWords): string =>
  inlines.map((inline) => isReference(inline) ? referenceHtml(inline.crossReference, words) : runHtml(inline)).join('')

const indents: Partial<Record<BlockType, string>> = { point: '2em', indent: '4em' }
const numberHtml = (number: string | null, after = '\u00A0') => (number === null ? '' : `<span data-number="">${escaped(number)}${after}</span>`)

function blockHtml({ block, number }: CopiedBlock, kind: NodeKind, words: CopyWords, label: string | null): string {
  const inner = inlinesHtml(block.inlines, words)
  const isHeading = block.type === 'heading'
  const tag = isHeading ? (kind === 'chapter' || kind === 'annex' ? 'h2' : 'h3') : 'p'
  const node = label === null && number === null && isHeading ? '' : attribute('data-node', label === null ? null : kind)
  const indent = indents[block.type]
  const printed = block.type === 'note' ? `<sup>${numberHtml(number, '')}</sup>${numberHtml('')}` : numberHtml(number)
  const named = label === null ? '' : isHeading ? numberHtml(label, '<br>') : numberHtml(label)
  return `<${tag}${node} data-type="${block.type}"${block.type === 'note' ? attribute('data-note', block.id) : ''}${indent ? ` style="margin-left: ${indent}"` : ''}>${named}${printed}${inner}</${tag}>`
}

function tableHtml(rows: readonly (readonly CopiedBlock[])[], words: CopyWords): string {
  const cell = ({ block }: CopiedBlock, tag: string) => `<${tag} data-type="${block.type}" style="border: 1px solid; padding: .25em .5em; text-align: left; vertical-align: top">${inlinesHtml(block.inlines, words)}</${tag}>`
  const lines = rows.map((row, index) => `<tr>${row.map((own) => cell(own, index === 0 ? 'th' : 'td')).join('')}</tr>`)
  return `<table style="border-collapse: collapse"><tbody>${lines.join('')}</tbody></table>`
}

/** Provisions as HTML that any word processor reads: headings, paragraphs with their numbers in words, tables; every word is escaped. */
export function lawHtml(provisions: readonly CopiedProvision[], words: CopyWords): string {
  return provisions.map(({ kind, label, blocks }) => {
    const isNamed = kind === 'article' || kind === 'chapter' || kind === 'annex'
    const hasHeading = blocks[0]?.block.type === 'heading'
    const alone = label !== null && isNamed && !hasHeading ? `<h3 data-node="${kind}" data-type="heading">${numberHtml(label, '')}</h3>` : ''
    return alone + partsOf(blocks.map((own) => ({ ...own, type: own.block.type }))).map((part, index) =>
      'rows' in part ? tableHtml(part.rows, words) : blockHtml(part.block, kind, words, index === 0 && (!isNamed || hasHeading) ? label : null)).join('')
  }).join('')
}

/** A piece of one paragraph as HTML, to go into another. */
export const pieceHtml = (inlines: readonly Inline[], words: CopyWords): string => `<span>${inlinesHtml(inlines, words)}</span>`

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
  return provisions.map(({ kind, label, blocks }) => {
    const lines = partsOf(blocks.map((own) => ({ ...own, type: own.block.type }))).flatMap((part) =>
      'rows' in part ? part.rows.map((row) => row.map(line).join('\t')) : [line(part.block)])
    if (label === null) return lines.join('\n')
    return kind === 'recital' ? `${label} ${lines.join('\n')}` : [label, ...lines].join('\n')
  }).join('\n\n')
}
