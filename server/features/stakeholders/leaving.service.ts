import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as proxies from '#server/features/proposals/proxies.service.ts'
import * as invitations from './invitations.repository.ts'
import { invitationRevoked, memberRemoved } from './stakeholders.events.ts'
import * as stakeholders from './stakeholders.repository.ts'
import { lockedMember, requireFacilitator } from './stakeholders.service.ts'

/**
 * How memberships end: what a person did stays, and stays theirs; what was to be done in their name does not. Whoever leaves could come back
 * by a link of their own, so open invitations are withdrawn; a proxy that was not used ends, and who gave it has their vote back.
 */
export async function remove(_permit: Permit<'member.remove'>, context: Context, memberId: string): Promise<void> {
  const member = await lockedMember(context, memberId)
  await proxies.endOf(context, member.userId, member.workspaceId)
  await leave(context, member)
  await withdraw(context, member.userId, member.workspaceId)
}

/** Ends all memberships of a person and takes away what they said of themselves. Refuses whoever leaves others in a workspace without a facilitator. */
export async function forget(context: Context, userId: string): Promise<void> {
  const members = await stakeholders.membershipsOf(context.tx, userId)
  for (const { id } of members) await stakeholders.hold(context.tx, id)
  await proxies.endOf(context, userId, null)
  for (const member of members) await leave(context, member)
  await withdraw(context, userId, null)
  await stakeholders.forget(context.tx, userId)
}

async function leave(context: Context, { id: memberId, workspaceId, userId }: stakeholders.MemberRow): Promise<void> {
  await stakeholders.lock(context.tx, workspaceId)
  await stakeholders.leave(context.tx, memberId, context.now)
  if ((await stakeholders.members(context.tx, workspaceId)).length > 0) await requireFacilitator(context.tx, workspaceId)
  context.record(memberRemoved({ workspaceId, memberId, userId }))
}

async function withdraw(context: Context, invitedById: string, workspaceId: string | null): Promise<void> {
  for (const own of await invitations.withdraw(context.tx, { invitedById, workspaceId, at: context.now })) context.record(invitationRevoked(own.workspaceId, own.id))
}
