import { useCallback, useEffect, useReducer, useSyncExternalStore } from 'react'
import type { TermUse } from '#domain/text/terms.ts'
import type { ClauseReading, DraftReading, DraftText } from './draftText.ts'
import { type Caret, caretsIn, type Editing } from './editing.ts'
import { presencesIn } from './presence.ts'
import type { Terms } from './terms.ts'

export const useStructure = (text: DraftText): DraftReading => useSyncExternalStore(text.onStructure, text.structure)

/** One clause, and the reading of the draft that says what others are called in it. What is not near the screen follows when there is time. */
export function useClause(text: DraftText, id: string, isNear = true): { readonly clause: ClauseReading | undefined; readonly reading: DraftReading } {
  const subscribe = useCallback((listener: () => void) => text.onClause(id, listener, isNear), [text, id, isNear])
  return { clause: useSyncExternalStore(subscribe, () => text.clause(id)), reading: useSyncExternalStore(subscribe, text.structure) }
}

/** Carets in one clause; drawn again only when one of them moves, not with every movement in the draft. */
export function useCarets(text: DraftText, editing: Editing, clauseId: string): readonly Caret[] {
  const { presences } = editing
  useSyncExternalStore(presences.subscribe, () =>
    presencesIn(presences.here(), clauseId).map((person) => `${person.clientId} ${person.typing} ${JSON.stringify(person.caret)}`).join('|'))
  return caretsIn(text.doc, presences.here(), clauseId)
}

export function useHighlights(editing: Editing, clauseId: string) {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => editing.onHighlights(redraw), [editing])
  return editing.highlights(clauseId)
}

/** The uses of defined terms in a clause that is near the screen; none for one that is not. */
export const useTermUses = (terms: Terms, near: ClauseReading | undefined): readonly TermUse[] =>
  useSyncExternalStore(terms.subscribe, () => (near ? terms.inClause(near.content) : noUses))

const noUses: readonly TermUse[] = []
