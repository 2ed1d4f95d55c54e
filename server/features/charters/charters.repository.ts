import type { Charter } from '#domain/charter/charter.ts'
import { readCharter } from '#domain/contract/charters.ts'
import type { Tx } from '#server/db/context.ts'

export async function inForce(tx: Tx, workspaceId: string): Promise<{ charter: Charter; adoptedAt: Date; proposalId: string | null } | null> {
  const row = await tx.charter.findFirst({ where: { workspaceId }, orderBy: { version: 'desc' } })
  return row && { charter: readCharter(row.content), adoptedAt: row.adoptedAt, proposalId: row.proposalId }
}

export async function ofVersion(tx: Tx, workspaceId: string, version: number): Promise<Charter | null> {
  const row = await tx.charter.findUnique({ where: { workspaceId_version: { workspaceId, version } } })
  return row && readCharter(row.content)
}

/** The charter that a vote has put into force, as it is stored. */
export async function adoptedBy(tx: Tx, proposalId: string): Promise<{ content: unknown } | null> {
  return tx.charter.findUnique({ where: { proposalId }, select: { content: true } })
}

/** Keeps a charter and declares its roles; a role that an older charter declared stays for those who held it. */
export async function insert(tx: Tx, workspaceId: string, content: Charter, adoptedAt: Date, proposalId: string | null): Promise<void> {
  await tx.charter.create({ data: { workspaceId, version: content.version, content: JSON.parse(JSON.stringify(content)), adoptedAt, proposalId } })
  await tx.workspaceRole.createMany({ data: content.roles.map((role, position) => ({ workspaceId, role, position })), skipDuplicates: true })
}

/** Every version of a charter as it was stored, the first one first. */
export async function versions(tx: Tx, workspaceId: string): Promise<{ version: number; content: unknown }[]> {
  return tx.charter.findMany({ where: { workspaceId }, orderBy: { version: 'asc' }, select: { version: true, content: true } })
}

/** Workspaces whose charter in force says nothing of some of these capabilities. */
export async function lacking(tx: Tx, capabilities: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ workspaceId: string }[]>`
    select "workspaceId" from (select distinct on ("workspaceId") "workspaceId", content from charter order by "workspaceId", version desc) latest
    where not (content->'rights' ?& ${[...capabilities]}::text[])`
  return rows.map(({ workspaceId }) => workspaceId)
}

/** The charter in force as it was stored, held until the transaction ends. */
export async function storedRights(tx: Tx, workspaceId: string): Promise<{ charter: Charter; named: ReadonlySet<string> } | null> {
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId}::uuid for update`
  const row = await tx.charter.findFirst({ where: { workspaceId }, orderBy: { version: 'desc' } })
  return row && { charter: readCharter(row.content), named: new Set(Object.keys((row.content as { rights: object }).rights)) }
}
