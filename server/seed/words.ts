import * as Y from 'yjs'
import { type Block, isReference, type LabelOf } from '#domain/text/clauseContent.ts'

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
  const texts = fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.getAttribute('id') === blockId)
    .flatMap((element) => element.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText))
  const text = texts.find((candidate) => candidate.toString().includes(from))
  if (!text) throw new Error(`“${from}” is not in the block`)
  const at = text.toString().indexOf(from)
  let head = 0
  while (head < Math.min(from.length, to.length) && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < Math.min(from.length, to.length) - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1
  if (from.length - head - tail > 0) text.delete(at + head, from.length - head - tail)
  if (to.length - head - tail > 0) text.insert(at + head, to.slice(head, to.length - tail))
}
