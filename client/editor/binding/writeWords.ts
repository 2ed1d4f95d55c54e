import type { Node } from 'prosemirror-model'
import type * as Y from 'yjs'
import { removeBreak } from '#domain/text/blockOrder.ts'
import { type Inline, isReference } from '#domain/text/clauseContent.ts'
import { deleteWords, exactly, formatWords, insertBreak, insertWords } from '#domain/text/writeBlockWords.ts'
import { replacedWords, type Replaced, type Seam, type Units, unitsOf } from './blockUnits.ts'
import { idOf, typeOf } from './clauseNodes.ts'

/** A shared block, with what an editor showed of it. */
export interface ShownBlock { readonly element: Y.XmlElement; readonly node: Node }

/**
 * Brings the words of a shared block, and of those that began in it and are joined to it, from one state to another: only what differs
 * is touched, at the very place where it was changed. `after`: the block, and those that are split off it. Of the latter only those are
 * made, as breaks, behind which something stays that stood there before. Out: the elements of the blocks that were written.
 */
export function writeWords(before: readonly ShownBlock[], after: readonly Node[], hintFor: (after: readonly Node[]) => Replaced | null): Y.XmlElement[] {
  const old = unitsOf(before.map(({ node }) => node))
  for (const count of new Set([after.length, Math.min(after.length, 2), 1])) {
    const nodes = after.slice(0, count)
    const now = unitsOf(nodes)
    const range = replacedWords(old.words, now.words, hintFor(nodes))
    if (count > 1 && range.to === old.words.length) continue
    return write(before, nodes, old, now, range)
  }
  return []
}

function write(before: readonly ShownBlock[], after: readonly Node[], old: Units, now: Units, { from, to, toAfter }: Replaced): Y.XmlElement[] {
  const starts = startsOf(before.map(({ node }) => node))
  for (const [index, { element, node }] of [...before.entries()].reverse()) {
    const start = starts[index] ?? 0
    deleteWords(element, Math.max(from - start, 0), Math.min(to - start, node.content.size))
    if (index > 0) removeBreak(element)
  }
  const [first] = before
  if (!first) return []
  const elements = [first.element]
  let [element, offset] = [first.element, from]
  for (const piece of pieces(now, from, toAfter)) {
    if ('block' in piece) {
      element = insertBreak(element, offset, { type: typeOf(piece.block), id: idOf(piece.block) })
      elements.push(element)
      offset = 0
      continue
    }
    insertWords(element, offset, [piece])
    offset += isReference(piece) ? 1 : piece.text.length
  }
  format(elements, startsOf(after), old, now, { from, to, toAfter })
  return elements
}

/** Where blocks that are read as one begin in it. */
function startsOf(blocks: readonly Node[]): number[] {
  let start = 0
  return blocks.map((block) => {
    const own = start
    start += block.nodeSize
    return own
  })
}

/** What stayed may still be set otherwise. Asked once for each stretch of letters that are set alike. */
function format(elements: readonly Y.XmlElement[], starts: readonly number[], old: Units, now: Units, { from, to, toAfter }: Replaced): void {
  const inlineBefore = (at: number) => old.inlines[at < from ? at : at - toAfter + to]
  for (let at = from > 0 ? 0 : toAfter, end = at; at < now.words.length; at = end === from ? toAfter : end) {
    const [was, is, stop] = [inlineBefore(at), now.inlines[at], at < from ? from : now.words.length]
    for (end = at + 1; end < stop && now.inlines[end] === is && inlineBefore(end) === was;) end += 1
    if (!was || !is || !('text' in was) || !('text' in is) || attributesKey(was) === attributesKey(is)) continue
    const index = starts.findLastIndex((start) => start <= at)
    const [element, start] = [elements[index], starts[index] ?? 0]
    if (element) formatWords(element, at - start, end - start, exactly(is))
  }
}

const attributesKey = (inline: Parameters<typeof exactly>[0]) => JSON.stringify(exactly(inline))

/** The inlines and seams of a stretch, cut to it. */
function pieces({ inlines, words }: Units, from: number, to: number): (Inline | Seam)[] {
  const result: (Inline | Seam)[] = []
  let at = from
  while (at < to) {
    const inline = inlines[at]
    let end = at + 1
    while (end < to && inlines[end] === inline) end += 1
    if (inline) result.push('text' in inline ? { ...inline, text: words.slice(at, end).join('') } : inline)
    at = end
  }
  return result
}
