import type { EditorView } from 'prosemirror-view'
import type { WritingId } from './writingList.ts'

/** An editor on the page, the clause that it writes, and what can be done in it from outside. */
export interface OpenEditor {
  readonly clauseId: string
  readonly view: EditorView
  readonly can: (id: WritingId) => boolean
  readonly run: (id: WritingId) => void
  readonly isInTable: () => boolean
  readonly undo: () => void
  readonly redo: () => void
}

/** The editors that are on the page now, and the one that has, or last had, the caret: what menus and the palette act on. */
export interface OpenEditors {
  readonly active: () => OpenEditor | null
  readonly all: () => readonly OpenEditor[]
  /** Told of every change of the active one: its words, its selection, or that it is another. */
  readonly subscribe: (listener: () => void) => () => void
  readonly add: (editor: OpenEditor) => () => void
  readonly enter: (editor: OpenEditor) => void
  readonly tell: (view: EditorView) => void
}

export function makeOpenEditors(): OpenEditors {
  const editors = new Set<OpenEditor>()
  const listeners = new Set<() => void>()
  let active: OpenEditor | null = null
  const tell = () => { for (const listener of listeners) listener() }
  const enter = (editor: OpenEditor | null) => {
    if (active === editor) return
    active = editor
    tell()
  }
  return {
    active: () => active,
    all: () => [...editors],
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(editor) {
      editors.add(editor)
      return () => {
        editors.delete(editor)
        if (active === editor) enter(null)
      }
    },
    enter,
    tell: (view) => { if (active?.view === view) tell() },
  }
}
