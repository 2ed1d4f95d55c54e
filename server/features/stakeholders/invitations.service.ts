import { createHash, randomBytes } from 'node:crypto'
import type { Invite } from '#domain/contract/stakeholders.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit, SignedIn } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as invitations from './invitations.repository.ts'
import { invitationRevoked, memberInvited } from './stakeholders.events.ts'
import * as stakeholders from './stakeholders.repository.ts'
import { flag, holdPresent, join, requireDeclared } from './stakeholders.service.ts'

/** Invitations: links that carry a role and expire. The token is shown once and kept only as its SHA-256. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export type InvitationState = 'open' | 'accepted' | 'expired' | 'revoked'
export function stateOf({ acceptedAt, revokedAt, expiresAt }: invitations.InvitationRow, now: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'open'
}

export async function invite(permit: Permit<'member.invite'>, context: Context, { role, functions, note, expiresInDays }: Invite) {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  await requireDeclared(context.tx, workspaceId, role)
  // What is open is withdrawn with the membership; this one would come after it.
  if (!(await holdPresent(context.tx, workspaceId, [actor.userId])).has(actor.userId)) throw new Refusal('forbidden', 'You are no member any more')
  const token = randomBytes(32).toString('base64url')
  const invitation = await invitations.insert(context.tx, {
    workspaceId, role, functions, tokenHash: hashOf(token), note: note ?? null, invitedById: actor.userId,
    createdAt: context.now, expiresAt: new Date(context.now.getTime() + expiresInDays * 24 * 3600_000),
  })
  context.record(memberInvited(workspaceId, invitation.id, { role, functions }))
  return { invitation, token }
}

export const list = (permit: Permit<'member.invite'>, context: Context) => invitations.list(context.tx, permit.subject.workspaceId)

export async function revoke(_permit: Permit<'member.invite'>, context: Context, invitation: { id: string; workspaceId: string }): Promise<void> {
  if (!await invitations.revoke(context.tx, invitation.id, context.now)) throw new Refusal('conflict', 'This invitation is no longer open')
  context.record(invitationRevoked(invitation.workspaceId, invitation.id))
}

/** What the holder of a link is offered. Refuses `notFound` for a token that is none. */
export async function offer(context: Context, token: string) {
  const invitation = await invitations.byTokenHash(context.tx, hashOf(token))
  if (!invitation) throw new Refusal('notFound', 'This link does not lead to an invitation')
  return invitation
}

/** Accepts an invitation, once: the update that takes it is the arbiter between two who hold the same link. */
export async function accept({ userId }: SignedIn, context: Context, token: string) {
  const invitation = await offer(context, token)
  const { workspaceId, role, functions } = invitation
  const [member] = await stakeholders.everMembers(context.tx, workspaceId, [userId])
  if (member && member.leftAt === null) throw new Refusal('conflict', 'You are a member already', { because: 'member' })
  if (!await invitations.take(context.tx, invitation.id, userId)) throw new Refusal('conflict', 'This invitation is no longer open', { because: stateOf(invitation, context.now) })
  const memberId = await join(context, { workspaceId, userId, role, functions })
  await flag(context, { workspaceId, memberId, userId })
  return invitation
}
