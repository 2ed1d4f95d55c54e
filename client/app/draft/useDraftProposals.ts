import { useQuery } from '@tanstack/react-query'
import { get } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'

const none: readonly ProposalSummary[] = []

/** What is or was put to the vote on a draft; empty until it is known. */
export function useDraftProposals(draftId: string): readonly ProposalSummary[] {
  const query = useQuery({ queryKey: keys.draftProposals(draftId), queryFn: async () => (await get<{ proposals: ProposalSummary[] }>(`/drafts/${draftId}/proposals`)).proposals })
  return query.data ?? none
}
