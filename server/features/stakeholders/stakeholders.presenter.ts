import type { Person } from '#domain/contract/shared.ts'
import type { InvitationOffer, InvitationView, MemberView } from '#domain/contract/stakeholders.ts'
import type { InvitationRow } from './invitations.repository.ts'
import { stateOf } from './invitations.service.ts'
import type { MemberRow } from './stakeholders.repository.ts'

export const memberView = (row: MemberRow): MemberView => ({
  id: row.userId, memberId: row.id, name: row.name, role: row.role, functions: [...row.functions], organisation: row.organisation, bio: row.bio, joinedAt: row.joinedAt.toISOString(),
})

const nameOf = (people: ReadonlyMap<string, Person>, userId: string | null) => (userId && people.get(userId)?.name) || ''

export const invitationView = (row: InvitationRow, people: ReadonlyMap<string, Person>, now: Date): InvitationView => ({
  id: row.id, role: row.role, functions: [...row.functions], note: row.note, invitedBy: nameOf(people, row.invitedById),
  createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(), state: stateOf(row, now), acceptedBy: nameOf(people, row.acceptedById) || null,
})

export const invitationOffer = (row: InvitationRow, people: ReadonlyMap<string, Person>, now: Date): InvitationOffer => ({
  workspaceId: row.workspaceId, workspaceName: row.workspaceName, invitedBy: nameOf(people, row.invitedById),
  role: row.role, functions: [...row.functions], expiresAt: row.expiresAt.toISOString(), state: stateOf(row, now),
})
