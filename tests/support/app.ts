import pino from 'pino'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { type App, makeApp } from '#server/app.ts'
import { readEnv } from '#server/env.ts'
import { listen } from '#server/http/listen.ts'
import type { Limits } from '#server/limits.ts'
import { seedIfEmpty } from '#server/seed/seed.ts'
import { type Client, clientOf } from './client.ts'
import { freshDatabase } from './database.ts'
import { freePort } from './freePort.ts'

const secret = 'a secret of the tests, at least 32 characters'

interface Options {
  readonly seeded?: boolean
  readonly limits?: Partial<Limits>
  /** Whether it can be entered as a person of the demo; the demo by default. */
  readonly demo?: boolean
}

/** The server of one test file: everything that runs in production, on a database of its own, with no page to serve. */
export interface AppUnderTest {
  readonly origin: string
  readonly databaseUrl: string
  /** The app as it runs now; after a restart it is another one. */
  running(): App
  start(): Promise<void>
  stop(): Promise<void>
  /** Rows by a connection of the test's own, which works also while the app is down. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** A connection to begin a transaction on, let go when the work ends. */
  transaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void>
  /** Signs in as one of the people of the demo. */
  as(persona: string): Promise<Client>
  nobody(): Client
}

/** Starts the server before the tests of a file and closes it after them. */
export function anApp({ seeded = false, limits = {}, demo = true }: Options = {}): AppUnderTest {
  let databaseUrl = ''
  let port = 0
  let app: App | undefined
  let pool: pg.Pool | undefined
  const origin = () => `http://127.0.0.1:${port}`
  const running = () => {
    if (!app) throw new Error('the app is not running')
    return app
  }
  const connection = () => {
    if (!pool) throw new Error('the database is not there yet')
    return pool
  }

  async function start() {
    const env = readEnv({ PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: origin(), DATABASE_URL: databaseUrl, SESSION_SECRET: secret, PARLEY_DEMO: demo ? '1' : '0',
      // All tests come from one address: its share of a minute is not what they are about.
      LIMITS: JSON.stringify({ upgradesPerMinute: 100_000, ...limits }) })
    app = await makeApp({ env, databaseUrl, secret, log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }), client: null })
    if (seeded) await seedIfEmpty(app)
    await listen(app.server, env)
    await app.begin()
  }

  async function stop() {
    const stopping = app
    app = undefined
    await stopping?.close()
  }

  beforeAll(async () => {
    databaseUrl = await freshDatabase()
    port = await freePort()
    pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
    await start()
  })
  afterAll(async () => {
    await stop()
    await pool?.end()
  })

  return {
    get origin() { return origin() },
    get databaseUrl() { return databaseUrl },
    running, start, stop,
    sql: async (text, values = []) => (await connection().query(text, [...values])).rows,
    transaction: async (work) => {
      const client = await connection().connect()
      try {
        await client.query('begin')
        await work(client)
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
    as: async (persona) => {
      const client = clientOf(origin())
      const { status } = await client.post('/api/demo/sign-in', { persona })
      if (status !== 200) throw new Error(`nobody could sign in as ${persona}: ${status}`)
      return client
    },
    nobody: () => clientOf(origin()),
  }
}
