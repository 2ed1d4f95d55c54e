import type { EditorState, Selection } from 'prosemirror-state'
import { TextSelection } from 'prosemirror-state'
import type * as Y from 'yjs'
import { positionIn } from '#domain/text/anchor.ts'
import type { ClauseBinding } from './binding/clauseBinding.ts'
import { placeOf } from './textPlace.ts'

/** A selection held by the shared words themselves: it stays with them whatever others write before it. */
export interface RelativeSelection { readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition }

export function relativeSelection(binding: ClauseBinding, { $anchor, $head }: Selection): RelativeSelection | null {
  const [from, to] = [$anchor, $head].map(($place) => {
    const element = $place.depth > 0 ? binding.elementOf($place.index(0)) : null
    return element && positionIn(element, $place.parentOffset, $place.parentOffset === 0 ? 0 : -1)
  })
  return from && to ? { anchor: from, head: to } : null
}

/** Where that is in an editor now; null when its words are gone. */
export function selectionAt(doc: Y.Doc, state: EditorState, { anchor, head }: RelativeSelection): TextSelection | null {
  const starts = new Map<string, { start: number; size: number }>()
  state.doc.forEach((block, position) => { starts.set(String(block.attrs['id']), { start: position + 1, size: block.content.size }) })
  const [from, to] = [anchor, head].map((relative) => {
    const place = placeOf(doc, relative)
    const block = place && starts.get(place.blockId)
    return block ? block.start + Math.min(place.offset, block.size) : null
  })
  return typeof from === 'number' && typeof to === 'number' ? TextSelection.create(state.doc, from, to) : null
}
