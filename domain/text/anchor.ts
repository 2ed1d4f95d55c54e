import * as base64 from 'lib0/buffer'
import * as Y from 'yjs'
import { blockText, type Block, readClause } from './clauseContent.ts'
import { closestWords } from './closestWords.ts'
import { clausesOf } from './tree.ts'

/** What keeps a comment at its words: two relative positions, and the words themselves to find them again. About 120 bytes. */
export interface Anchor { readonly start: string; readonly end: string; readonly quote: string; readonly prefix: string; readonly blockId: string }

/** Where the words of an anchor are now. `exact`: they are still the same. Positions count a cross-reference as one character. */
export interface Anchored { readonly blockId: string; readonly from: number; readonly to: number; readonly exact: boolean; readonly by: 'position' | 'quote' | 'fuzzy' }

const prefixLength = 32

/**
 * Anchors the words from `from` to `to` of one block. Refuses with a RangeError a block that is not there or an empty range.
 * An anchor stays within one block: words over two blocks are anchored at the first.
 */
export function makeAnchor(doc: Y.Doc, clauseId: string, blockId: string, from: number, to: number): Anchor {
  const element = elementOf(doc, clauseId, blockId)
  const text = element ? blockText(blockOf(element)) : ''
  if (!element || from < 0 || to > text.length || from >= to) throw new RangeError('There are no such words to anchor')
  return {
    start: encoded(positionIn(element, from, 0)), end: encoded(positionIn(element, to, -1)),
    quote: text.slice(from, to), prefix: text.slice(Math.max(0, from - prefixLength), from), blockId,
  }
}

/** Finds an anchor's words: by position; if they differ there, by quote in the block, then in the clause, then by the closest words. Null: an orphan. */
export function resolveAnchor(doc: Y.Doc, clauseId: string, anchor: Anchor): Anchored | null {
  const fragment = clausesOf(doc).get(clauseId)
  if (!(fragment instanceof Y.XmlFragment)) return null
  const blocks = readClause(fragment).blocks.map((block) => ({ id: block.id, text: blockText(block) }))
  const byPosition = resolvePositions(doc, fragment, anchor)
  const there = byPosition && blocks.find(({ id }) => id === byPosition.blockId)?.text.slice(byPosition.from, byPosition.to)
  if (byPosition && there === anchor.quote) return { ...byPosition, exact: true, by: 'position' }
  const own = blocks.filter(({ id }) => id === anchor.blockId)
  const quoted = findQuote(own, anchor) ?? findQuote(blocks, anchor)
  if (quoted) return { ...quoted, exact: true, by: 'quote' }
  // Words that were edited inside keep their ends: what stands between them now is what the comment is about.
  if (byPosition && there) return { ...byPosition, exact: false, by: 'position' }
  return closest(own, anchor) ?? closest(blocks, anchor)
}

interface Words { readonly id: string; readonly text: string }
interface Range { readonly blockId: string; readonly from: number; readonly to: number }

function findQuote(blocks: readonly Words[], { quote, prefix }: Anchor): Range | null {
  for (const before of prefix === '' ? [''] : [prefix, '']) {
    for (const { id, text } of blocks) {
      const at = text.indexOf(before + quote)
      if (at >= 0) return { blockId: id, from: at + before.length, to: at + before.length + quote.length }
    }
  }
  return null
}

function closest(blocks: readonly Words[], { quote }: Anchor): Anchored | null {
  for (const { id, text } of blocks) {
    const range = closestWords(text, quote)
    if (range) return { blockId: id, ...range, exact: false, by: 'fuzzy' }
  }
  return null
}

const encoded = (position: Y.RelativePosition) => base64.toBase64(Y.encodeRelativePosition(position))

function elementOf(doc: Y.Doc, clauseId: string, blockId: string): Y.XmlElement | null {
  const fragment = clausesOf(doc).get(clauseId)
  const children = fragment instanceof Y.XmlFragment ? fragment.toArray() : []
  return children.find((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.getAttribute('id') === blockId) ?? null
}

function blockOf(element: Y.XmlElement): Block {
  const [block] = readClause({ toArray: () => [element] } as unknown as Y.XmlFragment).blocks
  if (!block) throw new Error('a block element is a block')
  return block
}

const lengthOf = (child: unknown) => (child instanceof Y.XmlText ? child.length : 1)

/** A position of a block as a Yjs relative position, held by the character after it (`assoc` 0) or before it (−1). */
function positionIn(element: Y.XmlElement, offset: number, assoc: 0 | -1): Y.RelativePosition {
  let rest = offset
  for (const [index, child] of element.toArray().entries()) {
    const length = lengthOf(child)
    const holds = assoc === 0 ? rest < length : rest <= length
    if (holds && child instanceof Y.XmlText) return Y.createRelativePositionFromTypeIndex(child, rest, assoc)
    if (holds) return Y.createRelativePositionFromTypeIndex(element, index + rest, assoc)
    rest -= length
  }
  return Y.createRelativePositionFromTypeIndex(element, element.length, assoc)
}

function resolvePositions(doc: Y.Doc, fragment: Y.XmlFragment, anchor: Anchor): Range | null {
  const start = placeOf(doc, fragment, anchor.start)
  const end = placeOf(doc, fragment, anchor.end)
  if (!start || !end || start.blockId !== end.blockId || start.offset >= end.offset) return null
  return { blockId: start.blockId, from: start.offset, to: end.offset }
}

function placeOf(doc: Y.Doc, fragment: Y.XmlFragment, position: string): { blockId: string; offset: number } | null {
  const found = absolute(doc, position)
  if (!found) return null
  const { type, index } = found
  const element = type instanceof Y.XmlText ? type.parent : type
  if (!(element instanceof Y.XmlElement) || element.parent !== fragment) return null
  const children = element.toArray()
  const before = type instanceof Y.XmlText ? children.slice(0, children.indexOf(type)) : children.slice(0, index)
  const offset = before.reduce((sum, child) => sum + lengthOf(child), 0) + (type instanceof Y.XmlText ? index : 0)
  return { blockId: String(element.getAttribute('id') ?? ''), offset }
}

// An anchor comes from outside: bytes that are no position are an anchor without one.
function absolute(doc: Y.Doc, position: string) {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(base64.fromBase64(position)), doc)
  } catch {
    return null
  }
}

/** Whether both positions of an anchor lie in this clause of the text now: asked before a thread is opened on it. */
export function isAnchorIn(doc: Y.Doc, clauseId: string, anchor: Anchor): boolean {
  const fragment = clausesOf(doc).get(clauseId)
  return fragment instanceof Y.XmlFragment && resolvePositions(doc, fragment, anchor) !== null
}
