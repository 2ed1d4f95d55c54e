import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { RunningParley } from './running.ts'

/** Asks the embedded database of a running Parley, past the app: it outlives a kill of the app, too. */
export async function askDatabase<Row extends object>({ dataDir }: RunningParley, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const folder = path.join(dataDir, 'data')
  const { user, password } = JSON.parse(fs.readFileSync(path.join(folder, 'postgres.json'), 'utf8')) as { user: string; password: string }
  const port = Number(fs.readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[3])
  const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'parley' })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
