import type pg from 'pg'

/** A table as a backup names it: its columns with their types, in the order in which their values stand. */
export interface Table { readonly name: string; readonly columns: readonly { readonly name: string; readonly type: string }[]; readonly key: readonly string[] }

/**
 * Sessions let somebody in; the rest counts and passes. None of it belongs in a file. What is counted of ballots follows from them when
 * they are put back. `_prisma_migrations` is what a backup is compared with.
 */
const left = ['session', 'verification', 'rate_limit', 'ballot_count', '_prisma_migrations']

/** All tables that a backup holds, each after those that it refers to. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows: columns } = await client.query<{ table: string; name: string; type: string }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1) order by c.relname, a.attnum`, [left])
  const { rows: keys } = await client.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column from pg_index i join pg_class c on c.oid = i.indrelid
    cross join unnest(i.indkey::int[]) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
    where i.indisprimary and c.relnamespace = 'public'::regnamespace order by c.relname, k.place`)
  const { rows: references } = await client.query<{ table: string; to: string }>(`
    select c.relname as table, f.relname as to from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class f on f.oid = r.confrelid
    where r.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> f.oid`)
  const ofTable = <T extends { table: string }>(items: readonly T[], name: string) => items.filter(({ table }) => table === name)
  const tables = [...new Set(columns.map(({ table }) => table))].map((name): Table => ({
    name, key: ofTable(keys, name).map(({ column }) => column), columns: ofTable(columns, name).map((column) => ({ name: column.name, type: column.type })),
  }))
  return inOrder(tables, (name) => ofTable(references, name).map(({ to }) => to))
}

function inOrder(tables: readonly Table[], refersTo: (name: string) => readonly string[]): Table[] {
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const waiting = tables.filter((table) => !ordered.includes(table))
    const ready = waiting.filter(({ name }) => !waiting.some((other) => other.name !== name && refersTo(name).includes(other.name)))
    if (ready.length === 0) throw new Error(`Tables that refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    ordered.push(...ready)
  }
  return ordered
}

/** The migrations that this database was built by, in order. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by migration_name')
  return rows.map(({ name }) => name)
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

// Values are written as PostgreSQL says them, so that it reads them back exactly; these settings must not differ on the two sides.
export const plainValues = `set local datestyle = 'ISO'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1`
