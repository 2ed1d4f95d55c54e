import pg from 'pg'
import { format, type Header, type Line, writeLines } from './backupFile.ts'
import { migrationsOf, plainValues, quoted, type Table, tablesOf } from './backupTables.ts'

const page = 500

export interface Written { readonly tables: number; readonly rows: number; readonly bytes: number; readonly sha256: string }

/**
 * Writes the whole instance to a file, as it is at one moment: one transaction that only reads, so that people work on meanwhile.
 * Jobs are not in it, they follow from the proposals; nor are sessions, nor the secret that signs them.
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<Written> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`begin transaction isolation level repeatable read read only; ${plainValues}`)
    const tables = await tablesOf(client)
    const header = await headerOf(client, tables)
    const written = await writeLines(file, linesOf(client, tables, header))
    await client.query('commit')
    return { ...written, tables: tables.length, rows: header.tables.reduce((sum, { rows }) => sum + rows, 0) }
  } finally {
    await client.end()
  }
}

async function headerOf(client: pg.Client, tables: readonly Table[]): Promise<Header> {
  const counted: Header['tables'][number][] = []
  for (const { name, columns } of tables) {
    const { rows: [row] } = await client.query<{ n: number }>(`select count(*)::int as n from ${quoted(name)}`)
    counted.push({ name, rows: row?.n ?? 0, columns: columns.map((column) => column.name) })
  }
  const { rows: [time] } = await client.query<{ at: Date }>('select now() as at')
  return { format, at: time?.at.toISOString() ?? '', migrations: await migrationsOf(client), tables: counted }
}

async function* linesOf(client: pg.Client, tables: readonly Table[], header: Header): AsyncGenerator<Header | Line> {
  yield header
  for (const table of tables) {
    yield { table: table.name }
    yield* rowsOf(client, table)
  }
}

// A cursor: no table has to fit into memory.
async function* rowsOf(client: pg.Client, { name, columns, key }: Table): AsyncGenerator<Line> {
  const order = key.length > 0 ? `order by ${key.map(quoted).join(', ')}` : ''
  await client.query(`declare reading no scroll cursor for select ${columns.map((column) => `${quoted(column.name)}::text`).join(', ')} from ${quoted(name)} ${order}`)
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${page} from reading`, rowMode: 'array' })
    yield* rows
    if (rows.length < page) break
  }
  await client.query('close reading')
}
