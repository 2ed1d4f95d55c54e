import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { AttributionView, ClauseDecisionsView, ComparisonView, HistoryView } from '#domain/contract/history.ts'
import type { NameVersion, Restore, RestoredView, VersionView } from '#domain/contract/versions.ts'
import type { TextAt } from './shownClauses.ts'

// Days are counted on the reader's clock.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The time line in pages, the latest first. */
export const useHistory = (draftId: string) => useInfiniteQuery({
  queryKey: keys.history(draftId),
  queryFn: ({ pageParam }) => get<HistoryView>(`/drafts/${draftId}/history?${new URLSearchParams({ zone, ...(pageParam && { before: pageParam }) })}`),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextBefore }) => nextBefore,
})

// What stood at a place of the journal stands there for ever: it is asked for once.
const textAtQuery = (draftId: string, seq: number) =>
  queryOptions({ queryKey: keys.textAt(draftId, seq), staleTime: Number.POSITIVE_INFINITY, queryFn: () => get<TextAt>(`/drafts/${draftId}/history/${seq}`) })

/** A text as it stood, with what changed in it since an earlier one (null: compared with nothing). */
export interface Shown { readonly text: TextAt; readonly changes: ComparisonView | null; readonly before: TextAt | null }

/** Fetches all that one step shows as one answer; until it is there, the step before stays. */
export const useShown = (draftId: string, at: number | null, from: number | null) => useQuery({
  queryKey: keys.comparison(draftId, from, at), enabled: at !== null, staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData,
  queryFn: async (): Promise<Shown> => {
    const seq = at ?? 0
    const [text, changes] = await Promise.all([
      queryClient.fetchQuery(textAtQuery(draftId, seq)),
      from === null ? null : get<ComparisonView>(`/drafts/${draftId}/compare?${new URLSearchParams({ from: String(from), to: String(seq) })}`),
    ])
    // Where clauses that are gone had stood, only the earlier text knows.
    const isAnyGone = changes?.clauses.some(({ change }) => change === 'removed')
    return { text, changes, before: from !== null && isAnyGone ? await queryClient.fetchQuery(textAtQuery(draftId, from)) : null }
  },
})

export const useVersions = (draftId: string) =>
  useQuery({ queryKey: keys.versions(draftId), queryFn: async () => (await get<{ versions: VersionView[] }>(`/drafts/${draftId}/versions`)).versions })

/** Who wrote each word of a clause, at a place of the journal or now. */
export const useAttribution = (draftId: string, clauseId: string, seq: number | null) => useQuery({
  queryKey: keys.attribution(draftId, clauseId, seq), staleTime: seq === null ? 0 : Number.POSITIVE_INFINITY,
  queryFn: () => get<AttributionView>(`/drafts/${draftId}/clauses/${clauseId}/attribution${seq === null ? '' : `?seq=${seq}`}`),
})

/** What was decided on the words of a clause, by the record. */
export const useClauseDecisions = (draftId: string, clauseId: string) =>
  useQuery({ queryKey: keys.clauseDecisions(draftId, clauseId), queryFn: () => get<ClauseDecisionsView>(`/drafts/${draftId}/clauses/${clauseId}/decisions`) })

function useAct<I, O>(draftId: string, path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: I) => post<O>(`/drafts/${draftId}/${path}`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.history(draftId) }),
  })
}
export const useNameVersion = (draftId: string) => useAct<NameVersion, VersionView>(draftId, 'versions')
export const useRestore = (draftId: string) => useAct<Restore, RestoredView>(draftId, 'restore')
