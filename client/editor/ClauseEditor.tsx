import { EditorState, type Plugin, Selection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { schema } from '#domain/text/schema.ts'
import { bindClause } from './binding/clauseBinding.ts'
import { blockIds } from './blockIds.ts'
import { composing } from './composing.ts'
import { clauseKeymap } from './clauseKeymap.ts'
import { clauseDecorations } from './clauseDecorations.ts'
import { caretInView } from './caretInView.ts'
import { crossReferenceView } from './crossReferenceView.ts'
import type { Editing } from './editing.ts'
import { freshSelection, readSelection } from './freshSelection.ts'
import { useLawLanguage } from './lawLanguage.ts'
import { hasNoField } from './lateKeys.ts'
import { lateTools } from './lateTools.ts'
import type { Entry } from './neighbours.ts'
import { ownCaret } from './ownCaret.ts'
import { relativeSelection, selectionAt } from './relativeSelection.ts'
import { caretOfUndo } from './caretOfUndo.ts'
import { undoOf } from './ownUndo.ts'

export interface ClauseEditorProps {
  readonly clauseId: string
  readonly kind: string
  readonly editing: Editing
  readonly label: string
  readonly describedBy: string
  readonly onFocus: () => void
}

/** One clause, open for writing: plain ProseMirror, tied to the clause's fragment of the shared document. */
export default function ClauseEditor({ clauseId, kind, editing, label, describedBy, onFocus }: ClauseEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const viewRef = useRef<EditorView | null>(null)
  const focused = useEffectEvent(onFocus)
  // The browser checks the spelling in the language of what is written in.
  const lang = useLawLanguage()
  const attributes = useEffectEvent(() => attributesOf(label, describedBy, lang))

  useLayoutEffect(() => {
    const fragment = editing.fragmentOf(clauseId)
    if (!place.current || !fragment) return
    const undo = undoOf(editing.doc)
    const binding = bindClause(fragment, (stepsFor) => view.dispatch(stepsFor(view.state)))
    const carets = caretOfUndo(undo, clauseId, binding)
    const tools = lateTools(editing, clauseId, kind)
    const [before, after] = [
      [carets.plugin, composing(editing.hold), freshSelection(), caretInView()],
      [
        clauseKeymap({
          undo: () => undo.undo() !== null,
          redo: () => undo.redo() !== null,
          leave: () => leave(view),
          hop: (towards) => editing.neighbours.hop(clauseId, towards),
        }),
        blockIds(),
        ownCaret(editing.awareness, clauseId, binding),
        ...clauseDecorations(editing, clauseId, kind),
      ],
    ]
    const configure = (added: readonly Plugin[]) => [...before, ...added, ...after]
    const view: EditorView = new EditorView(place.current, {
      state: EditorState.create({ doc: binding.doc(), schema, plugins: configure(tools.first) }),
      dispatchTransaction(tr) {
        const { selection } = view.state
        const { state, transactions } = view.state.applyTransaction(tr)
        carets.remember(selection)
        view.updateState(state)
        binding.write(transactions, state.doc)
      },
      attributes: attributes(),
      nodeViews: { crossReference: crossReferenceView(editing) },
      handleDOMEvents: {
        focus: () => {
          undo.stopCapturing()
          focused()
          return false
        },
      },
    })
    viewRef.current = view
    tools.addTo(view, configure)
    const unregister = editing.neighbours.register(clauseId, (at) => putCaret(view, editing, at))
    return () => {
      readSelection(view)
      unregister(view.hasFocus() ? relativeSelection(binding, view.state.selection) ?? 'start' : null)
      if (view.hasFocus()) editing.caretLost(clauseId)
      viewRef.current = null
      binding.close()
      view.destroy()
    }
  }, [clauseId, kind, editing])

  // Drawn anew for another name, an editor puts its caret back to where it last knew it: a selection that was set meanwhile is read before.
  useEffect(() => {
    const view = viewRef.current
    if (!view) return
    readSelection(view)
    view.setProps({ attributes: attributesOf(label, describedBy, lang) })
  }, [label, describedBy, lang])

  return <div ref={place} className="law-editor" />
}

const attributesOf = (label: string, describedBy: string, lang: string) =>
  ({ role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'aria-describedby': describedBy, spellcheck: 'true', lang })

/** Escape gives the focus to the clause itself, from where Tab goes on through the page. */
const leave = (view: EditorView): boolean => {
  const clause = view.dom.closest<HTMLElement>('[data-clause]')
  view.dom.blur()
  clause?.focus()
  return true
}

const putCaret = (view: EditorView, editing: Editing, at: Entry) => {
  // A clause that comes back takes the caret from nobody who is elsewhere by now.
  if (typeof at !== 'string' && !hasNoField(document.activeElement)) return
  // Only a view that has the focus scrolls to its caret.
  view.focus()
  const { doc, tr } = view.state
  if (at === 'start' || at === 'end') view.dispatch(tr.setSelection(at === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)).scrollIntoView())
  // Its words stay where they were on the screen.
  else view.dispatch(tr.setSelection(selectionAt(editing.doc, view.state, at) ?? Selection.atStart(doc)))
}
