import type pg from 'pg'
import { type AmendmentState, isUnsealed } from '#domain/amendments/states.ts'
import { readRoom } from '#domain/ids.ts'
import { everything } from '#domain/text/atRest.ts'
import type { Tx } from '#server/db/context.ts'
import type { Row } from './chain.ts'
import { type Rest, restsIn } from './rest.ts'

export interface HashedRow extends Row { readonly nUpdates: number; readonly sha256: Uint8Array; readonly prevSha256: Uint8Array }
export interface TextRow { readonly id: string; readonly draftId: string; readonly seq: number; readonly generation: number; readonly schemaVersion: number; readonly headHash: Uint8Array }
export interface StoredCheckpoint { readonly seq: number; readonly state: Uint8Array; readonly sha256: Uint8Array }
export interface Stored {
  readonly text: TextRow
  readonly checkpoint: StoredCheckpoint | null
  /** Place and hash of the row before the first of `rows`; 0 before the first of all. Without a hash when that row is missing. */
  readonly after: number
  readonly before: Uint8Array | null
  readonly rows: readonly HashedRow[]
}
export interface Head { readonly textId: string; readonly generation: number; readonly expected: number; readonly seq: number; readonly hash: Uint8Array }
export interface Binding { readonly textId: string; readonly clientId: number; readonly userId: string }

const plain = (bytes: Uint8Array) => new Uint8Array(bytes)

/** Makes a text with its first row, in the caller's transaction: there is never a text without content (R10). */
export async function insertText(tx: Tx, draftId: string, schemaVersion: number, row: HashedRow, at: Date): Promise<void> {
  const { textId, generation, userId, clientId, nUpdates, payload, sha256, prevSha256 } = row
  await tx.text.create({ data: { id: textId, draftId, seq: BigInt(row.seq), generation, schemaVersion, headHash: plain(sha256), createdAt: at } })
  await tx.journalRow.create({ data: { textId, seq: BigInt(row.seq), generation, userId, clientId: BigInt(clientId), nUpdates, payload: plain(payload), sha256: plain(sha256), prevSha256: plain(prevSha256), createdAt: at } })
  await tx.clientBinding.create({ data: { textId, clientId: BigInt(clientId), userId, createdAt: at } })
}

/**
 * Everything a text of today is made from: the newest checkpoint of its generation below `checkpointBelow`, and the rows after it. A
 * generation begins from nothing at its first row, which holds all that a restore kept. Null when there is no such text.
 */
export async function load(pool: pg.Pool, textId: string, checkpointBelow = Number.MAX_SAFE_INTEGER): Promise<Stored | null> {
  const { rows: [text] } = await pool.query(`
    select t.id, t."draftId", t.seq, t.generation, t."schemaVersion", t."headHash", begun.first, c.seq as at, c.state, c.sha256
    from text t
    cross join lateral (select coalesce(min(j.seq), 1) as first from journal j where j.text_id = t.id and j.generation = t.generation) begun
    left join lateral (select * from checkpoint where text_id = t.id and seq >= begun.first and seq <= t.seq and seq < $2 order by seq desc limit 1) c on true
    where t.id = $1`, [textId, checkpointBelow])
  if (!text) return null
  const first = Number(text.first)
  const checkpoint: StoredCheckpoint | null = text.at === null ? null : { seq: Number(text.at), state: text.state, sha256: text.sha256 }
  const after = checkpoint?.seq ?? first - 1
  const [{ rows: [previous] }, rows] = await Promise.all([pool.query('select sha256 from journal where text_id = $1 and seq = $2', [textId, after]), rowsAfter(pool, textId, after, Number(text.seq))])
  // What is wrong before the first row of a later generation is no matter of it: by a restore a damaged text opens again.
  const before = !checkpoint && first > 1 ? rows[0]?.prevSha256 : previous?.sha256
  return {
    text: { id: text.id, draftId: text.draftId, generation: text.generation, schemaVersion: text.schemaVersion, headHash: text.headHash, seq: Number(text.seq) },
    checkpoint, after, before: before ?? null, rows,
  }
}

/** Rows of a journal with after < seq ≤ upTo, in order. */
export async function rowsAfter(pool: pg.Pool, textId: string, after: number, upTo: number): Promise<HashedRow[]> {
  const { rows } = await pool.query(`
    select seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256 from journal
    where text_id = $1 and seq > $2 and seq <= $3 order by seq`, [textId, after, upTo])
  return rows.map((row) => ({
    textId, seq: Number(row.seq), generation: row.generation, userId: row.user_id, clientId: Number(row.client_id), nUpdates: row.n_updates,
    payload: row.payload, sha256: row.sha256, prevSha256: row.prev_sha256,
  }))
}

export async function bindingsOf(pool: pg.Pool, textId: string): Promise<Map<number, string>> {
  const { rows } = await pool.query('select client_id, user_id from client_binding where text_id = $1', [textId])
  return new Map(rows.map((row) => [Number(row.client_id), row.user_id as string]))
}

/**
 * Writes one flush of all rooms in one statement. The head of each text moves only from where its room believes it to be; a text
 * that another process moved is left out, rows and all. Returns the ids of the texts that were written.
 */
export async function append(pool: pg.Pool, heads: readonly Head[], rows: readonly HashedRow[], bindings: readonly Binding[], at: Date | null): Promise<Set<string>> {
  const { rows: written } = await pool.query({ name: 'journal-append', text: `
    with head as (
      update text t set seq = h.seq, "headHash" = h.hash
      from unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::bytea[]) h(id, generation, expected, seq, hash)
      where t.id = h.id and t.generation = h.generation and t.seq = h.expected returning t.id
    ), journal_rows as (
      insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256, created_at)
      select j.*, coalesce($18::timestamptz, now()) from unnest($6::text[], $7::bigint[], $8::int[], $9::text[], $10::bigint[], $11::int[], $12::bytea[], $13::bytea[], $14::bytea[])
        j(text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256) join head on head.id = j.text_id
    ), client_bindings as (
      insert into client_binding (text_id, client_id, user_id)
      select b.* from unnest($15::text[], $16::bigint[], $17::text[]) b(text_id, client_id, user_id) join head on head.id = b.text_id
      on conflict do nothing
    ) select id from head`, values: [...columns(heads, ['textId', 'generation', 'expected', 'seq', 'hash']),
      ...columns(rows, ['textId', 'seq', 'generation', 'userId', 'clientId', 'nUpdates', 'payload', 'sha256', 'prevSha256']),
      ...columns(bindings, ['textId', 'clientId', 'userId']), at] })
  return new Set(written.map((row) => row.id as string))
}

const columns = <T>(items: readonly T[], names: readonly (keyof T)[]) => names.map((name) => items.map((item) => {
  const value = item[name]
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}))

export async function insertCheckpoint(pool: pg.Pool, textId: string, seq: number, state: Uint8Array, sha256: Uint8Array): Promise<void> {
  await pool.query('insert into checkpoint (text_id, seq, state, sha256) values ($1, $2, $3, $4) on conflict do nothing', [textId, seq, Buffer.from(state), Buffer.from(sha256)])
}

/** What of a draft's text is at rest, each with the proposal that keeps it so; nothing in the text of an amendment. */
export async function clausesAtRest(pool: pg.Pool, textId: string): Promise<Map<string, Rest>> {
  const name = readRoom(textId)
  if (name?.kind !== 'draft') return new Map()
  const { rows } = await pool.query('select "clauseId", "proposalId", keeps from clause_at_rest where "draftId" = $1', [name.id])
  return restsIn(rows.map((row) => [(row.clauseId as string | null) ?? everything, { proposalId: row.proposalId as string, keeps: row.keeps === 'place' ? 'place' : 'words' }] as const))
}

/** Whether a text is that of an amendment whose words are fixed. */
export async function isSealed(pool: pg.Pool, textId: string): Promise<boolean> {
  const name = readRoom(textId)
  if (name?.kind !== 'amendment') return false
  const { rows: [row] } = await pool.query('select state from amendment where id = $1', [name.id])
  return row !== undefined && !isUnsealed(row.state as AmendmentState)
}

export async function allTextIds(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query('select id from text order by id')
  return rows.map((row) => row.id as string)
}

/** Which of these proposals the database has, open or closed. */
export async function knownProposals(pool: pg.Pool, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query('select id from proposal where id = any($1::uuid[])', [ids])
  return new Set(rows.map((row) => row.id as string))
}

export async function headOf(pool: pg.Pool, textId: string): Promise<{ seq: number; generation: number; hash: Uint8Array; last: number }> {
  const { rows: [row] } = await pool.query('select seq, generation, "headHash", (select max(j.seq) from journal j where j.text_id = text.id) as last from text where id = $1', [textId])
  return { seq: Number(row.seq), generation: row.generation, hash: row.headHash, last: Number(row.last ?? 0) }
}

/** The places of a text that have a checkpoint. */
export async function checkpointSeqs(pool: pg.Pool, textId: string): Promise<Set<number>> {
  const { rows } = await pool.query('select seq from checkpoint where text_id = $1', [textId])
  return new Set(rows.map((row) => Number(row.seq)))
}

export async function checkpointAt(pool: pg.Pool, textId: string, seq: number): Promise<{ state: Uint8Array; sha256: Uint8Array } | null> {
  const { rows: [row] } = await pool.query('select state, sha256 from checkpoint where text_id = $1 and seq = $2', [textId, seq])
  return row ?? null
}
