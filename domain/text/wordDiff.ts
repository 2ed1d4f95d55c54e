import { diffArrays } from 'diff'
import { type Inline, isReference, type LabelOf } from './clauseContent.ts'

export type PieceKind = 'same' | 'added' | 'removed'
/** A stretch of words of two texts: in both, only in the later, only in the earlier. */
export interface Piece { kind: PieceKind; text: string }

/** A word, a run of spaces, one other character, or a whole cross-reference. Tokens of equal `key` are the same words. */
interface Token { readonly key: string; readonly text: string }

const word = /[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu

// A cross-reference to the same provision is the same words, whatever number that has by now.
const tokensOf = (inlines: readonly Inline[], labelOf: LabelOf): Token[] => joined(inlines).flatMap((inline) => {
  if (typeof inline === 'string') return (inline.match(word) ?? []).map((text) => ({ key: text, text }))
  const { target, block, form } = inline
  return [{ key: `\u0000${target}/${block ?? ''}/${form}`, text: labelOf(inline) }]
})

// Marks do not part a word: what stands in several runs is one text.
function joined(inlines: readonly Inline[]) {
  const parts: (string | Parameters<LabelOf>[0])[] = []
  for (const inline of inlines) {
    const last = parts.at(-1)
    if (isReference(inline)) parts.push(inline.crossReference)
    else if (typeof last === 'string') parts[parts.length - 1] = last + inline.text
    else parts.push(inline.text)
  }
  return parts
}

/**
 * What differs between the words of two blocks, word by word. Without the added pieces it reads as the earlier words, without the
 * removed ones as the later; a cross-reference that stayed has the label it has in the later text.
 */
export function diffInlines(from: readonly Inline[], to: readonly Inline[], labelFrom: LabelOf, labelTo: LabelOf): Piece[] {
  const changes = diffArrays(tokensOf(from, labelFrom), tokensOf(to, labelTo), { comparator: (a, b) => a.key === b.key })
  const tokens = changes.flatMap(({ value, added, removed }) => value.map(({ text }): Piece => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })))
  return tidied(merged(tokens))
}

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const { kind, text } of pieces) {
    const last = result.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text !== '') result.push({ kind, text })
  }
  return result
}

/** A lone space between two changes is part of them: "three words" instead of three changes of one. What is removed comes before what is added. */
function tidied(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let removed = ''
  let added = ''
  const close = () => {
    result.push({ kind: 'removed', text: removed }, { kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [index, { kind, text }] of pieces.entries()) {
    const isBetween = kind === 'same' && text.trim() === '' && index > 0 && index < pieces.length - 1
    if (kind !== 'added' && (isBetween || kind === 'removed')) removed += text
    if (kind !== 'removed' && (isBetween || kind === 'added')) added += text
    if (kind === 'same' && !isBetween) { close(); result.push({ kind, text }) }
  }
  close()
  return merged(result)
}
