import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { positionOf } from './blocks.ts'
import type { Editing } from './editing.ts'
import type { Edge } from './neighbours.ts'
import { cellTowards, tableAt } from './tablePlace.ts'

type Towards = 1 | -1

// How much of the screen a page up or down goes on, and how far inside of a block its first line is looked for.
const pageShare = 0.8
const intoLine = 12

/** Blocks on which the caret may land that comes from above or below: one block, or the cells of a row. */
function landing(doc: Node, index: number, by: Towards): readonly number[] {
  if (index < 0 || index >= doc.childCount) return []
  const table = tableAt(doc, index)
  return table ? (by > 0 ? table.rows[0] : table.rows.at(-1)) ?? [] : [index]
}

/** Puts the caret into the one of these blocks that lies under or over this place, on its first or its last line. */
function land(view: EditorView, indexes: readonly number[], x: number, by: Towards): boolean {
  const boxes = indexes.flatMap((index) => {
    const dom = view.nodeDOM(positionOf(view.state.doc, index))
    return dom instanceof HTMLElement ? [{ index, box: dom.getBoundingClientRect() }] : []
  })
  const away = ({ left, right }: DOMRect) => Math.max(left - x, x - right, 0)
  const nearest = boxes.reduce<(typeof boxes)[number] | null>((best, one) => (best && away(best.box) <= away(one.box) ? best : one), null)
  if (!nearest) return false
  const { index, box } = nearest
  const start = positionOf(view.state.doc, index) + 1
  const end = start + view.state.doc.child(index).content.size
  const line = Math.min(intoLine, box.height / 2)
  const found = view.posAtCoords({ left: Math.min(Math.max(x, box.left + 1), box.right - 1), top: by > 0 ? box.top + line : box.bottom - line })?.pos
  const position = found === undefined ? (by > 0 ? start : end) : Math.min(Math.max(found, start), end)
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, position)).scrollIntoView())
  return true
}

/** Where the caret goes from its block to the one above or below: onto which blocks, or `outside` of the clause, or as the browser knows. */
export function vertically({ doc, selection: { $head } }: EditorState, by: Towards): readonly number[] | 'outside' | 'asUsual' {
  const table = tableAt(doc, $head.index(0))
  const cell = table && cellTowards(table, by)
  if (cell !== null) return [cell]
  const edge = table && (by > 0 ? table.last : table.first)
  const next = landing(doc, (edge ?? $head.index(0)) + by, by)
  if (next.length === 0) return 'outside'
  return table || next.length > 1 ? next : 'asUsual'
}

/** The keys by which the caret goes through cells and clauses as through one page: what lies below is below, not what comes next. */
export function crossing(editing: Editing, clauseId: string): Plugin {
  const vertical = (by: Towards): Command => (state, _dispatch, view) => {
    if (!view || !state.selection.empty || !view.endOfTextblock(by > 0 ? 'down' : 'up')) return false
    const next = vertically(state, by)
    const x = view.coordsAtPos(state.selection.head).left
    if (next === 'asUsual') return false
    if (next !== 'outside') return land(view, next, x, by)
    if (!editing.neighbours.hop(clauseId, by > 0 ? 'after' : 'before')) return false
    const there = editing.editors.active()?.view
    if (there && there !== view) land(there, landing(there.state.doc, by > 0 ? 0 : there.state.doc.childCount - 1, by), x, by)
    return true
  }
  return keymap({
    ArrowUp: vertical(-1),
    ArrowDown: vertical(1),
    PageUp: page(editing, -1),
    PageDown: page(editing, 1),
    'Mod-Home': toEnd(editing, 'start'),
    'Mod-End': toEnd(editing, 'end'),
    'Meta-ArrowUp': toEnd(editing, 'start'),
    'Meta-ArrowDown': toEnd(editing, 'end'),
  })
}

/** One screen on, in whichever clause that is; where the page can scroll no further the caret goes on by itself. */
const page = (editing: Editing, by: Towards): Command => (state, _dispatch, view) => {
  if (!view) return false
  const caret = view.coordsAtPos(state.selection.head)
  const distance = by * Math.round(window.innerHeight * pageShare)
  const before = window.scrollY
  window.scrollBy({ top: distance, behavior: 'instant' })
  const y = caret.top + distance - (window.scrollY - before)
  const boxes = writable().map((clause) => ({ clause, box: clause.getBoundingClientRect() }))
  const away = ({ top, bottom }: DOMRect) => Math.max(top - y, y - bottom, 0)
  const nearest = boxes.reduce<(typeof boxes)[number] | null>((best, next) => (best && away(best.box) <= away(next.box) ? best : next), null)
  if (!nearest) return true
  const one = editing.editors.all().find(({ clauseId }) => clauseId === nearest.clause.dataset.clause)?.view
  if (!one) return enterSoon(editing, nearest.clause, by > 0 ? 'start' : 'end')
  const box = one.dom.getBoundingClientRect()
  one.focus()
  const place = one.posAtCoords({ left: Math.min(Math.max(caret.left, box.left + 1), box.right - 1), top: Math.min(Math.max(y, box.top + intoLine), box.bottom - intoLine) })
  if (place) one.dispatch(one.state.tr.setSelection(TextSelection.near(one.state.doc.resolve(place.pos))).scrollIntoView())
  return true
}

/** To the first or the last words of the draft that may be written in. */
const toEnd = (editing: Editing, edge: Edge): Command => () => {
  const clause = writable().at(edge === 'start' ? 0 : -1)
  if (!clause) return false
  clause.scrollIntoView({ block: edge, behavior: 'instant' })
  return enterSoon(editing, clause, edge)
}

/** The clauses that may be written in, whether their editors are there or not. */
const writable = () => [...document.querySelectorAll<HTMLElement>('[data-clause]:has([data-writable])')]

/** Puts the caret into a clause. Only near the screen there are editors: one that is not there comes with the focus, before the next key. */
function enterSoon({ neighbours }: Editing, clause: HTMLElement, edge: Edge): true {
  neighbours.focus(clause.dataset.clause ?? '', edge)
  if (!clause.contains(document.activeElement)) clause.focus({ preventScroll: true })
  return true
}
