import type { Choice } from '#domain/decisions/tally.ts'
import type { Happening } from '#server/db/context.ts'

interface Cast { readonly workspaceId: string; readonly draftId: string; readonly proposalId: string; readonly ballotId: string; readonly choice: Choice; readonly revision: number; readonly hash: string | null }

export const ballotCast = ({ workspaceId, draftId, proposalId, ballotId, choice, revision, hash }: Cast): Happening =>
  ({ name: 'ballot.cast', workspaceId, draftId, ids: { proposalId, ballotId }, facts: { choice, revision, hash } })
