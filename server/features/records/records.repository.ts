import type { RecordQuery } from '#domain/contract/records.ts'
import { readAct, type RecordedAct } from '#domain/record.ts'
import type { Tx } from '#server/db/context.ts'

export interface RecordRow { readonly act: RecordedAct; readonly hash: Uint8Array; readonly prevHash: Uint8Array }
interface NewRow extends RecordRow { readonly canonical: Uint8Array }
/** A row as it is stored, its bytes not yet read: they may be damaged. */
export interface StoredRow { readonly seq: number; readonly canonical: Uint8Array; readonly hash: Uint8Array; readonly prevHash: Uint8Array }

/** Holds the record of a workspace until the transaction ends: rows are chained one after the other, never side by side (R26). */
export async function lock(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`record:${workspaceId}`}, 0))`
}

export async function tail(tx: Tx, workspaceId: string): Promise<{ seq: number; hash: Uint8Array } | null> {
  const row = await tx.record.findFirst({ where: { workspaceId }, orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })
  return row && { seq: Number(row.seq), hash: row.hash }
}

export async function insert(tx: Tx, rows: readonly NewRow[]): Promise<void> {
  await tx.record.createMany({ data: rows.map(({ act: { workspaceId, seq, name, actorId, draftId, at }, ...chained }) => (
    { workspaceId, seq: BigInt(seq), name, actorId, draftId, at: new Date(at), ...bytes(chained) })) })
}

const bytes = <T extends Record<string, Uint8Array>>(row: T) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, new Uint8Array(value)])) as { [K in keyof T]: Uint8Array<ArrayBuffer> }

export async function list(tx: Tx, workspaceId: string, query: RecordQuery): Promise<RecordRow[]> {
  const rows = await tx.record.findMany({
    where: {
      workspaceId,
      ...(query.name && { name: query.name }), ...(query.actorId && { actorId: query.actorId }), ...(query.draftId && { draftId: query.draftId }),
      ...(query.before && { seq: { lt: BigInt(query.before) } }),
      at: { ...(query.from && { gte: new Date(query.from) }), ...(query.to && { lt: new Date(query.to) }) },
    },
    orderBy: { seq: 'desc' }, take: query.limit + 1,
  })
  return rows.map(recordRow)
}

/** The record of a workspace up to a row, oldest first, in pages: for verification and export. */
export async function* all(tx: Tx, workspaceId: string, upTo?: number): AsyncGenerator<StoredRow> {
  for (let after = 0n; ;) {
    const rows = await tx.record.findMany({
      where: { workspaceId, seq: { gt: after, ...(upTo !== undefined && { lte: BigInt(upTo) }) } }, orderBy: { seq: 'asc' }, take: 500,
      select: { seq: true, canonical: true, prevHash: true, hash: true },
    })
    for (const row of rows) yield { ...row, seq: Number(row.seq) }
    const last = rows.at(-1)
    if (!last) return
    after = last.seq
  }
}

const recordRow = ({ canonical, hash, prevHash }: { canonical: Uint8Array; hash: Uint8Array; prevHash: Uint8Array }): RecordRow =>
  ({ act: readAct(new TextDecoder().decode(canonical)), hash, prevHash })

export async function workspaceIds(tx: Tx): Promise<string[]> {
  const rows = await tx.workspace.findMany({ select: { id: true }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ id }) => id)
}
