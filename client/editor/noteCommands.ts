import type { Node } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import { caretIn, isNote, positionOf } from './blocks.ts'

interface Call { readonly position: number; readonly noteId: string }

const callsIn = (doc: Node): Call[] => {
  const calls: Call[] = []
  doc.descendants((node, position) => {
    if (node.type.name === 'crossReference' && node.attrs.form === 'note') calls.push({ position, noteId: String(node.attrs.block) })
  })
  return calls
}
const noteIndex = (doc: Node, noteId: string) => doc.children.findIndex((block) => isNote(block) && block.attrs.id === noteId)

/**
 * Puts the call of a new note at the caret (after what is selected) and the note at the end of the clause, among the others in the
 * order of their calls; the caret goes into it. A note has no notes.
 */
export const insertNote = (clauseId: string, noteId: string): Command => (state, dispatch) => {
  const { doc, selection: { $to } } = state
  const { crossReference, note } = doc.type.schema.nodes
  if (!crossReference || !note || $to.depth !== 1 || isNote($to.parent)) return false
  if (!dispatch) return true
  const later = callsIn(doc).filter(({ position }) => position >= $to.pos).map((call) => noteIndex(doc, call.noteId)).filter((index) => index >= 0)
  const index = later.length > 0 ? Math.min(...later) : doc.childCount
  const tr = state.tr.insert(positionOf(doc, index), note.create({ id: noteId }))
  tr.insert($to.pos, crossReference.create({ target: clauseId, block: noteId, form: 'note' }))
  dispatch(caretIn(tr, index, 'start').scrollIntoView())
  return true
}

/** From a note back to the words after its call; in a note that nothing calls nothing happens. */
export const backToCall: Command = (state, dispatch) => {
  const { $head } = state.selection
  if ($head.depth !== 1 || !isNote($head.parent)) return false
  const call = callsIn(state.doc).find(({ noteId }) => noteId === $head.parent.attrs.id)
  if (call) dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, call.position + 1)).scrollIntoView())
  return true
}

/** Backspace or Delete in an empty note takes it away with its calls; the caret goes to where it was called. */
export const removeEmptyNote: Command = (state, dispatch) => {
  const { $head, empty } = state.selection
  if (!empty || $head.depth !== 1 || !isNote($head.parent) || $head.parent.content.size > 0) return false
  if (!dispatch) return true
  const calls = callsIn(state.doc).filter(({ noteId }) => noteId === $head.parent.attrs.id)
  const tr = state.tr.delete($head.before(), $head.after())
  for (const { position } of calls.toReversed()) tr.delete(position, position + 1)
  const at = calls[0]?.position ?? Math.max(0, $head.before() - 1)
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), -1)).scrollIntoView())
  return true
}
