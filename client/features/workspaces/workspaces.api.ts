import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { post } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import { latestActsQuery, proposalsQuery, threadsQuery } from '#client/lib/queries.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import type { WorkspaceView } from '#domain/contract/workspaces.ts'

interface Lately {
  readonly pending: boolean
  readonly failed: unknown
  readonly acts: readonly { readonly workspaceId: string; readonly entry: RecordEntryView }[]
  readonly proposals: readonly ProposalSummary[]
  readonly threads: readonly ThreadView[]
}

/** What happened of late in my workspaces: acts of the record, proposals, threads of their drafts. */
export function useLately(workspaceIds: readonly string[], draftIds: readonly string[]): Lately {
  const acts = useQueries({ queries: workspaceIds.map(latestActsQuery) })
  const proposals = useQueries({ queries: workspaceIds.map(proposalsQuery) })
  const threads = useQueries({ queries: draftIds.map(threadsQuery) })
  return {
    pending: [...acts, ...proposals, ...threads].some(({ isPending }) => isPending),
    failed: [...acts, ...proposals, ...threads].find(({ error }) => error)?.error ?? null,
    acts: acts.flatMap(({ data }, index) => data?.entries.map((entry) => ({ workspaceId: workspaceIds[index] ?? '', entry })) ?? []),
    proposals: proposals.flatMap(({ data }) => data ?? []),
    threads: threads.flatMap(({ data }) => data ?? []),
  }
}

export function useCreateWorkspace() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (name: string) => post<WorkspaceView>('/workspaces', { name }), onSuccess: () => client.invalidateQueries({ queryKey: keys.me }) })
}

export function useCreateDraft(workspaceId: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (input: { readonly title: string; readonly language: LabelLanguage }) => post<{ id: string }>(`/workspaces/${workspaceId}/drafts`, input), onSuccess: () => client.invalidateQueries({ queryKey: keys.drafts }) })
}
