import type { Tx } from '#server/db/context.ts'

export interface WorkspaceRow { readonly id: string; readonly name: string; readonly createdAt: Date; readonly memberCount: number }

const withMembers = { _count: { select: { members: { where: { leftAt: null } } } } } as const
const row = ({ id, name, createdAt, _count }: { id: string; name: string; createdAt: Date; _count: { members: number } }): WorkspaceRow => ({ id, name, createdAt, memberCount: _count.members })

export async function insert(tx: Tx, name: string, createdAt: Date): Promise<string> {
  return (await tx.workspace.create({ data: { name, createdAt }, select: { id: true } })).id
}

export async function byId(tx: Tx, id: string): Promise<WorkspaceRow | null> {
  const found = await tx.workspace.findUnique({ where: { id }, include: withMembers })
  return found && row(found)
}

export async function ofUser(tx: Tx, userId: string): Promise<WorkspaceRow[]> {
  const found = await tx.workspace.findMany({ where: { members: { some: { userId, leftAt: null } } }, include: withMembers, orderBy: { createdAt: 'asc' } })
  return found.map(row)
}
