import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type { Tx } from '#server/db/context.ts'
import type { Standing } from './stakeholders.repository.ts'

export interface InvitationRow extends Standing {
  readonly id: string; readonly workspaceId: string; readonly workspaceName: string; readonly note: string | null; readonly invitedById: string
  readonly createdAt: Date; readonly expiresAt: Date; readonly acceptedAt: Date | null; readonly acceptedById: string | null; readonly revokedAt: Date | null
}

type Raw = Omit<InvitationRow, 'workspaceName' | 'role' | 'functions'> & { role: string | null; functions: string[]; tokenHash: string; workspace: { name: string } }
const invitationRow = ({ workspace, tokenHash: _secret, role, functions, ...raw }: Raw): InvitationRow =>
  ({ ...raw, role: role as StakeholderRole | null, functions: functions as MemberFunction[], workspaceName: workspace.name })
const withName = { workspace: { select: { name: true } } } as const

export async function insert(tx: Tx, invitation: Standing & { workspaceId: string; tokenHash: string; note: string | null; invitedById: string; createdAt: Date; expiresAt: Date }): Promise<InvitationRow> {
  return invitationRow(await tx.invitation.create({ data: { ...invitation, functions: [...invitation.functions] }, include: withName }))
}

export async function list(tx: Tx, workspaceId: string): Promise<InvitationRow[]> {
  return (await tx.invitation.findMany({ where: { workspaceId }, include: withName, orderBy: { createdAt: 'desc' } })).map(invitationRow)
}

export async function byId(tx: Tx, id: string): Promise<InvitationRow | null> {
  const row = await tx.invitation.findUnique({ where: { id }, include: withName })
  return row && invitationRow(row)
}

export async function byTokenHash(tx: Tx, tokenHash: string): Promise<InvitationRow | null> {
  const row = await tx.invitation.findUnique({ where: { tokenHash }, include: withName })
  return row && invitationRow(row)
}

/** Takes an open invitation for one person; false when somebody was quicker, it was revoked, or its time is over by the database's clock. */
export async function take(tx: Tx, id: string, acceptedById: string): Promise<boolean> {
  return await tx.$executeRaw`
    update invitation set "acceptedAt" = clock_timestamp(), "acceptedById" = ${acceptedById}
    where id = ${id}::uuid and "acceptedAt" is null and "revokedAt" is null and "expiresAt" > clock_timestamp()` === 1
}

export async function revoke(tx: Tx, id: string, revokedAt: Date): Promise<boolean> {
  return (await tx.invitation.updateMany({ where: { id, acceptedAt: null, revokedAt: null }, data: { revokedAt } })).count === 1
}

/** Withdraws what somebody has open, in one workspace or in all; which these were. */
export async function withdraw(tx: Tx, { invitedById, workspaceId, at }: { invitedById: string; workspaceId: string | null; at: Date }): Promise<{ id: string; workspaceId: string }[]> {
  return tx.invitation.updateManyAndReturn({
    where: { invitedById, ...(workspaceId !== null && { workspaceId }), acceptedAt: null, revokedAt: null, expiresAt: { gt: at } }, data: { revokedAt: at }, select: { id: true, workspaceId: true },
  })
}
