import * as Y from 'yjs'

/** A place in the words of a clause, as the page counts: block and offset (a cross-reference is one character). */
export interface TextPlace { readonly blockId: string; readonly offset: number }

const lengthOf = (child: unknown) => child instanceof Y.XmlText ? child.length : 1

const lengthBefore = (block: Y.XmlElement, stop: (child: unknown, index: number) => boolean) => {
  let length = 0
  for (const [index, child] of block.toArray().entries()) {
    if (stop(child, index)) break
    length += lengthOf(child)
  }
  return length
}

/** Where a shared (relative) position is now; null when its words are gone or were never received. */
export function placeOf(doc: Y.Doc, position: Y.RelativePosition): TextPlace | null {
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc)
  if (!absolute) return null
  const { type, index } = absolute
  if (type instanceof Y.XmlText) {
    const block = type.parent
    return block instanceof Y.XmlElement ? inBlock(block, lengthBefore(block, (child) => child === type) + index) : null
  }
  if (!(type instanceof Y.XmlElement)) return null
  if (type.parent instanceof Y.XmlElement) {
    const block = type.parent
    return inBlock(block, lengthBefore(block, (child) => child === type))
  }
  return inBlock(type, lengthBefore(type, (_child, at) => at >= index))
}

const inBlock = (block: Y.XmlElement, offset: number): TextPlace | null => {
  const blockId: unknown = block.getAttribute('id')
  return typeof blockId === 'string' ? { blockId, offset } : null
}
