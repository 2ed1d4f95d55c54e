import type { RelativeSelection } from './relativeSelection.ts'

export type Edge = 'start' | 'end'

/** Where the caret comes to in an editor: an edge, or where it was before among words that others may have written in since. */
export type Entry = Edge | RelativeSelection

/** The editors that are on the page now, so that the caret can go from one to the next as in one text. */
export interface Neighbours {
  /** Gives the way to leave again. An editor that goes while it has the focus says where its caret was: made anew, it gets both back. */
  readonly register: (clauseId: string, enter: (at: Entry) => void) => (caret: Entry | null) => void
  readonly hop: (from: string, towards: 'before' | 'after') => boolean
  /** Puts the caret into a clause, now or as soon as its editor is there. */
  readonly focus: (clauseId: string, edge: Edge) => void
}

export function makeNeighbours(order: () => readonly string[]): Neighbours {
  const editors = new Map<string, (at: Entry) => void>()
  let awaited: { clauseId: string; at: Entry } | null = null
  const focus = (clauseId: string, edge: Edge) => {
    const editor = editors.get(clauseId)
    if (editor) editor(edge)
    else awaited = { clauseId, at: edge }
  }
  return {
    register(clauseId, enter) {
      editors.set(clauseId, enter)
      if (awaited?.clauseId === clauseId) {
        const { at } = awaited
        awaited = null
        enter(at)
      }
      return (caret) => {
        if (editors.get(clauseId) === enter) editors.delete(clauseId)
        if (caret) awaited = { clauseId, at: caret }
      }
    },
    hop(from, towards) {
      const ids = order()
      const step = towards === 'after' ? 1 : -1
      for (let i = ids.indexOf(from) + step; i >= 0 && i < ids.length; i += step) {
        const id = ids[i]
        if (id === undefined || !editors.has(id)) continue
        focus(id, towards === 'after' ? 'start' : 'end')
        return true
      }
      return false
    },
    focus,
  }
}
