import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, patch, post } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { AdvanceDraft, ChangeDraft, DraftView } from '#domain/contract/drafts.ts'

export const draftQuery = (draftId: string) => queryOptions({ queryKey: keys.draft(draftId), queryFn: () => get<DraftView>(`/drafts/${draftId}`) })
export const useDraft = (draftId: string) => useQuery(draftQuery(draftId))

export function useChangeDraft(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ChangeDraft) => patch<unknown>(`/drafts/${draftId}`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.draft(draftId) }),
  })
}

export function useAdvance(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: AdvanceDraft) => post<unknown>(`/drafts/${draftId}/stage`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.draft(draftId) }),
  })
}
