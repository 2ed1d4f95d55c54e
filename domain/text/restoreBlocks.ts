import { diffArrays } from 'diff'
import * as Y from 'yjs'
import type { Block, ClauseContent, CrossReference, Run } from './clauseContent.ts'
import { arrangeBlocks, blocksOf } from './blockOrder.ts'
import { grouped, markAttributes, readBlock, setBlockType, writeBlock, writeInlines } from './clauseFragment.ts'
import { markNames } from './kinds.ts'

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

type Group = Run[] | CrossReference
const referenceKey = (group: Group) => Array.isArray(group) ? '' : `${group.target}/${group.block ?? ''}/${group.form}`

/** Brings the words of one block to those of another state of it. Where its cross-references differ it is written anew, within its element. */
function restoreWords(element: Y.XmlElement, block: Block): boolean {
  const now = grouped(readBlock(element).inlines)
  const then = grouped(block.inlines)
  if (JSON.stringify(now) === JSON.stringify(then)) return false
  const children = element.toArray()
  if (children.length === now.length && JSON.stringify(now.map(referenceKey)) === JSON.stringify(then.map(referenceKey))) {
    for (const [index, group] of then.entries()) {
      const child = children[index]
      const before = now[index]
      if (child instanceof Y.XmlText && Array.isArray(group) && Array.isArray(before)) restoreText(child, before, group)
    }
    return true
  }
  element.delete(0, element.length)
  element.insert(0, writeInlines(block.inlines))
  return true
}

interface Token { readonly text: string; readonly marks: string }
const word = /[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu
const tokensOf = (runs: readonly Run[]): Token[] =>
  runs.flatMap((run) => (run.text.match(word) ?? []).map((each) => ({ text: each, marks: JSON.stringify(allAttributes(run)) })))

const noMarks = Object.fromEntries(markNames.map((mark) => [mark, null]))
/** Every mark by its name: what it carries, or null where a word does not have it. */
const allAttributes = (run: Run): Record<string, object | null> => ({ ...noMarks, ...markAttributes(run) })
const attributesOf = (marks: string): Record<string, object | null> => marks === '' ? noMarks : JSON.parse(marks)

/** Edits word by word; a word that only has other marks is marked, not written anew. */
function restoreText(text: Y.XmlText, from: readonly Run[], to: readonly Run[]) {
  const now = tokensOf(from)
  const then = tokensOf(to)
  let at = 0
  let next = 0
  const delta = diffArrays(now.map((token) => token.text), then.map((token) => token.text)).flatMap(({ value, added, removed }) => value.map((words) => {
    const [before, after] = [now[at]?.marks ?? '', then[next]?.marks ?? '']
    if (!added) at += 1
    if (!removed) next += 1
    if (removed) return { delete: words.length }
    if (added) return { insert: words, attributes: attributesOf(after) }
    return { retain: words.length, ...(before !== after && { attributes: attributesOf(after) }) }
  }))
  text.applyDelta(delta)
}
