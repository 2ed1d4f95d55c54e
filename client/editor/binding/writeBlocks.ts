import type { Node } from 'prosemirror-model'
import type * as Y from 'yjs'
import { arrangeBlocks, type PlacedBlock } from '#domain/text/blockOrder.ts'
import { blocksIn, holderOf, isBreak } from '#domain/text/blockWords.ts'
import { setBlockType, writeBlock } from '#domain/text/clauseFragment.ts'
import { childrenOf, docOf, idOf, inlineOf, typeOf } from './clauseNodes.ts'
import { type ChangedRange, rangeIn } from './stepRanges.ts'
import { type ShownBlock, writeWords } from './writeWords.ts'

/** Brings the shared blocks of a clause from what an editor showed before to what it shows after. Out: the blocks as they are then. */
export function writeBlocks(fragment: Y.XmlFragment, blocks: readonly PlacedBlock[], before: readonly Node[], after: readonly Node[], ranges: readonly ChangedRange[]): PlacedBlock[] {
  // A block that came without an id gets one from the editor: it is the same block.
  const keyAt = (index: number) => idOf(before[index] ?? docOf([])) || (before.length === after.length && idOf(after[index] ?? docOf([]))) || `${index}`
  const standing = new Map(before.map((_node, index) => [keyAt(index), index]))
  const stays = after.map((node, index) => {
    const key = idOf(node) || `${index}`
    const was = standing.get(key)
    standing.delete(key)
    return was
  })
  const shown = before.map((node, index): ShownBlock | null => { const element = blocks[index]?.element; return element ? { element, node } : null })
  const isLeft = new Set(stays)
  const wanted: PlacedBlock[] = []
  for (let index = 0; index < after.length; index = wanted.length) {
    const [node, was] = [after[index] ?? docOf([]), stays[index]]
    const [id, kept] = [idOf(node), shown[was ?? -1]]
    if (was === undefined || !kept) {
      wanted.push({ id, element: writeBlock({ type: typeOf(node), id, inlines: childrenOf(node).map(inlineOf) }) })
      continue
    }
    const { element } = kept
    wanted.push({ id, element })
    if (kept.node === node) continue
    setBlockType(element, typeOf(node))
    if (id !== '' && element.getAttribute('id') !== id) element.setAttribute('id', id)
    // Somebody deleted it while words were on their way to it: they are written on now, so that it stays when they go.
    if (element.getAttribute('gone') !== undefined) element.removeAttribute('gone')
    const old = [kept]
    for (let next = was + 1; !isLeft.has(next); next += 1) {
      const joined = shown[next]
      if (!joined || !beginsIn(joined.element, old.at(-1)?.element)) break
      old.push(joined)
    }
    let end = index + 1
    while (end < after.length && stays[end] === undefined) end += 1
    const hintFor = (nodes: readonly Node[]) => rangeIn(ranges, { start: startOf(before, was), size: sizeOf(old.map((block) => block.node)) }, { start: startOf(after, index), size: sizeOf(nodes) })
    const written = writeWords(old, after.slice(index, end), hintFor)
    wanted.push(...written.slice(1).map((begun, at) => ({ id: idOf(after[index + 1 + at] ?? node), element: begun })))
  }
  if (before.length !== after.length || before.some((node, index) => idOf(node) !== idOf(after[index] ?? node))) arrangeBlocks(fragment, wanted)
  return wanted
}

/** Whether a block begins, by a break, right where another one ends. */
function beginsIn(element: Y.XmlElement, other: Y.XmlElement | undefined): boolean {
  if (!isBreak(element)) return false
  const held = blocksIn(holderOf(element)).map((block) => block.element)
  return other !== undefined && held[held.indexOf(element) - 1] === other
}

const startOf = (blocks: readonly Node[], index: number) => blocks.slice(0, index).reduce((sum, block) => sum + block.nodeSize, 1)
/** What stands between the beginning of the first block and the end of the last one. */
const sizeOf = (blocks: readonly Node[]) => blocks.reduce((sum, block) => sum + block.nodeSize, -2)
