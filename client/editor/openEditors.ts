import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** The clause editors that are on the page, for what is done to them from outside: from a menu, a dialog, the outline. */
export interface OpenEditors {
  readonly viewOf: (clauseId: string) => EditorView | null
  /** The one that was written in last, while it is on the page. */
  readonly last: () => EditorView | null
  readonly plugin: (clauseId: string) => Plugin
}

export function makeOpenEditors(): OpenEditors {
  const views = new Map<string, EditorView>()
  let last: EditorView | null = null
  const plugin = (clauseId: string) => new Plugin({
    view(view) {
      views.set(clauseId, view)
      return {
        destroy() {
          if (views.get(clauseId) === view) views.delete(clauseId)
          if (last === view) last = null
        },
      }
    },
    props: {
      handleDOMEvents: {
        focus(view) {
          last = view
          return false
        },
      },
    },
  })
  return { viewOf: (clauseId) => views.get(clauseId) ?? null, last: () => last, plugin }
}

/** The id of the block that the caret of a clause is in. */
export function caretBlockOf(view: EditorView | null): string | null {
  const id: unknown = view?.state.selection.$from.node(1)?.attrs.id
  return typeof id === 'string' ? id : null
}
