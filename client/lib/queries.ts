import { queryOptions } from '@tanstack/react-query'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import type { CoverageView } from '#domain/contract/challenges.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { DraftSummary, DraftView } from '#domain/contract/drafts.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import type { RecordView } from '#domain/contract/records.ts'
import type { MemberView } from '#domain/contract/stakeholders.ts'
import { get } from './api.ts'
import { keys } from './query.ts'

/** What more than one feature asks for: one question, one key, one shape of the answer. */
export const draftsQuery = () => queryOptions({ queryKey: keys.drafts, queryFn: () => get<{ drafts: DraftSummary[] }>('/drafts') })
export const draftQuery = (draftId: string) => queryOptions({ queryKey: keys.draft(draftId), queryFn: () => get<DraftView>(`/drafts/${draftId}`) })
export const threadsQuery = (draftId: string) =>
  queryOptions({ queryKey: keys.threads(draftId), queryFn: async () => (await get<{ threads: ThreadView[] }>(`/drafts/${draftId}/threads`)).threads })
export const coverageQuery = (draftId: string) => queryOptions({ queryKey: keys.coverage(draftId), queryFn: () => get<CoverageView>(`/drafts/${draftId}/coverage`) })
export const proposalsQuery = (workspaceId: string) => queryOptions({
  queryKey: keys.workspaceProposals(workspaceId), queryFn: async () => (await get<{ proposals: ProposalSummary[] }>(`/workspaces/${workspaceId}/proposals`)).proposals,
})
export const membersQuery = (workspaceId: string) =>
  queryOptions({ queryKey: keys.members(workspaceId), queryFn: async () => (await get<{ members: MemberView[] }>(`/workspaces/${workspaceId}/members`)).members })
export const amendmentsQuery = (draftId: string) =>
  queryOptions({ queryKey: keys.amendments(draftId), queryFn: async () => (await get<{ amendments: AmendmentSummary[] }>(`/drafts/${draftId}/amendments`)).amendments })
/** The newest acts of a workspace. */
export const latestActsQuery = (workspaceId: string) =>
  queryOptions({ queryKey: keys.record(workspaceId, 'latest'), queryFn: () => get<RecordView>(`/workspaces/${workspaceId}/record?limit=60`) })
