import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type { Addressed } from '#domain/stakeholders/mailbox.ts'
import type { Tx } from '#server/db/context.ts'

export interface Standing { readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }
export interface MemberRow extends Standing {
  readonly id: string; readonly workspaceId: string; readonly userId: string; readonly name: string
  readonly organisation: string | null; readonly bio: string | null; readonly joinedAt: Date; readonly leftAt: Date | null
}

type Raw = { id: string; workspaceId: string; userId: string; role: string | null; functions: string[]; organisation: string | null; bio: string | null; joinedAt: Date; leftAt: Date | null; user: { name: string } }
const memberRow = ({ user, role, functions, ...raw }: Raw): MemberRow => ({ ...raw, role: role as StakeholderRole | null, functions: functions as MemberFunction[], name: user.name })
const withName = { user: { select: { name: true } } } as const

export async function members(tx: Tx, workspaceId: string): Promise<MemberRow[]> {
  return (await tx.member.findMany({ where: { workspaceId, leftAt: null }, include: withName, orderBy: { joinedAt: 'asc' } })).map(memberRow)
}

/** Lets one at a time begin to speak for a role in a workspace, until the transaction ends. */
export async function lockMailboxes(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`mailboxes:${workspaceId}`}, 0))`
}

/** The mail addresses of those who speak for a role; they leave the server for nobody. */
export async function addresses(tx: Tx, workspaceId: string): Promise<Addressed[]> {
  const rows = await tx.member.findMany({ where: { workspaceId, leftAt: null, role: { not: null } }, select: { userId: true, user: { select: { email: true } } } })
  return rows.map(({ userId, user: { email } }) => ({ userId, email }))
}

/** Members by their users, those who left included: what they did stays theirs. */
export async function everMembers(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<MemberRow[]> {
  return (await tx.member.findMany({ where: { workspaceId, userId: { in: [...userIds] } }, include: withName })).map(memberRow)
}

export async function byId(tx: Tx, id: string): Promise<MemberRow | null> {
  const row = await tx.member.findUnique({ where: { id }, include: withName })
  return row && row.leftAt === null ? memberRow(row) : null
}

export async function declaredRoles(tx: Tx, workspaceId: string): Promise<string[]> {
  return (await tx.workspaceRole.findMany({ where: { workspaceId }, select: { role: true } })).map(({ role }) => role)
}

/** Makes somebody a member, or one again who left. */
export async function join(tx: Tx, member: Standing & { workspaceId: string; userId: string; organisation?: string | null; bio?: string | null; joinedAt: Date }): Promise<string> {
  const { workspaceId, userId, functions, ...rest } = member
  const data = { ...rest, functions: [...functions], leftAt: null }
  const row = await tx.member.upsert({ where: { workspaceId_userId: { workspaceId, userId } }, create: { workspaceId, userId, ...data }, update: data, select: { id: true } })
  return row.id
}

/** The memberships of a person that last, by workspace. */
export async function membershipsOf(tx: Tx, userId: string): Promise<MemberRow[]> {
  return (await tx.member.findMany({ where: { userId, leftAt: null }, include: withName, orderBy: { workspaceId: 'asc' } })).map(memberRow)
}

/** Takes away what a person said of themselves, and what was noted when they were invited. */
export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.member.updateMany({ where: { userId }, data: { organisation: null, bio: null } })
  await tx.invitation.updateMany({ where: { acceptedById: userId }, data: { note: null } })
}

export async function change(tx: Tx, id: string, { role, functions }: Standing): Promise<void> {
  await tx.member.update({ where: { id }, data: { role, functions: [...functions] } })
}

export async function leave(tx: Tx, id: string, leftAt: Date): Promise<void> {
  await tx.member.update({ where: { id }, data: { leftAt } })
}

/** Holds one membership until the transaction ends. */
export async function hold(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select 1 from member where id = ${id}::uuid for no key update`
}

/** Who of these people is a member, and stays one until the transaction ends. */
export async function holdPresent(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`select "userId" from member where "workspaceId" = ${workspaceId}::uuid and "userId" = any(${[...userIds]}) and "leftAt" is null order by id for share`
  return new Set(rows.map(({ userId }) => userId))
}

/** Holds the membership of a workspace until the transaction ends, so that two changes cannot both take the last facilitator. */
export async function lock(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId}::uuid for update`
}

export async function facilitators(tx: Tx, workspaceId: string): Promise<number> {
  return tx.member.count({ where: { workspaceId, leftAt: null, functions: { has: 'facilitator' } } })
}

export async function describe(tx: Tx, workspaceId: string, userId: string, { organisation, bio }: { organisation: string; bio: string }): Promise<void> {
  await tx.member.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { organisation, bio } })
}
