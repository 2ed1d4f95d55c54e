import { type Block, blockText, type Inline, type LabelOf } from '../text/clauseContent.ts'
import { type ProvisionText, provisionsIn } from '../text/draftText.ts'
import type { BlockType, NodeKind } from '../text/kinds.ts'
import type { LabelLanguage } from '../text/languages.ts'
import { labelsOf, nodeLabel, type Provisions, referenceLabel } from '../text/numbering.ts'
import type { Hunk, WordsHunk } from './hunks.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A place as it is cited: "Article 3(2)". `label` is null for what has no number, which is then told by what it is and, of its kind, which one. */
export interface Cited { readonly label: string | null; readonly kind: NodeKind; readonly ordinal: number; readonly block: BlockType | null }

/**
 * A piece of a difference as the sentence by which a drafter would order it, in parts from which a catalogue makes the sentence. All
 * places are cited as they are numbered in the text that is amended. `after` null: at the beginning.
 */
export type Instruction = { readonly hunkId: string } & (
  | { readonly code: 'substitute'; readonly place: Cited; readonly old: string; readonly new: string }
  | { readonly code: 'leaveOut'; readonly place: Cited; readonly old: string }
  | { readonly code: 'insertAfter' | 'insertBefore'; readonly place: Cited; readonly context: string; readonly new: string }
  | { readonly code: 'setWords'; readonly place: Cited; readonly new: string }
  | { readonly code: 'insertBlock'; readonly place: Cited; readonly after: Cited | null; readonly block: BlockType; readonly new: string }
  | { readonly code: 'leaveOutBlock' | 'leaveOutClause'; readonly place: Cited }
  | { readonly code: 'setBlockAs'; readonly place: Cited; readonly block: BlockType }
  | { readonly code: 'moveBlock' | 'moveClause'; readonly place: Cited; readonly after: Cited | null; readonly parent: Cited | null }
  | { readonly code: 'insertClause'; readonly kind: NodeKind; readonly after: Cited | null; readonly parent: Cited | null; readonly new: readonly string[] })

/** In which language places are cited, that of the reader, and in which the law names provisions in the words that are quoted from it. */
export interface InstructionLanguages { readonly reader: LabelLanguage; readonly law: LabelLanguage }

/** The instructions for the pieces of a difference, in their order. In: the text from which the difference was computed. */
export function instructionsOf(base: readonly ProvisionText[], hunks: readonly Hunk[], { reader, law }: InstructionLanguages): Instruction[] {
  const provisions = provisionsIn(base)
  const cite = citing(base, provisions, reader)
  const labelOf = labelsOf(provisions, law)
  return hunks.map((hunk) => ({ hunkId: hunk.id, ...instructionOf(hunk, provisions, cite, labelOf) }))
}

type Cite = (clauseId: string | null, blockId?: string | null) => Cited | null
type Parts = Instruction extends infer I ? I extends Instruction ? Omit<I, 'hunkId'> : never : never

function citing(base: readonly ProvisionText[], provisions: Provisions, language: LabelLanguage): Cite {
  return (clauseId, blockId = null) => {
    const node = base.find(({ id }) => id === clauseId)
    if (!node) return null
    const label = blockId === null ? nodeLabel(provisions, node.id, language) : referenceLabel(provisions, { target: node.id, block: blockId, form: 'full' }, language)
    const alike = base.filter(({ kind }) => kind === node.kind)
    return { label, kind: node.kind, ordinal: alike.indexOf(node) + 1, block: node.content.blocks.find(({ id }) => id === blockId)?.type ?? null }
  }
}

function instructionOf(hunk: Hunk, provisions: Provisions, cite: Cite, labelOf: LabelOf): Parts {
  const nowhere: Cited = { label: null, kind: 'nodeKind' in hunk ? hunk.nodeKind : 'article', ordinal: 0, block: null }
  const place = cite(hunk.clauseId, 'blockId' in hunk && hunk.kind !== 'blockInserted' ? hunk.blockId : null) ?? nowhere
  const clause = cite(hunk.clauseId)
  const linesOf = (blocks: readonly Block[]) => blocks.map((block) => blockText(block, labelOf))
  switch (hunk.kind) {
    case 'words': return wordsInstruction(hunk, place, tokensOf(provisions.contents.get(hunk.clauseId)?.blocks.find(({ id }) => id === hunk.blockId)?.inlines ?? []), labelOf)
    case 'blockInserted': return { code: 'insertBlock', place, after: hunk.after === null ? null : cite(hunk.clauseId, hunk.after), block: hunk.block.type, new: linesOf([hunk.block])[0] ?? '' }
    case 'blockRemoved': return { code: 'leaveOutBlock', place }
    case 'blockMoved': return { code: 'moveBlock', place, after: hunk.after === null ? null : cite(hunk.clauseId, hunk.after), parent: clause }
    case 'blockType': return { code: 'setBlockAs', place, block: hunk.to }
    case 'clauseRemoved': return { code: 'leaveOutClause', place }
    case 'clauseMoved': return { code: 'moveClause', place, after: cite(hunk.after), parent: cite(hunk.parent) }
    case 'clauseInserted': return { code: 'insertClause', kind: hunk.nodeKind, after: cite(hunk.after), parent: cite(hunk.parent), new: linesOf(hunk.content.blocks) }
  }
}

function wordsInstruction({ from, to, added }: WordsHunk, place: Cited, tokens: readonly Token[], labelOf: LabelOf): Parts {
  const textOf = (inlines: readonly Inline[]) => blockText({ type: 'plain', id: '', inlines }, labelOf)
  const text = (start: number, end: number) => textOf(tokens.slice(start, end).flatMap(({ inlines }) => inlines))
  const whole = text(0, tokens.length)
  const isClear = (start: number, end: number) => text(start, end).trim() !== '' && text(start, end).trim() === text(start, end) && occurrences(whole, text(start, end)) === 1
  const put = textOf(added)
  if (tokens.length === 0) return { code: 'setWords', place, new: put }
  if (from === to) {
    const before = Array.from({ length: from }, (_, step) => from - 1 - step).find((start) => occurrences(whole, text(start, from)) === 1 && text(start, from).trim() !== '' && text(start, start + 1).trim() !== '')
    if (before !== undefined) return { code: 'insertAfter', place, context: text(before, from).trim(), new: put.trim() }
    const after = Array.from({ length: tokens.length - from }, (_, step) => from + 1 + step).find((end) => isClear(from, end)) ?? tokens.length
    return { code: 'insertBefore', place, context: text(from, after).trim(), new: put.trim() }
  }
  // The words before are quoted first: one reads towards the place.
  let [start, end] = [from, to]
  const trimmed = text(from, to).trim()
  while (occurrences(whole, start === from && end === to ? trimmed : text(start, end)) !== 1 && (start > 0 || end < tokens.length)) {
    if (start > 0) start -= 1
    else end += 1
  }
  while (start > 0 && start < from && text(start, start + 1).trim() === '') start -= 1
  while (end < tokens.length && end > to && text(end - 1, end).trim() === '') end += 1
  const [old, now] = [text(start, end).trim(), (text(start, from) + put + text(to, end)).trim()]
  // Where only a space was replaced, words were put in beside it.
  if (trimmed === '' && old !== '' && now.startsWith(old)) return { code: 'insertAfter', place, context: old, new: now.slice(old.length).trim() }
  return now === '' ? { code: 'leaveOut', place, old } : { code: 'substitute', place, old, new: now }
}

function occurrences(text: string, words: string): number {
  let count = 0
  for (let at = text.indexOf(words); words !== '' && at >= 0; at = text.indexOf(words, at + 1)) count += 1
  return count
}
