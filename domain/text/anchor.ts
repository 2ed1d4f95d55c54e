import * as base64 from 'lib0/buffer'
import * as Y from 'yjs'
import { blockText } from './clauseContent.ts'
import { blocksIn, holderOf, isReferenceElement, placeIn } from './blockWords.ts'
import { readClause } from './clauseFragment.ts'
import { closestWords } from './closestWords.ts'
import { clausesOf } from './tree.ts'

/** What keeps a comment at its words: two relative positions, and the words themselves to find them again. About 120 bytes. */
export interface Anchor { readonly start: string; readonly end: string; readonly quote: string; readonly prefix: string; readonly blockId: string }

/** Where the words of an anchor are now. `exact`: they are still the same. Positions count a cross-reference as one character. */
export interface Anchored { readonly blockId: string; readonly from: number; readonly to: number; readonly exact: boolean; readonly by: 'position' | 'quote' | 'fuzzy' }

/** Share of a quote that must still stand between its positions for them to be trusted over the same words elsewhere. */
const leastLeft = 1 / 3

/**
 * Finds an anchor's words: by position; if they differ there, by quote and prefix in the block, then anywhere in the clause; then what
 * still stands between the positions; then the bare quote; then the closest words. Null: an orphan.
 */
export function resolveAnchor(doc: Y.Doc, clauseId: string, anchor: Anchor): Anchored | null {
  const fragment = clausesOf(doc).get(clauseId)
  if (!(fragment instanceof Y.XmlFragment)) return null
  const blocks = readClause(fragment).blocks.map((block) => ({ id: block.id, text: blockText(block) }))
  const position = resolvePositions(doc, fragment, anchor)
  const there = position ? blocks.find(({ id }) => id === position.blockId)?.text.slice(position.from, position.to) ?? '' : ''
  if (position && there === anchor.quote) return { ...position, exact: true, by: 'position' }
  const ownFirst = [...blocks.filter(({ id }) => id === anchor.blockId), ...blocks.filter(({ id }) => id !== anchor.blockId)]
  const quoted = quotedAfterPrefix(ownFirst, anchor)
  if (quoted) return { ...quoted, exact: true, by: 'quote' }
  // Words edited inside keep their ends. A bare quote elsewhere counts for more only when hardly anything is left between them.
  if (position && there.length >= anchor.quote.length * leastLeft) return { ...position, exact: false, by: 'position' }
  const bare = firstQuote(ownFirst, anchor.quote)
  if (bare) return { ...bare, exact: true, by: 'quote' }
  if (position && there !== '') return { ...position, exact: false, by: 'position' }
  return closest(ownFirst, anchor.quote)
}

interface Words { readonly id: string; readonly text: string }
interface Range { readonly blockId: string; readonly from: number; readonly to: number }

function quotedAfterPrefix(blocks: readonly Words[], { quote, prefix }: Anchor): Range | null {
  // No prefix: the words began their block.
  if (prefix !== '') return shifted(firstQuote(blocks, prefix + quote), prefix.length)
  return firstQuote(blocks.filter(({ text }) => text.startsWith(quote)), quote)
}

const shifted = (range: Range | null, by: number): Range | null => range && { ...range, from: range.from + by }

function firstQuote(blocks: readonly Words[], quote: string): Range | null {
  for (const { id, text } of blocks) {
    const from = quote === '' ? -1 : text.indexOf(quote)
    if (from >= 0) return { blockId: id, from, to: from + quote.length }
  }
  return null
}

function closest(blocks: readonly Words[], quote: string): Anchored | null {
  const found = blocks.flatMap(({ id, text }) => {
    const words = closestWords(text, quote)
    return words ? [{ blockId: id, ...words }] : []
  })
  const [best] = found.sort((a, b) => a.cost - b.cost)
  return best ? { blockId: best.blockId, from: best.from, to: best.to, exact: false, by: 'fuzzy' } : null
}

/** A position of a block as a Yjs relative position, held by the character after it (`assoc` 0) or before it (−1). */
export function positionIn(element: Y.XmlElement, offset: number, assoc: 0 | -1): Y.RelativePosition {
  const held = blocksIn(holderOf(element))
  const index = held.findIndex((block) => block.element === element)
  const pieces = held[index]?.pieces ?? []
  let rest = offset
  for (const { parent, at, length } of pieces) {
    if (assoc === 0 ? rest < length : rest <= length) return Y.createRelativePositionFromTypeIndex(parent, at + rest, assoc)
    rest -= length
  }
  const last = pieces.at(-1)
  if (last && index < held.length - 1) return Y.createRelativePositionFromTypeIndex(last.parent, last.at + last.length, assoc)
  return Y.createRelativePositionFromTypeIndex(holderOf(element), holderOf(element).length, assoc)
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
  const place = isReferenceElement(found.type) ? null : placeIn(found.type, found.index)
  return place && holderOf(place.element).parent === fragment ? { blockId: String(place.element.getAttribute('id') ?? ''), offset: place.offset } : null
}

// An anchor comes from outside: bytes that are no position are an anchor without one. A position in a named root is never ours, and
// resolving it would create that root in the document.
function absolute(doc: Y.Doc, position: string) {
  try {
    const relative = Y.decodeRelativePosition(base64.fromBase64(position))
    return relative.tname === null ? Y.createAbsolutePositionFromRelativePosition(relative, doc) : null
  } catch {
    return null
  }
}

/** Whether both positions of an anchor lie in this clause of the text now: asked before a thread is opened on it. */
export function isAnchorIn(doc: Y.Doc, clauseId: string, anchor: Anchor): boolean {
  const fragment = clausesOf(doc).get(clauseId)
  return fragment instanceof Y.XmlFragment && resolvePositions(doc, fragment, anchor) !== null
}
