export type Edge = 'start' | 'end'

/** The editors that are on the page now, so that the caret can go from one to the next as in one text. */
export interface Neighbours {
  /** Gives the way to leave again; an editor that is made anew while it holds the focus gets it back. */
  readonly register: (clauseId: string, focus: (edge: Edge) => void) => (hadFocus: boolean) => void
  readonly hop: (from: string, towards: 'before' | 'after') => boolean
  /** Puts the caret into a clause, now or as soon as its editor is there. */
  readonly focus: (clauseId: string, edge: Edge) => void
}

export function makeNeighbours(order: () => readonly string[]): Neighbours {
  const editors = new Map<string, (edge: Edge) => void>()
  let awaited: { clauseId: string; edge: Edge } | null = null
  const focus = (clauseId: string, edge: Edge) => {
    const editor = editors.get(clauseId)
    if (editor) editor(edge)
    else awaited = { clauseId, edge }
  }
  return {
    register(clauseId, enter) {
      editors.set(clauseId, enter)
      if (awaited?.clauseId === clauseId) {
        const { edge } = awaited
        awaited = null
        enter(edge)
      }
      return (hadFocus) => {
        if (editors.get(clauseId) === enter) editors.delete(clauseId)
        if (hadFocus) awaited = { clauseId, edge: 'start' }
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
