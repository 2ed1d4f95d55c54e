import { keymap } from 'prosemirror-keymap'
import { type Command, NodeSelection, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Editing } from '../editing.ts'
import { type Waiting, waitingKey } from './waiting.ts'

/** What a clause's editor knows of references: @ asks for one, Enter on one goes where it points. Before the other keys. */
export const referencePlugins = (editing: Editing, clauseId: string): Plugin[] => [waitingPlugin(editing, clauseId), keymap({ Enter: follow, 'Mod-Enter': follow })]

/** Asks for a reference at the caret; false where there is no place for one. */
export const askForReference = (editing: Editing, clauseId: string): Command => ({ selection: { $to } }, dispatch, view) => {
  if (!$to.parent.isTextblock) return false
  if (dispatch && view) ask(editing, clauseId, view, $to.pos)
  return true
}

function ask({ picking }: Editing, clauseId: string, view: EditorView, from: number) {
  const { to } = view.state.selection
  view.dispatch(view.state.tr.setMeta(waitingKey, { from, to, sign: from < to } satisfies Waiting))
  picking.ask({ clauseId, view })
}

const waitingPlugin = (editing: Editing, clauseId: string) => new Plugin<Waiting | null>({
  key: waitingKey,
  state: {
    init: () => null,
    apply(tr, waiting) {
      const said: Waiting | null | undefined = tr.getMeta(waitingKey)
      if (said !== undefined || !waiting) return said ?? null
      const from = tr.mapping.map(waiting.from, 1)
      return { ...waiting, from, to: Math.max(from, tr.mapping.map(waiting.to, -1)) }
    },
  },
  props: {
    handleTextInput(view, from, to, text) {
      if (text !== '@' || view.composing || !isWordStart(view, from)) return false
      view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView())
      ask(editing, clauseId, view, view.state.selection.to - text.length)
      return true
    },
  },
  view: (view) => ({ destroy: () => { if (editing.picking.current()?.view === view) editing.picking.ask(null) } }),
})

const isWordStart = ({ state }: EditorView, at: number) => {
  const $at = state.doc.resolve(at)
  return $at.parent.isTextblock && !/[\p{L}\p{M}\p{N}._]$/u.test($at.parent.textBetween(0, $at.parentOffset, null, ' '))
}

/** Goes where the reference under the caret points, as a click on it does. */
const follow: Command = ({ selection }, _dispatch, view) => {
  if (!view || !(selection instanceof NodeSelection) || selection.node.type.name !== 'crossReference') return false
  const anchor = view.nodeDOM(selection.from)
  if (anchor instanceof HTMLElement) anchor.click()
  return true
}
