import * as base64 from 'lib0/buffer'
import * as Y from 'yjs'
import { type Anchor, positionIn } from './anchor.ts'
import { blockText } from './clauseContent.ts'
import { blocksOf } from './blockOrder.ts'
import { readBlock } from './clauseFragment.ts'
import { clausesOf } from './tree.ts'

const prefixLength = 32

/**
 * Anchors the words from `from` to `to` of one block. Refuses with a RangeError a block that is not there or an empty range.
 * An anchor stays within one block: words over two blocks are anchored at the first.
 */
export function makeAnchor(doc: Y.Doc, clauseId: string, blockId: string, from: number, to: number): Anchor {
  const element = elementOf(doc, clauseId, blockId)
  const text = element ? blockText(readBlock(element)) : ''
  if (!element || from < 0 || to > text.length || from >= to) throw new RangeError('There are no such words to anchor')
  return {
    start: encoded(positionIn(element, from, 0)), end: encoded(positionIn(element, to, -1)),
    quote: text.slice(from, to), prefix: text.slice(Math.max(0, from - prefixLength), from), blockId,
  }
}

const encoded = (position: Y.RelativePosition) => base64.toBase64(Y.encodeRelativePosition(position))

function elementOf(doc: Y.Doc, clauseId: string, blockId: string): Y.XmlElement | null {
  const fragment = clausesOf(doc).get(clauseId)
  return fragment instanceof Y.XmlFragment ? blocksOf(fragment).find(({ id }) => id === blockId)?.element ?? null : null
}
