import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Env } from '#server/env.ts'
import { StartupError } from '#server/startupError.ts'
import { type AppRole, buildSchema } from './appRole.ts'
import { startEmbedded } from './embedded.ts'

/** `url`: as the role that the application works as. `ownerUrl`: as the owner of the tables, for what only the owner may. */
export interface Prepared { readonly url: string; readonly ownerUrl: string; readonly isRestricted: boolean; readonly adopted: boolean; readonly migrated: readonly string[]; stop(): void }

const oldestMajor = 15

/** Gets the database ready: our own or the one given, reachable, new enough, durable, migrated. The app asks to be `alone` in its data directory. */
export async function prepareDatabase(env: Env, { alone = false } = {}): Promise<Prepared> {
  if (env.databaseUrl) {
    const ownerUrl = env.databaseOwnerUrl ?? env.databaseUrl
    await checkServer(ownerUrl)
    const role = env.databaseOwnerUrl === null ? null : roleIn(env.databaseUrl, ownerUrl)
    return { url: env.databaseUrl, ownerUrl, isRestricted: role !== null, adopted: false, migrated: await buildSchema(ownerUrl, role), stop: () => undefined }
  }
  const folder = path.resolve(env.dataDir)
  const embedded = await startEmbedded(folder)
  if (alone) await claim(embedded.url('postgres'), folder)
  try {
    await createDatabase(embedded.url('postgres'), 'parley')
    const ownerUrl = embedded.url('parley')
    await checkServer(ownerUrl)
    const migrated = await buildSchema(ownerUrl, embedded.appRole)
    return { url: embedded.url('parley', embedded.appRole), ownerUrl, isRestricted: true, adopted: embedded.adopted, migrated, stop: embedded.stop }
  } catch (error) {
    embedded.stop()
    throw error
  }
}

function roleIn(databaseUrl: string, ownerUrl: string): AppRole {
  const { username, password } = new URL(databaseUrl)
  if (username === '' || username === new URL(ownerUrl).username) throw new StartupError('DATABASE_URL and DATABASE_OWNER_URL must name two roles: the application may not own its tables.')
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) }
}

const claimKey = 7_275_395
const claimPatienceMs = 2_000

// A second app would take over the database of the first and stop it when it ends. The claim is a lock of a session that stays open,
// so it goes with the process, however that ends; PostgreSQL sees the end of a killed one within moments.
async function claim(adminUrl: string, folder: string) {
  const session = new pg.Client(adminUrl)
  session.on('error', () => undefined)
  await session.connect()
  for (const begun = Date.now(); Date.now() - begun < claimPatienceMs; await wait(100)) {
    const { rows: [row] } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [claimKey])
    if (row?.mine) return
  }
  await session.end()
  throw new StartupError(`Parley already runs with the data directory ${folder}: use that one, stop it, or set DATA_DIR and PORT to others.`)
}

async function createDatabase(adminUrl: string, name: string) {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${name}`)
  })
}

async function checkServer(url: string) {
  await withClient(url, async (client) => {
    const { rows: [settings] } = await client.query<Record<string, string>>(`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as synchronous_commit, current_setting('full_page_writes') as full_page_writes`)
    const version = settings?.['version'] ?? ''
    if (Number.parseInt(version, 10) < oldestMajor) throw new StartupError(`The database is PostgreSQL ${version}; Parley needs PostgreSQL ${oldestMajor} or newer: update it, or leave out DATABASE_URL to use the embedded one.`)
    // An edit that was shown must survive a crash of the database: with any of these off it need not (R1).
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      if (settings?.[name] === 'off') throw new StartupError(`The database runs with ${name} = off, so it can lose what it confirmed: turn it on.`)
    }
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    const { host, pathname } = new URL(url)
    throw new StartupError(`The database ${host}${pathname} cannot be reached (${reasonOf(cause as NodeJS.ErrnoException)}): check DATABASE_URL and that the server runs.`, { cause })
  }
  try { return await work(client) } finally { await client.end() }
}

// A name with several addresses fails with one error for all of them, whose message is empty.
const reasonOf = (error: NodeJS.ErrnoException) => error.message || error.code
