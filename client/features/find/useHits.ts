import { useDeferredValue, useEffect, useMemo, useReducer } from 'react'
import type { DraftText } from '#client/editor/draftText.ts'
import { findWords, finderOf, type FindOptions, type Hit } from '#domain/text/find.ts'

const pauseMs = 150

/** Where the sought words stand now, all over the draft, in its order; found again after each pause in anybody's writing. */
export function useHits(text: DraftText, sought: string, { isWholeWord, matchesCase }: FindOptions): readonly Hit[] {
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = text.onWords(() => {
      clearTimeout(timer)
      timer = setTimeout(changed, pauseMs)
    })
    return () => {
      clearTimeout(timer)
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
