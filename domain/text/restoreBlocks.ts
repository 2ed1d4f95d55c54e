import { diffArrays } from 'diff'
import type * as Y from 'yjs'
import { type Block, type ClauseContent, type Inline, isReference, referenceCharacter } from './clauseContent.ts'
import { arrangeBlocks, blocksOf } from './blockOrder.ts'
import { readBlock, setBlockType, writeBlock } from './clauseFragment.ts'
import { deleteWords, exactly, formatWords, insertWords } from './writeBlockWords.ts'

/**
 * Brings the words of a clause to `content` with the fewest changes: blocks that are the same by id stay, and within them
 * the words that are the same, so that comments, cursors and authors stay with them. Answers whether anything differed.
 */
export function restoreBlocks(fragment: Y.XmlFragment, content: ClauseContent): boolean {
  const standing = new Map(blocksOf(fragment).map(({ id, element }) => [id, element]))
  const wanted = content.blocks.map((block) => {
    const element = standing.get(block.id)
    standing.delete(block.id)
    return { block, element }
  })
  const isArranged = arrangeBlocks(fragment, wanted.map(({ block, element }) => ({ id: block.id, element: element ?? writeBlock(block) })))
  const isRewritten = wanted.map(({ block, element }) => {
    if (!element) return false
    const isOther = setBlockType(element, block.type)
    return restoreWords(element, block) || isOther
  })
  return isArranged || isRewritten.includes(true)
}

interface Token { readonly text: string; readonly length: number; readonly inline: Inline }
const word = /[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu
const tokensOf = ({ inlines }: Block): Token[] => inlines.flatMap((inline): Token[] => {
  if (!isReference(inline)) return (inline.text.match(word) ?? []).map((text) => ({ text, length: text.length, inline: { ...inline, text } }))
  const { target, block, form } = inline.crossReference
  return [{ text: `${referenceCharacter}${target}/${block ?? ''}/${form}`, length: 1, inline }]
})
const marksOf = ({ inline }: Token) => isReference(inline) ? '' : JSON.stringify(exactly(inline))

/** Edits the words of one block, word by word; a word that only has other marks is marked, not written anew. */
function restoreWords(element: Y.XmlElement, block: Block): boolean {
  const [now, then] = [tokensOf(readBlock(element)).values(), tokensOf(block).values()]
  const changes = diffArrays(tokensOf(readBlock(element)).map(({ text }) => text), tokensOf(block).map(({ text }) => text))
  let at = 0
  let isOther = false
  for (const { value, added, removed } of changes) for (const _each of value) {
    const [was, is] = [added ? undefined : now.next().value, removed ? undefined : then.next().value]
    isOther = restoreToken(element, at, was, is) || isOther
    at += is?.length ?? 0
  }
  return isOther
}

function restoreToken(element: Y.XmlElement, at: number, was: Token | undefined, is: Token | undefined): boolean {
  if (was && !is) deleteWords(element, at, at + was.length)
  else if (is && !was) insertWords(element, at, [is.inline])
  else if (!was || !is || marksOf(was) === marksOf(is) || isReference(is.inline)) return false
  else formatWords(element, at, at + is.length, exactly(is.inline))
  return true
}
