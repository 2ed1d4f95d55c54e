import { toggleMark } from 'prosemirror-commands'
import type { Command } from 'prosemirror-state'
import type { MarkName } from '#domain/text/kinds.ts'
import { setKind, shiftLevel } from './blockCommands.ts'
import type { Editing } from './editing.ts'
import { moveBlocks } from './moveBlocks.ts'
import { backToCall, insertNote } from './noteCommands.ts'
import { addColumn, addRow, deleteColumn, deleteRow, deleteTable } from './tableCommands.ts'
import { askForReference } from './references/referencePlugins.ts'
import type { WritingId } from './writingList.ts'

const mark = (name: MarkName): Command => (state, dispatch, view) => {
  const type = state.schema.marks[name]
  return type ? toggleMark(type)(state, dispatch, view) : false
}
const typed = (words: string): Command => (state, dispatch) => {
  dispatch?.(state.tr.insertText(words).scrollIntoView())
  return true
}
const noteOrBack = (clauseId: string): Command => (state, dispatch, view) =>
  backToCall(state, dispatch, view) || insertNote(clauseId, crypto.randomUUID())(state, dispatch, view)

/** What each command of `writingList` does in a clause. Asked without `dispatch` it says whether it can be done now. */
export const writingCommands = (editing: Editing, clauseId: string): Readonly<Record<WritingId, Command>> => ({
  strong: mark('strong'), em: mark('em'), underline: mark('underline'), strike: mark('strike'), sup: mark('sup'), sub: mark('sub'),
  noBreakSpace: typed('\u00A0'),
  note: noteOrBack(clauseId), reference: askForReference(editing, clauseId),
  moveUp: moveBlocks(-1), moveDown: moveBlocks(1), levelIn: shiftLevel(1), levelOut: shiftLevel(-1),
  heading: setKind('heading'), paragraph: setKind('paragraph'), point: setKind('point'), indent: setKind('indent'), definition: setKind('definition'), plain: setKind('plain'),
  rowAbove: addRow('above'), rowBelow: addRow('below'), columnBefore: addColumn('before'), columnAfter: addColumn('after'),
  deleteRow, deleteColumn, deleteTable,
})
