import type { EditorView } from 'prosemirror-view'

/** Somebody wants to refer to something, at the caret of a clause. */
export interface Asking { readonly clauseId: string; readonly view: EditorView }

/** The one picker of an open draft: at most one person's one question at a time. */
export interface Picking {
  readonly current: () => Asking | null
  readonly ask: (asking: Asking | null) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function makePicking(): Picking {
  const listeners = new Set<() => void>()
  let current: Asking | null = null
  return {
    current: () => current,
    ask(asking) {
      current = asking
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
