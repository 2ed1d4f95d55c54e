import type { Tx } from '#server/db/context.ts'
import type { HashedRow } from './journal.repository.ts'

export interface Head { readonly seq: number; readonly generation: number; readonly hash: Uint8Array }

interface StoredRow { seq: bigint; generation: number; user_id: string; client_id: bigint; n_updates: number; payload: Uint8Array; sha256: Uint8Array; prev_sha256: Uint8Array }

/** The head of a text, held until the transaction ends: no room can append meanwhile. Null when there is no such text. */
export async function lockHead(tx: Tx, textId: string): Promise<Head | null> {
  const [row] = await tx.$queryRaw<{ seq: bigint; generation: number; hash: Uint8Array }[]>`
    select greatest(seq, (select max(j.seq) from journal j where j.text_id = text.id)) as seq, generation, "headHash" as hash
    from text where id = ${textId} for update`
  return row ? { seq: Number(row.seq), generation: row.generation, hash: row.hash } : null
}

/** The last row written at or before a time; null when the text is younger. */
export async function seqAt(tx: Tx, textId: string, time: Date): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ seq: bigint | null }[]>`select max(seq) as seq from journal where text_id = ${textId} and created_at <= ${time}`
  return row?.seq ? Number(row.seq) : null
}

/** Where the generation of a row begins; null when there is no such row. */
export async function firstOfGeneration(tx: Tx, textId: string, seq: number): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ first: bigint | null }[]>`
    select min(seq) as first from journal where text_id = ${textId} and generation = (select generation from journal where text_id = ${textId} and seq = ${BigInt(seq)})`
  return row?.first ? Number(row.first) : null
}

/** Rows of a journal with after < seq ≤ upTo, in order. */
export async function rowsAfter(tx: Tx, textId: string, after: number, upTo: number): Promise<HashedRow[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    select seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256 from journal
    where text_id = ${textId} and seq > ${BigInt(after)} and seq <= ${BigInt(upTo)} order by seq`
  return rows.map((row) => ({
    textId, seq: Number(row.seq), generation: row.generation, userId: row.user_id, clientId: Number(row.client_id), nUpdates: row.n_updates,
    payload: row.payload, sha256: row.sha256, prevSha256: row.prev_sha256,
  }))
}

/** Writes the first row of a new generation and moves the head of the text to it. */
export async function beginGeneration(tx: Tx, { textId, seq, generation, userId, clientId, nUpdates, payload, sha256, prevSha256 }: HashedRow, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256, created_at)
    values (${textId}, ${BigInt(seq)}, ${generation}, ${userId}, ${BigInt(clientId)}, ${nUpdates}, ${Buffer.from(payload)}, ${Buffer.from(sha256)}, ${Buffer.from(prevSha256)}, ${at})`
  await tx.$executeRaw`update text set seq = ${BigInt(seq)}, generation = ${generation}, "headHash" = ${Buffer.from(sha256)} where id = ${textId}`
}
