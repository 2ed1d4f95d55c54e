import { deleteSelection, joinTextblockBackward, joinTextblockForward, splitBlockAs } from 'prosemirror-commands'
import type { Node, NodeType } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'

/** The levels of a provision, outermost first. Tab goes one in, Shift-Tab one out. */
const levels = ['paragraph', 'point', 'indent']

const caretBlock = (state: EditorState): Node | null => {
  const { $from, empty } = state.selection
  return empty && $from.depth === 1 ? $from.parent : null
}
const atStart = (state: EditorState) => state.selection.empty && state.selection.$from.parentOffset === 0
const typeNamed = (state: EditorState, name: string): NodeType | undefined => state.schema.nodes[name]
const shifted = (state: EditorState, block: Node, by: number) => {
  const level = levels.indexOf(block.type.name)
  if (level < 0) return by > 0 && block.type.name !== 'heading' ? typeNamed(state, 'point') : undefined
  const name = levels[level + by]
  return name === undefined ? undefined : typeNamed(state, name)
}

/** Moves the blocks of the selection one level in (+1) or out (-1). Headings stay; at the end of the scale nothing happens. */
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

const emptyBlockBefore: Command = (state, dispatch) => {
  const block = caretBlock(state)
  if (!block || !atStart(state) || block.content.size === 0 || block.type.name === 'heading') return false
  dispatch?.(state.tr.insert(state.selection.$from.before(), block.type.create({ id: null })).scrollIntoView())
  return true
}

const liftEmptyBlock: Command = (state, dispatch) => {
  const block = caretBlock(state)
  if (!block || block.content.size > 0 || !['point', 'indent'].includes(block.type.name)) return false
  return shiftLevel(-1)(state, dispatch)
}

const splitIntoSameKind = splitBlockAs((block) => {
  const type = block.type.name === 'heading' ? block.type.schema.nodes.paragraph : block.type
  return type ? { type, attrs: { id: null } } : null
})

/**
 * Enter: a new block of the same kind. At the start of a block the empty one goes before it, so that the words keep
 * their id and their place in the shared text; in an empty point it goes one level out.
 */
export const enter: Command = (state, dispatch, view) =>
  liftEmptyBlock(state, dispatch) || emptyBlockBefore(state, dispatch) || splitIntoSameKind(state, dispatch, view)

/** Backspace at the start of a block: one level out, then joined to the block before. A heading swallows nothing but an empty block. */
export const backspaceAtStart: Command = (state, dispatch, view) => {
  const block = caretBlock(state)
  if (!block || !atStart(state)) return false
  if (['point', 'indent'].includes(block.type.name)) return shiftLevel(-1)(state, dispatch)
  const before = state.doc.resolve(state.selection.$from.before()).nodeBefore
  if (!before) return true
  if (before.type.name !== 'heading' || block.type.name === 'heading') return joinTextblockBackward(state, dispatch, view)
  if (block.content.size === 0) return removeBlock(state, dispatch)
  return true
}

/** Delete at the end of a block joins the next one to it, except into a heading. */
export const deleteAtEnd: Command = (state, dispatch, view) => {
  const block = caretBlock(state)
  if (!block || state.selection.$from.parentOffset < block.content.size) return false
  if (block.type.name === 'heading' && block.content.size > 0) return true
  return joinTextblockForward(state, dispatch, view)
}

const removeBlock: Command = (state, dispatch) => {
  const { $from } = state.selection
  const tr = state.tr.delete($from.before(), $from.after())
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before()), -1)).scrollIntoView())
  return true
}

export const removeSelection = deleteSelection
