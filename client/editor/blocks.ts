import type { Node } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { type BlockType, blockTypes } from '#domain/text/kinds.ts'

/** What commands need of a clause as a flat list of blocks: which ones a selection touches, and where they start. */

export const typeOf = (block: Node): BlockType => blockTypes.find((type) => type === block.type.name) ?? 'plain'
export const isCell = (block: Node | null | undefined): boolean => block?.type.name === 'row' || block?.type.name === 'cell'
export const isNote = (block: Node | null | undefined): boolean => block?.type.name === 'note'

/** Where the block with this index starts; for the number of blocks, where the clause ends. */
export function positionOf(doc: Node, index: number): number {
  let position = 0
  for (let i = 0; i < index; i += 1) position += doc.child(i).nodeSize
  return position
}

export interface Span { readonly first: number; readonly last: number }

/** The blocks that the selection touches, by index; null in a clause without any. */
export function touched({ doc, selection: { $from, $to } }: EditorState): Span | null {
  if (doc.childCount === 0) return null
  const within = (index: number) => Math.min(index, doc.childCount - 1)
  return { first: within($from.index(0)), last: within($to.index(0)) }
}

/** Puts the caret into the block with this index. */
export function caretIn(tr: Transaction, index: number, edge: 'start' | 'end'): Transaction {
  const block = tr.doc.maybeChild(index)
  if (!block) return tr
  const start = positionOf(tr.doc, index) + 1
  return tr.setSelection(TextSelection.create(tr.doc, edge === 'start' ? start : start + block.content.size))
}

