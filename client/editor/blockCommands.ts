import type { Node, NodeType } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import type { BlockType } from '#domain/text/kinds.ts'
import { clearAcrossCells, tablesIn, tearsTable } from './acrossCells.ts'
import { caretIn, isCell, isNote, touched, typeOf } from './blocks.ts'
import { deleteSelection, firstOf, joinBlocks, splitBlock } from './blockSteps.ts'
import { backToCall, removeEmptyNote } from './noteCommands.ts'
import { enterInCell, goToCell } from './cellKeys.ts'

/** The levels of a provision, outermost first. Tab goes one in, Shift-Tab one out. */
const levels = ['paragraph', 'point', 'indent']

const caretBlock = (state: EditorState): Node | null => {
  const { $from, empty } = state.selection
  return empty && $from.depth === 1 ? $from.parent : null
}
const atStart = (state: EditorState) => state.selection.empty && state.selection.$from.parentOffset === 0
const typeNamed = (state: EditorState, name: string): NodeType | undefined => state.schema.nodes[name]
const hasLevel = (block: Node) => block.type.name !== 'heading' && !isCell(block) && !isNote(block)
const shifted = (state: EditorState, block: Node, by: number) => {
  const level = levels.indexOf(block.type.name)
  if (level < 0) return by > 0 && hasLevel(block) ? typeNamed(state, 'point') : undefined
  const name = levels[level + by]
  return name === undefined ? undefined : typeNamed(state, name)
}

/** Moves the blocks of the selection one level in (+1) or out (-1). Headings, cells and notes stay; at the end of the scale nothing happens. */
export const shiftLevel = (by: 1 | -1): Command => (state, dispatch) => {
  const { from, to } = state.selection
  const tr = state.tr
  let inStructure = false
  state.doc.nodesBetween(from, to, (block, position, parent) => {
    if (parent !== state.doc) return false
    if (block.type.name !== 'heading') inStructure = true
    const type = shifted(state, block, by)
    if (type) tr.setNodeMarkup(position, type, block.attrs)
    return false
  })
  if (tr.docChanged) dispatch?.(tr.scrollIntoView())
  return inStructure
}

/** Tab and Shift-Tab: through the cells of a table, otherwise through the levels. */
export const tab = (by: 1 | -1): Command => firstOf(goToCell(by), shiftLevel(by))

/** The kinds that words may be of outside of tables and notes. */
export const settableKinds = ['heading', 'paragraph', 'point', 'indent', 'definition', 'plain'] as const satisfies readonly BlockType[]
type SettableKind = (typeof settableKinds)[number]

/** Makes the blocks of the selection blocks of this kind; their words and ids stay. Cells and notes are what they are. */
export const setKind = (kind: SettableKind): Command => (state, dispatch) => {
  const { from, to } = state.selection
  const type = typeNamed(state, kind)
  const tr = state.tr
  let may = false
  state.doc.nodesBetween(from, to, (block, position, parent) => {
    if (parent !== state.doc || isCell(block) || isNote(block) || !type) return false
    may = true
    if (block.type !== type) tr.setNodeMarkup(position, type, block.attrs)
    return false
  })
  if (tr.docChanged) dispatch?.(tr.scrollIntoView())
  return may
}

/** The kind that all blocks of the selection have, if they have one. */
export function kindAt(state: EditorState): BlockType | null {
  const span = touched(state)
  if (!span) return null
  const kinds = new Set(state.doc.children.slice(span.first, span.last + 1).map(typeOf))
  const [kind = null] = kinds
  return kinds.size === 1 ? kind : null
}

const emptyBlockBefore: Command = (state, dispatch) => {
  const block = caretBlock(state)
  const [plain, paragraph] = [typeNamed(state, 'plain'), typeNamed(state, 'paragraph')]
  if (!block || !plain || !paragraph || !atStart(state) || block.content.size === 0) return false
  const before = state.selection.$from.before()
  const isHeading = block.type.name === 'heading'
  const tr = state.tr.insert(before, (isHeading ? plain : block.type).create({ id: null }))
  // Behind an empty line what was the heading is words.
  if (isHeading) tr.setNodeMarkup(before + 2, paragraph, block.attrs)
  dispatch?.(tr.scrollIntoView())
  return true
}

const liftEmptyBlock: Command = (state, dispatch) => {
  const block = caretBlock(state)
  if (!block || block.content.size > 0 || !['point', 'indent'].includes(block.type.name)) return false
  return shiftLevel(-1)(state, dispatch)
}

/** A new article has an empty paragraph already: whoever has written its heading goes on there. */
const toWaitingWords: Command = (state, dispatch) => {
  const { selection } = state
  const block = caretBlock(state)
  if (block?.type.name !== 'heading' || !selection.empty || selection.$from.parentOffset < block.content.size) return false
  const next = state.doc.resolve(selection.$from.after()).nodeAfter
  return next !== null && next.content.size === 0 && next.type.name !== 'heading' && !isCell(next) && !isNote(next) && goTo(1)(state, dispatch)
}

/**
 * Enter: a new block of the same kind, or behind a heading the empty one that waits there. At the start of a block the empty one goes before
 * it, so that the words keep their id and their place in the shared text; in an empty point it goes one level out, in a cell one row down,
 * in a note back to its call.
 */
export const enter: Command = firstOf(clearAcrossCells, enterInCell, backToCall, liftEmptyBlock, emptyBlockBefore, toWaitingWords, splitBlock)

/**
 * Backspace at the start of a block: one level out, then joined to the block before. A heading swallows nothing but an empty block,
 * a cell and a note nothing at all.
 */
export const backspaceAtStart: Command = (state, dispatch, view) => {
  const block = caretBlock(state)
  if (!block || !atStart(state)) return false
  if (isCell(block)) return true
  if (isNote(block)) return removeEmptyNote(state, dispatch) || true
  if (['point', 'indent'].includes(block.type.name)) return shiftLevel(-1)(state, dispatch)
  const before = state.doc.resolve(state.selection.$from.before()).nodeBefore
  if (!before) return true
  if (block.content.size === 0) return removeBlock(-1)(state, dispatch, view)
  if (isCell(before) || isNote(before)) return goTo(-1)(state, dispatch)
  if (before.type.name !== 'heading' || block.type.name === 'heading') return joinBlocks(-1)(state, dispatch, view)
  return true
}

/** Delete at the end of a block joins the next one to it, except into a heading, and never a cell or a note. */
export const deleteAtEnd: Command = (state, dispatch, view) => {
  const block = caretBlock(state)
  if (!block || state.selection.$from.parentOffset < block.content.size) return false
  if (isCell(block)) return true
  if (isNote(block)) return removeEmptyNote(state, dispatch) || true
  const after = state.doc.resolve(state.selection.$from.after()).nodeAfter
  if (isCell(after) || isNote(after)) return block.content.size > 0 || removeBlock(1)(state, dispatch, view)
  if (block.type.name === 'heading' && block.content.size > 0) return true
  return joinBlocks(1)(state, dispatch, view)
}

const goTo = (by: 1 | -1): Command => (state, dispatch) => {
  dispatch?.(caretIn(state.tr, state.selection.$from.index(0) + by, by < 0 ? 'end' : 'start').scrollIntoView())
  return true
}

/** Takes an empty block away, unless it is what keeps two tables apart. */
const removeBlock = (towards: 1 | -1): Command => (state, dispatch) => {
  const { $from } = state.selection
  const index = $from.index(0)
  if (tablesIn(state.doc.children.filter((_, at) => at !== index)) < tablesIn(state.doc.children)) return goTo(towards)(state, dispatch)
  const tr = state.tr.delete($from.before(), $from.after())
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min($from.before(), tr.doc.content.size)), towards)).scrollIntoView())
  return true
}

export const removeSelection: Command = (state, dispatch) => (tearsTable(state) ? clearAcrossCells : deleteSelection)(state, dispatch)
