import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as invitations from './invitations.repository.ts'
import * as stakeholders from './stakeholders.repository.ts'

export async function memberSubject(context: Context, memberId: string, userId: string | null): Promise<Subject> {
  const member = await stakeholders.byId(context.tx, memberId)
  if (!member) throw hidden(userId)
  return { workspaceId: member.workspaceId }
}

export async function invitationSubject(context: Context, invitationId: string, userId: string | null): Promise<Subject> {
  const invitation = await invitations.byId(context.tx, invitationId)
  if (!invitation) throw hidden(userId)
  return { workspaceId: invitation.workspaceId }
}
