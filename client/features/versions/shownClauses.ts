import type { ComparisonView, TextAtView } from '#domain/contract/history.ts'
import type { ClauseContent } from '#domain/text/clauseContent.ts'

/** A provision as it stood at a moment, and the whole text of them. The words are those of the domain, which leaves out what the wire may. */
export type ClauseAt = Omit<TextAtView['clauses'][number], 'content'> & { readonly content: ClauseContent }
export type TextAt = Omit<TextAtView, 'clauses'> & { readonly clauses: readonly ClauseAt[] }
export type ClauseChange = ComparisonView['clauses'][number]

/** A clause as the page shows it: as it stood, with what changed in it; `isGone` where it had been taken out by then. */
export interface ShownClause { readonly clause: ClauseAt; readonly change: ClauseChange | null; readonly isGone: boolean }

/** Joins a text with what changed in it: clauses that are gone stand after the one that they followed, as in the earlier text `before`. */
export function shownClauses(now: readonly ClauseAt[], changes: readonly ClauseChange[], before: readonly ClauseAt[]): ShownClause[] {
  const changeOf = new Map(changes.map((change) => [change.id, change]))
  const shown: ShownClause[] = now.map((clause) => ({ clause, change: changeOf.get(clause.id) ?? null, isGone: false }))
  const places = new Set(now.map(({ id }) => id))
  for (const [index, clause] of before.entries()) {
    if (places.has(clause.id)) continue
    const followed = before.slice(0, index).findLast(({ id }) => places.has(id))
    const at = shown.findIndex((candidate) => candidate.clause.id === followed?.id) + 1
    shown.splice(at, 0, { clause, change: changeOf.get(clause.id) ?? null, isGone: true })
    places.add(clause.id)
  }
  return shown
}
