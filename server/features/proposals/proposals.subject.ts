import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as proposals from './proposals.service.ts'

/** The facts of a proposal that rights depend on: open or not, until when, and whether the asker is on its roll. */
export async function proposalSubject(context: Context, proposalId: string, userId: string | null): Promise<Subject & { draftId: string }> {
  const proposal = await proposals.find(context.tx, proposalId)
  const place = proposal && await drafts.placeOf(context.tx, proposal.draftId)
  if (!proposal || !place) throw hidden(userId)
  const onRoll = userId !== null && await proposals.roleOnRoll(context, proposalId, userId) !== null
  return { ...place, draftId: proposal.draftId, proposal: { id: proposalId, open: proposal.closedAt === null, closesAt: proposal.closesAt, onRoll } }
}
