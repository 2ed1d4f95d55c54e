import * as Y from 'yjs'
import { blockTypes } from './kinds.ts'

/**
 * Where the words of blocks stand. A block is made as an element of its clause; its words are texts and cross-references in it. Whoever
 * splits it puts a break among its letters: an element in a text, with the attributes of a block. The block that a break begins has the
 * words behind it, as far as to the next break or the end of the element that holds them all. So no letter is moved when a block is
 * split, and none when a break is taken away.
 */

/** Words that stand together: letters of a text (perhaps none: a place for some), or one cross-reference. `at`: where in `parent`. */
export interface Piece {
  readonly parent: Y.XmlText | Y.XmlElement
  readonly at: number
  readonly length: number
  readonly reference: Y.XmlElement | null
  /** The index of the text or cross-reference in the element that holds it. */
  readonly child: number
}
export interface HeldBlock { readonly element: Y.XmlElement; readonly pieces: readonly Piece[] }

export const isReferenceElement = (child: unknown): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === 'crossReference'
/** Whether a block begins among the letters of another one. */
export const isBreak = (element: Y.XmlElement): boolean => element.parent instanceof Y.XmlText
export const isBlockElement = (child: unknown): child is Y.XmlElement => child instanceof Y.XmlElement && (blockTypes as readonly string[]).includes(child.nodeName)
/** What an item of a text begins, when it is a break. */
export const breakIn = ({ content }: Y.Item): Y.XmlElement | null => content instanceof Y.ContentType && isBlockElement(content.type) ? content.type : null

/** The element of the clause that the words of a block are in. */
export function holderOf(element: Y.XmlElement): Y.XmlElement {
  const holder: unknown = element.parent instanceof Y.XmlText ? element.parent.parent : element
  return holder instanceof Y.XmlElement ? holder : element
}

/** The blocks whose words an element of a clause holds: its own first. In one pass, however many there are. */
export function blocksIn(holder: Y.XmlElement): HeldBlock[] {
  let pieces: Piece[] = []
  const held = [{ element: holder, pieces }]
  for (const [child, inner] of holder.toArray().entries()) {
    if (isReferenceElement(inner)) pieces.push({ parent: holder, at: child, length: 1, reference: inner, child })
    if (!(inner instanceof Y.XmlText)) continue
    let [from, at] = [0, 0]
    for (let item = inner._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue
      if (item.content instanceof Y.ContentType) {
        pieces.push({ parent: inner, at: from, length: at - from, reference: null, child })
        const begun = breakIn(item)
        if (begun) {
          pieces = []
          held.push({ element: begun, pieces })
        } else if (isReferenceElement(item.content.type)) pieces.push({ parent: inner, at, length: 1, reference: item.content.type, child })
        from = at + 1
      }
      at += item.length
    }
    pieces.push({ parent: inner, at: from, length: at - from, reference: null, child })
  }
  return held
}

/** Where the words of one block stand, in reading order. */
export const piecesOf = (element: Y.XmlElement): readonly Piece[] => blocksIn(holderOf(element)).find((block) => block.element === element)?.pieces ?? []

/** A place in a text, among the children of an element or in a cross-reference, as block and offset in its words (a cross-reference is one). */
export function placeIn(type: unknown, index: number): { readonly element: Y.XmlElement; readonly offset: number } | null {
  if (isReferenceElement(type)) return placeWhere(type.parent instanceof Y.XmlText ? type.parent.parent : type.parent, ({ reference }) => reference === type)
  if (type instanceof Y.XmlText) return placeWhere(type.parent, ({ parent, at, length }) => parent === type && index >= at && index <= at + length, ({ at }) => index - at)
  if (!(type instanceof Y.XmlElement)) return null
  return isBreak(type) ? { element: type, offset: 0 } : placeWhere(type, ({ child }) => child >= index) ?? endOf(type)
}

function placeWhere(holder: unknown, isThere: (piece: Piece) => boolean, within: (piece: Piece) => number = () => 0) {
  for (const { element, pieces } of holder instanceof Y.XmlElement ? blocksIn(holder) : []) {
    let offset = 0
    for (const piece of pieces) {
      if (isThere(piece)) return { element, offset: offset + within(piece) }
      offset += piece.length
    }
  }
  return null
}

function endOf(holder: Y.XmlElement) {
  const last = blocksIn(holder).at(-1)
  return last ? { element: last.element, offset: lengthOf(last.pieces) } : null
}

export const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0)
