import type { Command, EditorState } from 'prosemirror-state'
import { tablesIn } from './acrossCells.ts'
import { isNote, positionOf, type Span, touched } from './blocks.ts'
import { tableAt } from './tablePlace.ts'

/** The blocks to be moved: whole rows within one table, otherwise whole blocks and whole tables. */
function movedSpan(state: EditorState, span: Span): Span & { readonly inTable: boolean } {
  const { doc } = state
  const [from, to] = [tableAt(doc, span.first), tableAt(doc, span.last)]
  if (from && to && from.first === to.first) return { first: from.rows[from.row]?.[0] ?? span.first, last: to.rows[to.row]?.at(-1) ?? span.last, inTable: true }
  return { first: from?.first ?? span.first, last: to?.last ?? span.last, inTable: false }
}

/** What stands next to it: a row within a table, otherwise a block or a whole table. */
function neighbourOf({ doc }: EditorState, { first, last, inTable }: Span & { inTable: boolean }, by: 1 | -1): Span | null {
  const index = by < 0 ? first - 1 : last + 1
  if (index < 0 || index >= doc.childCount) return null
  const table = tableAt(doc, index)
  if (!inTable) return table ? { first: table.first, last: table.last } : { first: index, last: index }
  const own = tableAt(doc, first)
  const row = table && own && table.first === own.first ? table.rows[table.row] : null
  return row ? { first: row[0] ?? index, last: row.at(-1) ?? index } : null
}

/**
 * Moves the blocks of the selection one place up or down within their clause. It is the neighbour that changes sides, so that the caret
 * stays where it is; all keep their ids, by which the shared text knows that they only moved. Nothing goes above the heading or below a note, and no two tables become one.
 */
export const moveBlocks = (by: 1 | -1): Command => (state, dispatch) => {
  const touching = touched(state)
  if (!touching) return false
  const { doc } = state
  const span = movedSpan(state, touching)
  const next = neighbourOf(state, span, by)
  if (!next) return false
  const headed = doc.child(0).type.name === 'heading' && Math.min(span.first, next.first) === 0
  const noted = isNote(doc.child(span.last)) !== isNote(doc.child(next.first))
  const moving = doc.children.slice(span.first, span.last + 1)
  const passed = doc.children.slice(next.first, next.last + 1)
  const around = by < 0
    ? [...doc.children.slice(0, next.first), ...moving, ...passed, ...doc.children.slice(span.last + 1)]
    : [...doc.children.slice(0, span.first), ...passed, ...moving, ...doc.children.slice(next.last + 1)]
  if (headed || noted || tablesIn(around) !== tablesIn(doc.children)) return false
  if (!dispatch) return true
  const tr = state.tr
  const [start, end] = [positionOf(doc, next.first), positionOf(doc, next.last + 1)]
  if (by < 0) tr.insert(positionOf(doc, span.last + 1), passed).delete(start, end)
  else tr.delete(start, end).insert(positionOf(doc, span.first), passed)
  dispatch(tr.scrollIntoView())
  return true
}
