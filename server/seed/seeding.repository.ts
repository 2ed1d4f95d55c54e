import pg from 'pg'

/** Begins a seeding: true when there is nothing here, or a seeding that was killed half-way (what it left is wiped first). */
export async function begin(pool: pg.Pool, ownerUrl: string): Promise<boolean> {
  const { rows: [state] } = await pool.query<{ started: boolean; finished: boolean; used: boolean }>(`
    select exists (select 1 from seeding) as started, exists (select 1 from seeding where "finishedAt" is not null) as finished, exists (select 1 from workspace) as used`)
  if (!state || state.finished || (state.used && !state.started)) return false
  if (state.started) await wipe(ownerUrl)
  await pool.query('insert into seeding (id, "startedAt") values (1, now())')
  return true
}

export const finish = (pool: pg.Pool) => pool.query('update seeding set "finishedAt" = now()')

// Half a seeding is nobody's work. The append-only guards stand aside in this one session.
async function wipe(ownerUrl: string) {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = replica`)
    const { rows } = await client.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`)
    for (const { name } of rows) await client.query(`delete from ${name}`)
    await client.query('delete from graphile_worker._private_jobs')
    await client.query('commit')
  } finally {
    await client.end()
  }
}
