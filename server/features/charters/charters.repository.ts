import type { Charter } from '#domain/charter/charter.ts'
import { charter } from '#domain/contract/charters.ts'
import type { Tx } from '#server/db/context.ts'

export async function inForce(tx: Tx, workspaceId: string): Promise<{ charter: Charter; adoptedAt: Date } | null> {
  const row = await tx.charter.findFirst({ where: { workspaceId }, orderBy: { version: 'desc' } })
  return row && { charter: charter.parse(row.content) as Charter, adoptedAt: row.adoptedAt }
}

/** Keeps a charter and declares its roles; a role that an older charter declared stays for those who held it. */
export async function insert(tx: Tx, workspaceId: string, content: Charter, adoptedAt: Date): Promise<void> {
  await tx.charter.create({ data: { workspaceId, version: content.version, content: JSON.parse(JSON.stringify(content)), adoptedAt } })
  await tx.workspaceRole.createMany({ data: content.roles.map((role, position) => ({ workspaceId, role, position })), skipDuplicates: true })
}

export async function ofVersion(tx: Tx, workspaceId: string, version: number): Promise<Charter | null> {
  const row = await tx.charter.findUnique({ where: { workspaceId_version: { workspaceId, version } } })
  return row && charter.parse(row.content) as Charter
}
