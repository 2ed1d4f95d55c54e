import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { get, post, put } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { CollisionsView } from '#domain/contract/amendments.ts'
import type { CastBallot } from '#domain/contract/ballots.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { BallotsView, CastView, ExtendProposal, OpenCharterProposal, OpenProposal, ProposalSummary, ProposalView, SecretBallotsView, WordsReferencesView } from '#domain/contract/proposals.ts'

export const useProposals = (workspaceId: string) =>
  useQuery({ queryKey: keys.workspaceProposals(workspaceId), queryFn: async () => (await get<{ proposals: ProposalSummary[] }>(`/workspaces/${workspaceId}/proposals`)).proposals })
export const useProposal = (id: string) => useQuery({ queryKey: keys.proposal(id), queryFn: () => get<ProposalView>(`/proposals/${id}`) })
export const useDraft = (id: string) => useQuery({ queryKey: keys.draft(id), queryFn: () => get<DraftView>(`/drafts/${id}`) })

/** What the cross-references in the fixed words are called now; asked for with the proposal, as numbers may have moved since. */
export const useReferences = (id: string) => useQuery({ queryKey: [...keys.proposal(id), 'references'], queryFn: () => get<WordsReferencesView>(`/proposals/${id}/references`) })

/** Ballots after those that came with the proposal, once somebody asks for more. */
export const useMoreBallots = (id: string, after: string) => useInfiniteQuery({
  queryKey: [...keys.proposal(id), 'ballots', after], enabled: false, initialPageParam: after,
  queryFn: ({ pageParam }) => get<BallotsView>(`/proposals/${id}/ballots?after=${pageParam}`),
  getNextPageParam: ({ ballots, more }) => (more ? ballots.at(-1)?.id : undefined),
})

/** Receipts after those that came with the proposal, in the order of the alphabet, once somebody asks for more. */
export const useMoreReceipts = (id: string, first: number) => useInfiniteQuery({
  queryKey: [...keys.proposal(id), 'receipts', first], enabled: false, initialPageParam: first,
  queryFn: ({ pageParam }) => get<SecretBallotsView>(`/proposals/${id}/secret-ballots?from=${pageParam}`),
  getNextPageParam: ({ receipts, more }, _pages, from) => (more ? from + receipts.length : undefined),
})

/** The sealed amendments that can be put to the vote, and which of them exclude each other; under the amendments, as it changes with them. */
export const useCollisions = (draftId: string, enabled: boolean) => useQuery({ queryKey: [...keys.amendments(draftId), 'collisions'], queryFn: () => get<CollisionsView>(`/drafts/${draftId}/amendments/collisions`), enabled })

const keep = (view: ProposalView) => {
  queryClient.setQueryData(keys.proposal(view.id), view)
  void queryClient.invalidateQueries({ queryKey: ['proposals'] })
}
/** Casts my ballot, or that of the elector whose proxy I hold. */
export const useCast = (id: string, electorId?: string) => useMutation({ mutationFn: (ballot: CastBallot) => put<CastView>(`/proposals/${id}/ballot${electorId === undefined ? '' : `/for/${electorId}`}`, ballot), onSuccess: keep })
export const useNameProxy = (id: string) => useMutation({ mutationFn: (holderId: string) => put<ProposalView>(`/proposals/${id}/proxy`, { holderId }), onSuccess: keep })
export const useEndProxy = (id: string) => useMutation({ mutationFn: (giverId: string) => post<ProposalView>(`/proposals/${id}/proxy/end`, { giverId }), onSuccess: keep })
export const useClose = (id: string) => useMutation({ mutationFn: () => post<ProposalView>(`/proposals/${id}/close`, {}), onSuccess: keep })
export const useOpenProposal = (draftId: string) => useMutation({ mutationFn: (input: OpenProposal) => post<ProposalView>(`/drafts/${draftId}/proposals`, input), onSuccess: keep })
export const useOpenCharterProposal = (workspaceId: string) => useMutation({ mutationFn: (input: OpenCharterProposal) => post<ProposalView>(`/workspaces/${workspaceId}/charter/proposals`, input), onSuccess: keep })
export const useExtend = (id: string) => useMutation({ mutationFn: (input: ExtendProposal) => post<ProposalView>(`/proposals/${id}/extend`, input), onSuccess: keep })
export const useAnswer = (id: string) => useMutation({ mutationFn: (answer: string) => post<ProposalView>(`/objections/${id}/answer`, { answer }), onSuccess: keep })
export const useOwnObjection = (id: string, act: 'withdraw' | 'uphold') => useMutation({ mutationFn: () => post<ProposalView>(`/objections/${id}/${act}`, {}), onSuccess: keep })
