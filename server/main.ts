import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pino from 'pino'
import { type App, makeApp } from './app.ts'
import { prepareDatabase } from './db/prepare.ts'
import { type Env, readEnv } from './env.ts'
import { listen } from './http/listen.ts'
import { root } from './root.ts'
import { seedIfEmpty } from './seed/seed.ts'
import { StartupError } from './startupError.ts'

const say = (line: string) => console.log(line)

async function start() {
  const env = readEnv(process.env)
  say(env.databaseUrl ? 'Connecting to the database…' : 'Starting the database…')
  const preparing = prepareDatabase(env, { alone: true })
  let app: App | undefined
  let beginning: Promise<void> | undefined
  endOnSignal(async () => { await beginning; await app?.close() }, async () => (await preparing).stop())
  const database = await preparing
  if (database.adopted) say('Found the database of an earlier run still working and took it over.')
  if (!database.isRestricted) say('The database role of DATABASE_URL owns the tables, so it could change what was cast and recorded: set DATABASE_OWNER_URL, as README.md says.')
  if (database.migrated.length > 0) say(`Migrated the database: ${database.migrated.join(', ')}.`)
  try {
    const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' })
    const client = process.argv.includes('--dev') ? { sources: root } : { built: path.join(root, 'dist/client') }
    app = await makeApp({ env, databaseUrl: database.url, secret: secretOf(env), log, client })
    if (env.demo && await seedIfEmpty({ ...app, ownerUrl: database.ownerUrl })) say('Seeded the demo: one draft, thirteen people, their comments and votes.')
    await listen(app.server, env)
    beginning = app.begin()
    await beginning
    say(`Parley is ready: ${env.publicUrl}${env.demo ? ' (choose a person on the sign-in page to enter the demo; Ctrl-C ends it)' : ''}`)
  } catch (error) {
    if (!ending) database.stop()
    throw error
  }
}

/** The secret that signs cookies: given, or made once and kept beside the embedded database. */
function secretOf(env: Env): string {
  if (env.sessionSecret) return env.sessionSecret
  const file = path.join(env.dataDir, 'session.secret')
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return fs.readFileSync(file, 'utf8')
}

let ending = false

/** Ends on the first signal, within 10 s (R13): the app has 6 s to close, and the database is stopped in any case. */
function endOnSignal(closeApp: () => Promise<void>, stopDatabase: () => Promise<void>) {
  let since = 0
  const end = () => {
    // npm passes a terminal's Ctrl-C on, so it comes twice at once; a second one later is somebody who cannot wait.
    if (ending) { if (Date.now() - since > 1_000) process.exit(1); return }
    ending = true
    since = Date.now()
    Promise.race([closeApp().then(() => 0), wait(6_000, 1)])
      .catch((error: unknown) => { console.error(error); return 1 })
      .then(async (code) => { await stopDatabase(); process.exit(code) })
      .catch(() => process.exit(1))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

start().catch((error: unknown) => {
  if (ending) return
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
