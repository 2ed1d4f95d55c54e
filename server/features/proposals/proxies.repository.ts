import type { VoteProxy } from '#domain/decisions/proxies.ts'
import type { Tx } from '#server/db/context.ts'

/** The proxies in force in a proposal. Whoever names or ends one holds the proposal alone, whoever casts shares it: what is read stays so. */
export async function inForce(tx: Tx, proposalId: string): Promise<VoteProxy[]> {
  return tx.proxy.findMany({ where: { proposalId }, select: { giverId: true, holderId: true }, orderBy: { namedAt: 'asc' } })
}

export async function name(tx: Tx, own: VoteProxy & { proposalId: string; namedAt: Date }): Promise<void> {
  await tx.proxy.create({ data: own })
}

export async function end(tx: Tx, proposalId: string, giverId: string): Promise<void> {
  await tx.proxy.delete({ where: { proposalId_giverId: { proposalId, giverId } } })
}

/** The open votes, of one workspace or of all, in which somebody has given or holds a proxy. */
export async function openWith(tx: Tx, userId: string, workspaceId: string | null): Promise<{ proposalId: string; workspaceId: string }[]> {
  return tx.$queryRaw`
    select p.id as "proposalId", coalesce(p."workspaceId", d."workspaceId") as "workspaceId" from proposal p left join draft d on d.id = p."draftId"
    where p."closedAt" is null and (${workspaceId}::uuid is null or coalesce(p."workspaceId", d."workspaceId") = ${workspaceId}::uuid)
      and exists (select 1 from proxy own where own."proposalId" = p.id and ${userId} in (own."giverId", own."holderId")) order by p.id`
}

/** Who of a roll has cast. */
export async function hasCast(tx: Tx, proposalId: string): Promise<Map<string, boolean>> {
  const rows = await tx.elector.findMany({ where: { proposalId }, select: { userId: true, hasCast: true } })
  return new Map(rows.map((row) => [row.userId, row.hasCast]))
}

/** Who of a roll has left the workspace since. */
export async function gone(tx: Tx, proposalId: string, workspaceId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    select e."userId" from elector e join member m on m."workspaceId" = ${workspaceId}::uuid and m."userId" = e."userId"
    where e."proposalId" = ${proposalId}::uuid and m."leftAt" is not null`
  return new Set(rows.map(({ userId }) => userId))
}

export async function castByProxy(tx: Tx, proposalId: string): Promise<number> {
  return tx.ballot.count({ where: { proposalId, byProxy: { not: null } } })
}
