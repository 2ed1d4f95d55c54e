/** By what an amendment begins at a clause: its words, a new provision behind it, or its being left out. */
export const beginnings = ['change', 'insert', 'remove'] as const
export type Beginning = (typeof beginnings)[number]

/** Where an amendment to a clause is begun. */
export const suggestAddress = (draftId: string, clauseId: string, begin: Beginning): string =>
  `/drafts/${draftId}/amendments/new?clause=${clauseId}${begin === 'change' ? '' : `&begin=${begin}`}`

/**
 * What is done at once on the page of a new amendment. It is told in the state of the history, not in the address: nobody can send a link
 * that deletes something when it is opened.
 */
export interface Begun { readonly begin: Beginning; readonly clauseId: string }

export function readBegun(state: unknown): Begun | null {
  if (typeof state !== 'object' || state === null || !('begin' in state) || !('clauseId' in state) || typeof state.clauseId !== 'string') return null
  const begin = beginnings.find((known) => known === state.begin)
  return begin ? { begin, clauseId: state.clauseId } : null
}
