import { useEffect, useEffectEvent } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { readBegun } from '#client/features/amendments/beginning.ts'
import type { Structuring } from '../draft/structure/structuring.ts'

/** Does once what an amendment was begun with: puts a provision in behind the clause, or leaves it out. */
export function useBegun({ text }: OpenDraft, structuring: Structuring | null) {
  const [path, navigate] = useLocation()
  const search = useSearch()
  const state: unknown = useHistoryState()
  const begin = useEffectEvent((acts: Structuring) => {
    const begun = readBegun(state)
    const clause = begun && text.clause(begun.clauseId)
    if (!begun || !clause) return
    // Whoever loads the page again has done it already.
    navigate(search ? `${path}?${search}` : path, { replace: true, state: null })
    if (begun.begin === 'insert') acts.insert(clause.kind === 'chapter' ? 'article' : clause.kind, clause.id, 'after')
    if (begun.begin === 'remove') acts.remove(clause.id)
  })
  useEffect(() => { if (structuring) begin(structuring) }, [structuring])
}
