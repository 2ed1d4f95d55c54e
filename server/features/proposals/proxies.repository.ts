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

/** Who of a roll has cast. */
export async function hasCast(tx: Tx, proposalId: string): Promise<Map<string, boolean>> {
  const rows = await tx.elector.findMany({ where: { proposalId }, select: { userId: true, hasCast: true } })
  return new Map(rows.map((row) => [row.userId, row.hasCast]))
}

export async function castByProxy(tx: Tx, proposalId: string): Promise<number> {
  return tx.ballot.count({ where: { proposalId, byProxy: { not: null } } })
}
