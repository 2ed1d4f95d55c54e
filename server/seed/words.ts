import type * as Y from 'yjs'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { type Block, blockText, isReference, type LabelOf } from '#domain/text/clauseContent.ts'
import { readBlock } from '#domain/text/clauseFragment.ts'
import { replaceIn } from '#domain/text/editBlocks.ts'

/** Where words stand in a block, counting a cross-reference as one character though it is read as its label; null when they do not. */
export function findWords(block: Block, labelOf: LabelOf, words: string): { from: number; to: number } | null {
  const positions: number[] = []
  let shown = ''
  let at = 0
  for (const inline of block.inlines) {
    const text = isReference(inline) ? labelOf(inline.crossReference).replaceAll('\u00A0', ' ') : inline.text
    for (let index = 0; index < text.length; index += 1) positions.push(isReference(inline) ? at : at + index)
    shown += text
    at += isReference(inline) ? 1 : text.length
  }
  const start = shown.indexOf(words)
  if (start < 0) return null
  return { from: positions[start] ?? 0, to: (positions[start + words.length - 1] ?? 0) + 1 }
}

/** Replaces words in a clause as a person would: only the characters that differ are deleted and typed. Throws when the words are not there. */
export function replaceWords(fragment: Y.XmlFragment, blockId: string, from: string, to: string): void {
  const element = blocksOf(fragment).find(({ id }) => id === blockId)?.element
  const at = element ? blockText(readBlock(element)).indexOf(from) : -1
  if (!element || at < 0) throw new Error(`“${from}” is not in the block`)
  replaceIn(element, at, from, to)
}
