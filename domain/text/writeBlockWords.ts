import * as Y from 'yjs'
import { holderOf, type Piece, piecesOf } from './blockWords.ts'
import { type Block, type Inline, isReference } from './clauseContent.ts'
import { markAttributes, writeReference } from './clauseFragment.ts'
import { markNames } from './kinds.ts'

/** Changes of the words of one block, by their places in it (a cross-reference is one). What is not named is not touched. */

/** The letters of a Y.XmlText that carry an attribute set, as an object that says nothing of other marks. */
export type Attributes = Record<string, object | null>
const noMarks: Attributes = Object.fromEntries(markNames.map((name) => [name, null]))
/** Exactly these marks, and none of the others. */
export const exactly = (run: Parameters<typeof markAttributes>[0]): Attributes => ({ ...noMarks, ...markAttributes(run) })

/** The pieces that lie between two places, cut to them. */
export function piecesBetween(element: Y.XmlElement, from: number, to: number): Piece[] {
  let start = 0
  return piecesOf(element).flatMap((piece) => {
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, piece.length)]
    start += piece.length
    return first < last ? [{ ...piece, at: piece.at + first, length: last - first }] : []
  })
}

export function deleteWords(element: Y.XmlElement, from: number, to: number): void {
  for (const { parent, at, length } of piecesBetween(element, from, to).reverse()) parent.delete(at, length)
}

export function formatWords(element: Y.XmlElement, from: number, to: number, attributes: Attributes): void {
  for (const { parent, at, length, reference } of piecesBetween(element, from, to)) if (parent instanceof Y.XmlText && !reference) parent.format(at, length, attributes)
}

export function insertWords(element: Y.XmlElement, at: number, inlines: readonly Inline[]): void {
  let offset = at
  for (const inline of inlines) {
    const { text, index } = placeFor(element, offset)
    if (isReference(inline)) text.insertEmbed(index, writeReference(inline.crossReference), attributesBefore(text, index))
    else text.insert(index, inline.text, exactly(inline))
    offset += isReference(inline) ? 1 : inline.text.length
  }
}

/** Begins a block among the words of another one: what stands behind the place belongs to it from now on. */
export function insertBreak(element: Y.XmlElement, at: number, { type, id }: Pick<Block, 'type' | 'id'>): Y.XmlElement {
  const made = new Y.XmlElement(type)
  if (id !== '') made.setAttribute('id', id)
  const { text, index } = placeFor(element, at)
  text.insertEmbed(index, made, attributesBefore(text, index))
  return made
}

/** Where letters can be put. They go to those before them rather than to those after: they are what the person was writing on. */
function placeFor(element: Y.XmlElement, offset: number): { text: Y.XmlText; index: number } {
  let start = 0
  let child = holderOf(element).length
  for (const piece of piecesOf(element)) {
    const { parent, at, length, reference } = piece
    if (parent instanceof Y.XmlText && !reference && offset <= start + length) return { text: parent, index: at + offset - start }
    if (offset <= start) {
      child = piece.child
      break
    }
    start += length
  }
  const text = new Y.XmlText()
  holderOf(element).insert(child, [text])
  return { text, index: 0 }
}

/** The marks that stand at a place. Said of what is put there, they need not end before it and begin again behind it. */
export function attributesBefore(text: Y.XmlText, index: number): Record<string, unknown> {
  let at = 0
  for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    at += typeof insert === 'string' ? insert.length : 1
    if (index <= at) return index === 0 ? {} : attributes
  }
  return {}
}
