import type { AppUnderTest } from './app.ts'

// Sign-ins and the counting of requests are no part of what a refusal must leave alone; nor is it when an event was delivered.
const passing = ['session', 'rate_limit', 'verification', '_prisma_migrations']

/** A hash of every table, by its name: two are equal when nothing was written, changed or deleted in between. */
export async function digestOf(app: Pick<AppUnderTest, 'sql'>): Promise<Record<string, string>> {
  const tables = await app.sql<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1`, [passing])
  const parts = tables.map(({ name }) => `select '${name}' as name, coalesce(md5(string_agg(row, '' order by row)), '') as hash
    from (select (to_jsonb(t) - 'deliveredAt')::text as row from "${name}" t) rows`)
  const jobs = `select 'jobs', coalesce(md5(string_agg(key || run_at::text, '' order by key)), '') from graphile_worker._private_jobs`
  const rows = await app.sql<{ name: string; hash: string }>([...parts, jobs].join(' union all '))
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}
