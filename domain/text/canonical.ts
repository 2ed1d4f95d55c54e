import { type ClauseContent, type CrossReference, type Inline, isReference, type Run } from './clauseContent.ts'
import type { NodeKind } from './kinds.ts'

/**
 * The canonical form of a clause: the text whose SHA-256 a ballot carries. Two clauses have the same one exactly when a reader
 * would see the same words, marks and cross-references in the same structure. Ids of blocks are left out (a split and a join
 * change them, not the words); targets of cross-references are in. Words are in Unicode NFC, keys in this fixed order.
 */
export function canonicalClause(kind: NodeKind, content: ClauseContent): string {
  return JSON.stringify({
    format: 'parley-clause/1', kind,
    blocks: content.blocks.map(({ type, inlines }) => ({ type, words: merged(inlines).map(canonicalInline) })),
  })
}

const marksOf = (inline: Inline) => (isReference(inline) ? '' : [[...new Set(inline.marks)].sort().join(), inline.href ?? ''].join(' '))

/** Neighbouring runs of the same marks as one: how Yjs happened to split a run says nothing about the words. */
export function merged(inlines: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if (!isReference(inline) && inline.text === '') continue
    if (last && !isReference(last) && !isReference(inline) && marksOf(last) === marksOf(inline)) result[result.length - 1] = { ...last, text: last.text + inline.text }
    else result.push(inline)
  }
  return result
}

/** A run or cross-reference as the canonical form has it: two are the same words exactly when this is the same. */
export function canonicalInline(inline: Inline): CanonicalInline {
  if (isReference(inline)) return { target: inline.crossReference.target, block: inline.crossReference.block, form: inline.crossReference.form }
  const marks = [...new Set(inline.marks)].sort()
  const text = inline.text.normalize('NFC')
  return marks.length > 0 ? { text, marks, ...(marks.includes('link') && { href: inline.href ?? '' }) } : text
}

/**
 * The canonical form of a whole draft: its provisions in reading order, each with its id, its place and its canonical words. Two states
 * of a draft have the same one exactly when they read the same in every provision.
 */
export const canonicalDraft = (nodes: readonly { readonly id: string; readonly kind: NodeKind; readonly parent: string | null; readonly content: ClauseContent }[]): string =>
  JSON.stringify({ format: 'parley-draft/1', provisions: nodes.map(({ id, kind, parent, content }) => ({ id, parent, words: canonicalClause(kind, content) })) })

/** A provision as the canonical form of its draft has it. `words`: its canonical words. */
export interface SealedProvision { readonly id: string; readonly kind: NodeKind; readonly parent: string | null; readonly content: ClauseContent; readonly words: string }

/** Reads a canonical draft back, to show exactly the words that were hashed, in reading order. Refuses another format. */
export function readCanonicalDraft(canonical: string): SealedProvision[] {
  const { format, provisions } = JSON.parse(canonical) as { format: string; provisions: { id: string; parent: string | null; words: string }[] }
  if (format !== 'parley-draft/1') throw new RangeError(`Not a canonical draft of this format: ${format}`)
  return provisions.map(({ id, parent, words }) => ({ id, parent, words, ...readCanonical(words) }))
}

/** Reads a canonical clause back, to show exactly the words that were hashed. Refuses another format. */
export function readCanonical(canonical: string): { kind: NodeKind; content: ClauseContent } {
  const { format, kind, blocks } = JSON.parse(canonical) as { format: string; kind: NodeKind; blocks: { type: never; words: CanonicalInline[] }[] }
  if (format !== 'parley-clause/1') throw new RangeError(`Not a canonical clause of this format: ${format}`)
  return { kind, content: { blocks: blocks.map(({ type, words }, index) => ({ type, id: String(index), inlines: words.map(readInline) })) } }
}

type CanonicalInline = string | Run | CrossReference

function readInline(inline: CanonicalInline): Inline {
  if (typeof inline === 'string') return { text: inline }
  return 'target' in inline ? { crossReference: inline } : inline
}
