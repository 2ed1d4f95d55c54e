import type { EditorView } from 'prosemirror-view'

/** Where I put the caret last: what others did to the block since then does not count. */
export interface OwnCaret { readonly view: EditorView; readonly clauseId: string; readonly blockId: string; readonly offset: number }

/** The clause editors that are on the page, for what is done to them from outside: from a menu, a dialog, the outline. */
export interface OpenEditors {
  readonly viewOf: (clauseId: string) => EditorView | null
  /** The one that was written in last, while it is on the page. */
  readonly last: () => EditorView | null
  readonly caret: () => OwnCaret | null
  /** Gives the way to leave again. */
  readonly register: (clauseId: string, view: EditorView) => () => void
  readonly enter: (view: EditorView) => void
  readonly putCaret: (caret: OwnCaret) => void
}

export function makeOpenEditors(): OpenEditors {
  const views = new Map<string, EditorView>()
  let last: EditorView | null = null
  let caret: OwnCaret | null = null
  return {
    viewOf: (clauseId) => views.get(clauseId) ?? null,
    last: () => last,
    caret: () => caret,
    register(clauseId, view) {
      views.set(clauseId, view)
      return () => {
        if (views.get(clauseId) === view) views.delete(clauseId)
        if (last === view) last = null
        if (caret?.view === view) caret = null
      }
    },
    enter(view) { last = view },
    putCaret(own) { caret = own },
  }
}

/** The id of the block that the caret of a clause is in. */
export function caretBlockOf(view: EditorView | null): string | null {
  const id: unknown = view?.state.selection.$from.node(1)?.attrs['id']
  return typeof id === 'string' ? id : null
}
