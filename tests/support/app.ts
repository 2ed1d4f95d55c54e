import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { App } from '#server/app.ts'
import type { Client } from './client.ts'
import { freshDatabase } from './database.ts'
import { openSite, type Site, type SiteOptions } from './site.ts'

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
export function anApp(options: SiteOptions = {}): AppUnderTest {
  let site: Site | undefined
  const there = () => {
    if (!site) throw new Error('the server is not there yet')
    return site
  }
  beforeAll(async () => { site = await openSite(await freshDatabase(), options) })
  afterAll(() => site?.end())
  return {
    get origin() { return there().origin },
    get databaseUrl() { return there().databaseUrl },
    running: () => there().running(),
    start: () => there().start(),
    stop: () => there().stop(),
    sql: (text, values) => there().sql(text, values),
    transaction: (work) => there().transaction(work),
    as: (persona) => there().as(persona),
    nobody: () => there().nobody(),
  }
}
