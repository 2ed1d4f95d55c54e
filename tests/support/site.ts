import pg from 'pg'
import pino from 'pino'
import { type App, makeApp } from '#server/app.ts'
import { readEnv } from '#server/env.ts'
import { listen } from '#server/http/listen.ts'
import type { Limits } from '#server/limits.ts'
import { seedIfEmpty } from '#server/seed/seed.ts'
import type { AppUnderTest } from './app.ts'
import { asApp } from './appRole.ts'
import { clientOf } from './client.ts'
import { freePort } from './freePort.ts'

/** Signs the cookies of every server of the tests: a session outlives a restart and a change from one process to another. */
export const secret = 'a secret of the tests, at least 32 characters'

export interface SiteOptions {
  readonly seeded?: boolean
  readonly limits?: Partial<Limits>
  /** Whether it can be entered as a person of the demo; the demo by default. */
  readonly demo?: boolean
}

/** All tests come from one address: its share of a minute is not what they are about. */
export const limitsOf = (limits: Partial<Limits> = {}) => JSON.stringify({ upgradesPerMinute: 100_000, ...limits })

export interface Site extends AppUnderTest { end(): Promise<void> }

/** Everything that runs in production, in this process, on this database, with no page to serve. Knows no test runner. */
export async function openSite(databaseUrl: string, { seeded = false, limits = {}, demo = true }: SiteOptions = {}): Promise<Site> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const appUrl = asApp(databaseUrl)
  let app: App | undefined

  async function start() {
    const env = readEnv({ PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: origin, DATABASE_URL: appUrl, SESSION_SECRET: secret, PARLEY_DEMO: demo ? '1' : '0', LIMITS: limitsOf(limits) })
    app = await makeApp({ env, databaseUrl: appUrl, secret, log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }), client: null })
    if (seeded) await seedIfEmpty({ ...app, ownerUrl: databaseUrl })
    await listen(app.server, env)
    await app.begin()
  }

  async function stop() {
    const stopping = app
    app = undefined
    await stopping?.close()
  }

  await start()
  return {
    origin, databaseUrl, start, stop,
    running: () => {
      if (!app) throw new Error('the app is not running')
      return app
    },
    sql: async (text, values = []) => (await pool.query(text, [...values])).rows,
    transaction: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await work(client)
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
    as: async (persona) => {
      const client = clientOf(origin)
      const { status } = await client.post('/api/demo/sign-in', { persona })
      if (status !== 200) throw new Error(`nobody could sign in as ${persona}: ${status}`)
      return client
    },
    nobody: () => clientOf(origin),
    end: async () => {
      await stop()
      await pool.end()
    },
  }
}
