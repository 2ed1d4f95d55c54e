import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, put } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { ChallengesView } from '#domain/contract/challenges.ts'
import type { LinkClause } from '#domain/contract/clauses.ts'

export const useChallenges = (workspaceId: string) =>
  useQuery({ queryKey: keys.challenges(workspaceId), queryFn: () => get<ChallengesView>(`/workspaces/${workspaceId}/challenges`) })

export function useLinkClause(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ clauseId, ...links }: LinkClause & { clauseId: string }) => put<unknown>(`/drafts/${draftId}/clauses/${clauseId}/links`, links),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.draft(draftId) }),
  })
}
