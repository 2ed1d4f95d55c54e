import pg from 'pg'
import { StartupError } from '#server/startupError.ts'
import { checkFile, type Header, rowsIn } from './backupFile.ts'
import { migrationsOf, plainValues, quoted, type Table, tablesOf } from './backupTables.ts'

const batch = 500

/**
 * Fills an empty database from a backup in one transaction. Refuses a file that is not what was written, a database that holds
 * anything, and one of another migration: then nothing was changed.
 */
export async function readBackup(databaseUrl: string, file: string): Promise<{ tables: number; rows: number; at: string }> {
  const header = await checkFile(file)
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`begin; ${plainValues}`)
    const tables = await tablesOf(client)
    await requireSameShape(client, tables, header)
    await requireEmpty(client, tables)
    const rows = await fill(client, tables, file)
    const promised = header.tables.reduce((sum, table) => sum + table.rows, 0)
    if (rows !== promised) throw new StartupError(`${file} has ${rows} rows and promises ${promised}: nothing was restored.`)
    await continueNumbers(client)
    await planClosings(client)
    await client.query('commit')
    return { tables: tables.length, rows, at: header.at }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

async function requireSameShape(client: pg.Client, tables: readonly Table[], header: Header) {
  const [own, its] = [await migrationsOf(client), header.migrations]
  if (own.join() !== its.join()) throw new StartupError(`The backup is of migration ${its.at(-1)}, this Parley is of ${own.at(-1)}: restore it with the Parley that wrote it, then start the newer one.`)
  const shape = (all: readonly { name: string; columns: readonly string[] }[]) => all.map(({ name, columns }) => `${name}(${columns.join()})`).sort().join()
  if (shape(header.tables) !== shape(tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })))) throw new StartupError('The backup has other tables than this database, though of the same migrations: nothing was restored.')
}

async function requireEmpty(client: pg.Client, tables: readonly Table[]) {
  for (const { name } of tables) {
    await client.query(`lock table ${quoted(name)} in exclusive mode`)
    const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`)
    if (rowCount) throw new StartupError(`The database is not empty (there are rows in ${name}): a backup is restored into a new one. Set DATA_DIR to a new folder, or DATABASE_URL to an empty database.`)
  }
}

async function fill(client: pg.Client, tables: readonly Table[], file: string): Promise<number> {
  const inserts = new Map(tables.map((table) => [table.name, insertInto(table)]))
  let count = 0
  for await (const { table, rows } of rowsIn(file, batch)) {
    const columns = tables.find(({ name }) => name === table)?.columns ?? []
    await client.query(inserts.get(table) ?? '', columns.map((_column, index) => rows.map((row) => row[index] ?? null)))
    count += rows.length
  }
  return count
}

function insertInto({ name, columns }: Table): string {
  const values = columns.map(({ type }, index) => `v${index}::${type}`).join(', ')
  const sources = columns.map((_column, index) => `$${index + 1}::text[]`).join(', ')
  return `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')}) overriding system value
    select ${values} from unnest(${sources}) as v(${columns.map((_column, index) => `v${index}`).join(', ')})`
}

// What counts by itself goes on after the largest number that came back.
async function continueNumbers(client: pg.Client) {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`)
  for (const { table, column, sequence } of rows) {
    await client.query(`select setval($1::regclass, coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`, [sequence])
  }
}

// The deadlines of open proposals and the reminders of them that are still to come, as opening or extending them planned it.
const planClosings = async (client: pg.Client) => {
  await client.query(`
    select graphile_worker.add_job('closeProposal', json_build_object('proposalId', id::text), run_at => "closesAt", job_key => 'close:' || id, max_attempts => 25)
    from proposal where "closedAt" is null`)
  await client.query(`
    select graphile_worker.add_job('remindElectors', json_build_object('proposalId', id::text), job_key => 'remind:' || id, max_attempts => 25,
      run_at => greatest("closesAt" - interval '1 day', date_trunc('milliseconds', since + ("closesAt" - since) / 2)))
    from (select *, coalesce((extensions -> -1 ->> 'at')::timestamptz, "openedAt") as since from proposal) planned where "closedAt" is null and "remindedFor" is distinct from "closesAt"`)
}
