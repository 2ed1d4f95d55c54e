import { useDeferredValue, useEffect, useMemo, useReducer } from 'react'
import type { DraftText } from '#client/editor/draftText.ts'
import { inTime } from '#client/lib/inTime.ts'
import { findWords, finderOf, type FindOptions, type Hit } from '#domain/text/find.ts'

const pauseMs = 150

/** Where the sought words stand now, all over the draft, in its order; found again when the writing pauses, and every few seconds where it does not. */
export function useHits(text: DraftText, sought: string, { isWholeWord, matchesCase }: FindOptions): readonly Hit[] {
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const finding = inTime((done) => {
      changed()
      done()
      return () => {}
    }, pauseMs)
    const stop = text.onWords(finding.ask)
    return () => {
      finding.close()
      stop()
    }
  }, [text])
  const wanted = useDeferredValue(sought)
  return useMemo(() => {
    const finder = finderOf(wanted, { isWholeWord, matchesCase })
    // A later version of the words is read anew though the question is the same.
    return finder && version >= 0 ? findWords(text.structure().clauses.flatMap(({ id }) => text.clause(id) ?? []), finder) : []
  }, [text, wanted, isWholeWord, matchesCase, version])
}
