import { z } from 'zod'
import { id, instant, memberFunction, person, stakeholderRole } from './shared.ts'

const standing = { role: stakeholderRole.nullable(), functions: z.array(memberFunction).max(2) }
const named = { message: 'A member holds a role, a function, or both' }
const hasStanding = (value: { role: unknown; functions: readonly unknown[] }) => value.role !== null || value.functions.length > 0

export const memberView = z.strictObject({ ...person.shape, memberId: id, joinedAt: instant, bio: z.string().nullable() })
export type MemberView = z.infer<typeof memberView>
export const membersView = z.strictObject({ members: z.array(memberView) })

export const sharedMailboxesView = z.strictObject({
  mailboxes: z.array(z.array(z.string()).min(2)).describe('For each mailbox that several share, the ids of their users; which mailbox it is stays with the server'),
})
export type SharedMailboxesView = z.infer<typeof sharedMailboxesView>

export const changeMember = z.strictObject(standing).refine(hasStanding, named)
export type ChangeMember = z.infer<typeof changeMember>

export const invite = z.strictObject({
  ...standing,
  expiresInDays: z.number().int().min(1).max(60).default(14),
  note: z.string().trim().max(200).optional(),
}).refine(hasStanding, named)
export type Invite = z.infer<typeof invite>

export const invitationView = z.strictObject({
  id, ...standing, note: z.string().nullable(), invitedBy: z.string(), createdAt: instant, expiresAt: instant,
  state: z.enum(['open', 'accepted', 'expired', 'revoked']), acceptedBy: z.string().nullable(),
})
export type InvitationView = z.infer<typeof invitationView>
export const invitationsView = z.strictObject({ invitations: z.array(invitationView) })

/** The link is shown once, when it is made: only its hash is kept. */
export const newInvitationView = z.strictObject({ invitation: invitationView, token: z.string() })
export type NewInvitationView = z.infer<typeof newInvitationView>

export const invitationToken = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

/** What the holder of a link sees before accepting it. */
export const invitationOffer = z.strictObject({
  workspaceId: id, workspaceName: z.string(), invitedBy: z.string(), ...standing, expiresAt: instant,
  state: z.enum(['open', 'accepted', 'expired', 'revoked']),
})
export type InvitationOffer = z.infer<typeof invitationOffer>
