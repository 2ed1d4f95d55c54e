import * as Y from 'yjs'
import { placeIn } from '#domain/text/blockWords.ts'

/** A place in the words of a clause, as the page counts: block and offset (a cross-reference is one character). */
export interface TextPlace { readonly blockId: string; readonly offset: number }

/** Where a shared (relative) position is now; null when its words are gone or were never received. */
export function placeOf(doc: Y.Doc, position: Y.RelativePosition): TextPlace | null {
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc)
  const place = absolute && placeIn(absolute.type, absolute.index)
  const blockId: unknown = place?.element.getAttribute('id')
  return place && typeof blockId === 'string' ? { blockId, offset: place.offset } : null
}
