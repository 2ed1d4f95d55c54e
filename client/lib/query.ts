import { QueryClient } from '@tanstack/react-query'
import { Refusal } from '#domain/errors.ts'

/** Names of what is fetched, noun by noun; the live channel says which to fetch again. */
export const keys = {
  me: ['me'] as const,
  reminded: ['reminded'] as const,
  personas: ['personas'] as const,
  charter: (workspaceId: string) => ['charter', workspaceId] as const,
  challenges: (workspaceId: string) => ['challenges', workspaceId] as const,
  members: (workspaceId: string) => ['members', workspaceId] as const,
  sharedMailboxes: (workspaceId: string) => ['sharedMailboxes', workspaceId] as const,
  invitations: (workspaceId: string) => ['invitations', workspaceId] as const,
  record: (workspaceId: string, filter: unknown = {}) => ['record', workspaceId, filter] as const,
  drafts: ['drafts'] as const,
  draft: (draftId: string) => ['draft', draftId] as const,
  coverage: (draftId: string) => ['coverage', draftId] as const,
  threads: (draftId: string) => ['threads', draftId] as const,
  draftProposals: (draftId: string) => ['proposals', 'draft', draftId] as const,
  workspaceProposals: (workspaceId: string) => ['proposals', 'workspace', workspaceId] as const,
  amendments: (draftId: string) => ['amendments', draftId] as const,
  amendment: (amendmentId: string) => ['amendment', amendmentId] as const,
  proposal: (proposalId: string) => ['proposal', proposalId] as const,
  history: (draftId: string) => ['history', draftId] as const,
  versions: (draftId: string) => ['history', draftId, 'versions'] as const,
  textAt: (draftId: string, seq: number) => ['textAt', draftId, seq] as const,
  comparison: (draftId: string, from: number | null, to: number | null) => ['comparison', draftId, from, to] as const,
  former: (draftId: string, target: string, block: string | null) => ['former', draftId, target, block] as const,
  clauseDecisions: (draftId: string, clauseId: string) => ['history', draftId, 'decisions', clauseId] as const,
  attribution: (draftId: string, clauseId: string, seq: number | null) => ['attribution', draftId, clauseId, seq] as const,
}

// A refusal will not become a yes by asking again; a network that stumbled may.
const isWorthRetrying = (count: number, error: unknown) => count < 2 && (!(error instanceof Refusal) || error.code === 'unavailable')

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: isWorthRetrying, refetchOnWindowFocus: true }, mutations: { retry: false } },
})
