import type { Person } from '#domain/contract/shared.ts'
import type { ChangeMember } from '#domain/contract/stakeholders.ts'
import { Refusal } from '#domain/errors.ts'
import { sharedMailboxes } from '#domain/stakeholders/mailbox.ts'
import type { Permit, SignedIn } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { memberChanged, memberFlagged, memberJoined } from './stakeholders.events.ts'
import * as stakeholders from './stakeholders.repository.ts'

export const list = (permit: Permit<'member.read'>, context: Context) => stakeholders.members(context.tx, permit.subject.workspaceId)

/** Changes what a member is. Refuses a role the charter does not declare, and leaving the workspace without a facilitator. */
export async function change(_permit: Permit<'member.change'>, context: Context, memberId: string, to: ChangeMember): Promise<void> {
  const member = await lockedMember(context, memberId)
  await stakeholders.lock(context.tx, member.workspaceId)
  await requireDeclared(context.tx, member.workspaceId, to.role)
  await stakeholders.change(context.tx, memberId, to)
  await requireFacilitator(context.tx, member.workspaceId)
  const who = { workspaceId: member.workspaceId, memberId, userId: member.userId }
  context.record(memberChanged(who, member, to))
  if (member.role === null && to.role !== null) await flag(context, who)
}

/** Whoever makes a workspace is its first facilitator. */
export async function joinAsFounder({ userId }: SignedIn, context: Context, workspaceId: string): Promise<void> {
  await join(context, { workspaceId, userId, role: null, functions: ['facilitator'] })
}

export async function join(context: Context, member: Omit<Parameters<typeof stakeholders.join>[1], 'joinedAt'>): Promise<string> {
  const memberId = await stakeholders.join(context.tx, { ...member, joinedAt: context.now })
  context.record(memberJoined({ workspaceId: member.workspaceId, memberId, userId: member.userId }, member))
  return memberId
}

/** Whose accounts share a mailbox, among those who speak for a role: for whoever decides who is a member. */
export const mailboxes = (permit: Permit<'member.change'>, context: Context) => mailboxesIn(context.tx, permit.subject.workspaceId)

export const mailboxesIn = async (tx: Tx, workspaceId: string) => sharedMailboxes(await stakeholders.addresses(tx, workspaceId))

/** Records that a member who begins to speak for a role shares a mailbox with others who do. Never a ground to refuse: an office has one mailbox. */
export async function flag(context: Context, who: { workspaceId: string; memberId: string; userId: string }): Promise<void> {
  // Two who come in at the same moment would both miss each other: the second waits for the first, and then reads it.
  await stakeholders.lockMailboxes(context.tx, who.workspaceId)
  const shared = (await mailboxesIn(context.tx, who.workspaceId)).find((ids) => ids.includes(who.userId))
  if (shared) context.record(memberFlagged(who, shared.filter((id) => id !== who.userId)))
}

export async function requireDeclared(tx: Tx, workspaceId: string, role: string | null): Promise<void> {
  if (role !== null && !(await stakeholders.declaredRoles(tx, workspaceId)).includes(role)) throw new Refusal('invalid', 'The charter does not declare this role', { role })
}

/** A member, held until the transaction ends; whoever needs the workspace too takes it after its members. */
export async function lockedMember(context: Context, memberId: string): Promise<stakeholders.MemberRow> {
  await stakeholders.hold(context.tx, memberId)
  const member = await stakeholders.byId(context.tx, memberId)
  if (!member) throw new Refusal('notFound', 'There is no such member any more')
  return member
}

export async function requireFacilitator(tx: Tx, workspaceId: string): Promise<void> {
  if (await stakeholders.facilitators(tx, workspaceId) === 0) throw new Refusal('conflict', 'A workspace needs a facilitator', { because: 'lastFacilitator' })
}

/** Who of these people is a member, and stays one until the transaction ends. */
export const holdPresent = (tx: Tx, workspaceId: string, userIds: readonly string[]) => stakeholders.holdPresent(tx, workspaceId, userIds)

/** People by their ids, as everyone in the workspace may see them; also those who have left. */
export async function peopleOf(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<Map<string, Person>> {
  const rows = userIds.length === 0 ? [] : await stakeholders.everMembers(tx, workspaceId, [...new Set(userIds)])
  return new Map(rows.map((row) => [row.userId, { id: row.userId, name: row.name, role: row.role, functions: [...row.functions], organisation: row.organisation }]))
}

/** The roll that a vote of these roles would have now: members by user id, with the role they count for. */
export async function rollOf(tx: Tx, workspaceId: string, roles: readonly string[]) {
  const rows = await stakeholders.members(tx, workspaceId)
  return rows.flatMap(({ userId, role }) => (role !== null && roles.includes(role) ? [{ userId, role }] : []))
}

/** What a member says of themselves: where they work, what they care for. */
export const describe = (tx: Tx, workspaceId: string, userId: string, about: { organisation: string; bio: string }) => stakeholders.describe(tx, workspaceId, userId, about)
