import { AllSelection, type Command, TextSelection } from 'prosemirror-state'

/** The steps that keys are made of, for a document that is a flat list of blocks. `prosemirror-commands` brings all of its own with any. */

/** The first of these that can do something does it. */
export const firstOf = (...commands: readonly Command[]): Command => (state, dispatch, view) => commands.some((command) => command(state, dispatch, view))

export const selectAll: Command = (state, dispatch) => {
  dispatch?.(state.tr.setSelection(new AllSelection(state.doc)))
  return true
}

export const deleteSelection: Command = (state, dispatch) => {
  if (state.selection.empty) return false
  dispatch?.(state.tr.deleteSelection().scrollIntoView())
  return true
}

/** Joins the block with the caret to the one before it (-1), or the one after it to that (1). The first of them stays. */
export const joinBlocks = (towards: 1 | -1): Command => (state, dispatch) => {
  const { $from } = state.selection
  if ($from.depth !== 1) return false
  const between = towards < 0 ? $from.before() : $from.after()
  const { nodeBefore, nodeAfter } = state.doc.resolve(between)
  if (!nodeBefore || !nodeAfter) return false
  dispatch?.(state.tr.join(between).scrollIntoView())
  return true
}

/** Splits the block with the caret in two; marked words go. Behind a heading come words. */
export const splitBlock: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if ($from.depth !== 1) return false
  const { paragraph } = state.schema.nodes
  const type = $to.parent.type.name === 'heading' && paragraph ? paragraph : $to.parent.type
  const tr = state.selection instanceof TextSelection ? state.tr.deleteSelection() : state.tr
  dispatch?.(tr.split(tr.mapping.map($from.pos), 1, [{ type, attrs: { id: null } }]).scrollIntoView())
  return true
}
