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
  const of = <T>(value: (row: NewRow) => T) => rows.map(value)
  await tx.$executeRaw`
    insert into record ("workspaceId", seq, name, "actorId", "draftId", at, canonical, "prevHash", hash)
    select * from unnest(${of(({ act }) => act.workspaceId)}::uuid[], ${of(({ act }) => act.seq)}::bigint[], ${of(({ act }) => act.name)}::text[], ${of(({ act }) => act.actorId)}::text[],
      ${of(({ act }) => act.draftId)}::uuid[], ${of(({ act }) => new Date(act.at))}::timestamptz[], ${of(({ canonical }) => plain(canonical))}::bytea[], ${of(({ prevHash }) => plain(prevHash))}::bytea[], ${of(({ hash }) => plain(hash))}::bytea[])`
}

const plain = (bytes: Uint8Array) => new Uint8Array(bytes)

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
