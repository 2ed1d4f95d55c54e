import { keymap } from 'prosemirror-keymap'
import { NodeSelection, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import type { Editing } from '../editing.ts'

/** Where the reference will stand, kept in place while others write. `sign`: it begins with an @. */
interface Waiting { readonly from: number; readonly to: number; readonly sign: boolean }
const key = new PluginKey<Waiting | null>('references')

/** What a clause's editor knows of references: @ and Mod-Shift-R ask for one, Enter on one goes where it points. Before the other keys. */
export const referencePlugins = (editing: Editing, clauseId: string): Plugin[] => [
  waitingPlugin(editing, clauseId),
  keymap({ 'Shift-Mod-r': (_state, _dispatch, view) => view !== undefined && ask(editing, clauseId, view, false), Enter: follow, 'Mod-Enter': follow }),
]

const waitingPlugin = (editing: Editing, clauseId: string) => new Plugin<Waiting | null>({
  key,
  state: {
    init: () => null,
    apply(tr, waiting) {
      const said: Waiting | null | undefined = tr.getMeta(key)
      if (said !== undefined || !waiting) return said ?? null
      const from = tr.mapping.map(waiting.from, 1)
      return { ...waiting, from, to: Math.max(from, tr.mapping.map(waiting.to, -1)) }
    },
  },
  props: {
    handleTextInput(view, from, to, text) {
      if (text !== '@' || view.composing || !isWordStart(view, from)) return false
      view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView())
      return ask(editing, clauseId, view, true)
    },
  },
  view: (view) => ({ destroy: () => { if (key.getState(view.state) && editing.picking.current()?.clauseId === clauseId) editing.picking.ask(null) } }),
})

const isWordStart = ({ state }: EditorView, at: number) => {
  const $at = state.doc.resolve(at)
  return $at.parent.isTextblock && !/[\p{L}\p{M}\p{N}._]$/u.test($at.parent.textBetween(0, $at.parentOffset, null, ' '))
}

/** Opens the picker at the caret of an editor. False where there is no place for a reference. */
function ask({ picking }: Editing, clauseId: string, view: EditorView, sign: boolean): boolean {
  const { $to } = view.state.selection
  if (!$to.parent.isTextblock) return false
  view.dispatch(view.state.tr.setMeta(key, { from: sign ? $to.pos - 1 : $to.pos, to: $to.pos, sign } satisfies Waiting))
  const done = () => {
    const waiting = key.getState(view.state) ?? { from: view.state.selection.to, to: view.state.selection.to, sign: false }
    picking.ask(null)
    return waiting
  }
  picking.ask({
    clauseId,
    box: () => view.coordsAtPos(Math.min(key.getState(view.state)?.to ?? 0, view.state.doc.content.size)),
    begin() {
      const waiting = key.getState(view.state)
      const { $head } = view.state.selection
      if (!waiting || $head.pos <= waiting.to || $head.start() > waiting.from) return ''
      view.dispatch(view.state.tr.setMeta(key, { ...waiting, to: $head.pos }))
      return view.state.doc.textBetween(waiting.to, $head.pos)
    },
    choose(reference) {
      const { from, to } = done()
      putReference(view, from, to, reference)
    },
    leave(typed, staysHere) {
      const { from, to, sign: isSigned } = done()
      const tr = view.state.tr.setMeta(key, null)
      if (isSigned && view.state.doc.textBetween(from + 1, Math.max(from + 1, to)) !== typed) tr.insertText(typed, from + 1, Math.max(from + 1, to))
      view.dispatch(staysHere ? tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(tr.mapping.map(to), tr.doc.content.size)), -1)) : tr)
      if (staysHere) view.focus()
    },
  })
  return true
}

function putReference(view: EditorView, from: number, to: number, reference: CrossReference) {
  const node = view.state.schema.nodes.crossReference?.create({ ...reference })
  if (!node) return
  const tr = view.state.tr.setMeta(key, null).replaceWith(from, to, node)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + node.nodeSize)).scrollIntoView())
  view.focus()
}

/** Asks for a reference where the caret was last; for a menu or a palette. False where nobody has written yet. */
export function insertReference(editing: Editing): boolean {
  const view = editing.editors.last()
  const clauseId = view?.dom.closest('[data-clause]')?.getAttribute('data-clause')
  return Boolean(view && clauseId && ask(editing, clauseId, view, false))
}

/** Goes where the reference under the caret points, as a click on it does. */
const follow = (_state: unknown, _dispatch: unknown, view?: EditorView): boolean => {
  const { selection } = view?.state ?? {}
  if (!view || !(selection instanceof NodeSelection) || selection.node.type.name !== 'crossReference') return false
  const anchor = view.nodeDOM(selection.from)
  if (anchor instanceof HTMLElement) anchor.click()
  return true
}
