import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import { waitingKey } from './waiting.ts'

const waitingIn = (view: EditorView) => waitingKey.getState(view.state) ?? { from: view.state.selection.to, to: view.state.selection.to, sign: false }

/** Where on the screen the reference will stand. */
export const placeOnScreen = (view: EditorView) => view.coordsAtPos(Math.min(waitingIn(view).to, view.state.doc.content.size))

/** Takes what has been typed since somebody asked, before the picker was there: from then on the picker hears the keys. */
export function beginAnswer(view: EditorView): string {
  const waiting = waitingKey.getState(view.state)
  const { $head } = view.state.selection
  if (!waiting || $head.pos <= waiting.to || $head.start() > waiting.from) return ''
  view.dispatch(view.state.tr.setMeta(waitingKey, { ...waiting, to: $head.pos }))
  return view.state.doc.textBetween(waiting.to, $head.pos)
}

export function putReference(view: EditorView, reference: CrossReference): void {
  const { from, to } = waitingIn(view)
  const node = view.state.schema.nodes.crossReference?.create({ ...reference })
  if (!node) return
  const tr = view.state.tr.setMeta(waitingKey, null).replaceWith(from, to, node)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + node.nodeSize)).scrollIntoView())
  view.focus()
}

/** Nothing was chosen: what was typed to find it stands in the text after the @, if it was asked for by one. */
export function leaveAnswer(view: EditorView, typed: string, staysHere: boolean): void {
  const { from, to, sign } = waitingIn(view)
  const tr = view.state.tr.setMeta(waitingKey, null)
  const begin = Math.max(from + 1, to)
  if (sign && view.state.doc.textBetween(from + 1, begin) !== typed) tr.insertText(typed, from + 1, begin)
  view.dispatch(staysHere ? tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(tr.mapping.map(to), tr.doc.content.size)), -1)) : tr)
  if (staysHere) view.focus()
}
