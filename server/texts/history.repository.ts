import type pg from 'pg'

/** A row of a journal without what it carries. */
export interface RowPlace { readonly seq: number; readonly generation: number; readonly userId: string; readonly at: Date }
export interface Payload { readonly seq: number; readonly generation: number; readonly userId: string; readonly payload: Uint8Array }
/** What was written on one day: `day` as YYYY-MM-DD in the zone asked for, `seq` and `at` of its last row. */
export interface Day { readonly day: string; readonly seq: number; readonly at: Date; readonly changes: number; readonly userIds: readonly string[] }

const place = (row: { seq: string; generation: number; user_id: string; created_at: Date }): RowPlace =>
  ({ seq: Number(row.seq), generation: row.generation, userId: row.user_id, at: row.created_at })

/** Some rows of a journal, in order; those that it does not have are left out. */
export async function places(pool: pg.Pool, textId: string, seqs: readonly number[]): Promise<RowPlace[]> {
  const { rows } = await pool.query('select seq, generation, user_id, created_at from journal where text_id = $1 and seq = any($2::bigint[]) order by seq', [textId, seqs])
  return rows.map(place)
}

export async function lastPlace(pool: pg.Pool, textId: string): Promise<RowPlace | null> {
  const { rows: [row] } = await pool.query('select seq, generation, user_id, created_at from journal where text_id = $1 order by seq desc limit 1', [textId])
  return row ? place(row) : null
}

/** The last row of each of some texts, by their names. */
export async function heads(pool: pg.Pool, textIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; seq: string }>('select id, seq from text where id = any($1)', [textIds])
  return new Map(rows.map(({ id, seq }) => [id, Number(seq)]))
}

/** The first row of each generation of a text, the first generation left out. */
export async function laterGenerations(pool: pg.Pool, textId: string): Promise<RowPlace[]> {
  const { rows } = await pool.query(`
    select j.seq, j.generation, j.user_id, j.created_at from text t
    cross join lateral generate_series(2, t.generation) g(generation)
    cross join lateral (select * from journal where text_id = t.id and generation = g.generation order by seq limit 1) j
    where t.id = $1 order by j.seq`, [textId])
  return rows.map(place)
}

/** The newest checkpoint at or before a row and not before the first of its generation. */
export async function checkpointBefore(pool: pg.Pool, textId: string, first: number, seq: number): Promise<{ seq: number; state: Uint8Array; sha256: Uint8Array } | null> {
  const { rows: [row] } = await pool.query('select seq, state, sha256 from checkpoint where text_id = $1 and seq between $2 and $3 order by seq desc limit 1', [textId, first, seq])
  return row ? { ...row, seq: Number(row.seq) } : null
}

/** What rows with after < seq ≤ upTo carry, in order, `limit` of them at most. */
export async function payloads(pool: pg.Pool, textId: string, after: number, upTo: number, limit: number | null = null): Promise<Payload[]> {
  const { rows } = await pool.query('select seq, generation, user_id, payload from journal where text_id = $1 and seq > $2 and seq <= $3 order by seq limit $4', [textId, after, upTo, limit])
  return rows.map((row) => ({ seq: Number(row.seq), generation: row.generation, userId: row.user_id, payload: row.payload }))
}

/** The days on which a text was written, the latest first. */
export async function days(pool: pg.Pool, textId: string, { zone, before, limit }: { zone: string; before: Date | null; limit: number }): Promise<Day[]> {
  // One row a person and day first: sorting people within days would sort the whole journal.
  const { rows } = await pool.query(`
    select to_char(day, 'YYYY-MM-DD') as day, max(seq) as seq, max(at) as at, sum(changes)::int as changes, array_agg(user_id order by user_id) as user_ids
    from (
      select date_trunc('day', created_at at time zone $2) as day, user_id, max(seq) as seq, max(created_at) as at, sum(n_updates) as changes
      from journal where text_id = $1 group by 1, 2
    ) person group by day having $3::timestamptz is null or max(at) < $3 order by max(seq) desc limit $4`, [textId, zone, before, limit])
  return rows.map((row) => ({ day: row.day, seq: Number(row.seq), at: row.at, changes: row.changes, userIds: row.user_ids }))
}

/** For each time, the last row written up to then (1 when that is before the first). The journal is read once for all of them. */
export async function seqsAt(pool: pg.Pool, textId: string, times: readonly Date[]): Promise<number[]> {
  if (times.length === 0) return []
  const sorted = [...new Set(times.map((time) => time.getTime() + 1))].sort((a, b) => a - b)
  const { rows } = await pool.query(`
    select width_bucket(created_at, $2::timestamptz[]) as bucket, max(seq) as seq from journal where text_id = $1 group by 1 order by 1`, [textId, sorted.map((time) => new Date(time))])
  return times.map((time) => {
    const bucket = sorted.indexOf(time.getTime() + 1)
    return Math.max(1, ...rows.filter((row) => row.bucket <= bucket).map((row) => Number(row.seq)))
  })
}

export async function loadLineage(pool: pg.Pool, textId: string, format: number): Promise<{ seq: number; state: Uint8Array } | null> {
  const { rows: [row] } = await pool.query('select seq, state from lineage where text_id = $1 and format = $2', [textId, format])
  return row ? { seq: Number(row.seq), state: row.state } : null
}

/** Keeps a folded lineage, unless one of the same format that reaches further is there already. */
export async function saveLineage(pool: pg.Pool, textId: string, format: number, seq: number, state: Uint8Array): Promise<void> {
  await pool.query(`
    insert into lineage (text_id, format, seq, state) values ($1, $2, $3, $4)
    on conflict (text_id) do update set format = excluded.format, seq = excluded.seq, state = excluded.state, updated_at = now()
    where lineage.format <> excluded.format or lineage.seq < excluded.seq`, [textId, format, seq, Buffer.from(state)])
}

/** Texts whose lineage is this many rows behind their journal. */
export async function behind(pool: pg.Pool, rows: number): Promise<{ textId: string; seq: number }[]> {
  const found = await pool.query('select t.id, t.seq from text t left join lineage l on l.text_id = t.id where t.seq - coalesce(l.seq, 0) >= $1 order by t.id', [rows])
  return found.rows.map((row) => ({ textId: row.id, seq: Number(row.seq) }))
}
