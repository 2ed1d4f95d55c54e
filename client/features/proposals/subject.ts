import type { Subject } from '#domain/charter/conditions.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'

/** A proposal as rights are asked about it. One on the charter is on no draft. */
export const subjectOf = ({ workspaceId, draftId, id, closedAt, closesAt, onRoll }: ProposalSummary): Subject =>
  ({ workspaceId, ...(draftId !== null && { draftId }), proposal: { id, open: closedAt === null, closesAt: new Date(closesAt), onRoll } })
