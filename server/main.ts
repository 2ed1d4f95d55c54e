import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { makeApp } from './app.ts'
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
  const database = await prepareDatabase(env)
  if (database.adopted) say('Found the database of an earlier run still working and took it over.')
  if (database.migrated.length > 0) say(`Migrated the database: ${database.migrated.join(', ')}.`)
  try {
    const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' })
    const client = process.argv.includes('--dev') ? { sources: root } : { built: path.join(root, 'dist/client') }
    const app = await makeApp({ env, databaseUrl: database.url, secret: secretOf(env), log, client })
    stopOnSignal(async () => { await app.close(); database.stop() })
    if (env.demo && await seedIfEmpty(app)) say('Seeded the demo: one draft, thirteen people, their comments and votes.')
    await listen(app.server, env)
    await app.begin()
    say(`Parley is ready: ${env.publicUrl}${env.demo ? ' (choose a person on the sign-in page to enter the demo; Ctrl-C ends it)' : ''}`)
  } catch (error) {
    database.stop()
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

/** Ends once, on the first signal; on a second one, or when it takes longer than 9 s, at once (R13). */
function stopOnSignal(close: () => Promise<void>) {
  let ending = false
  const end = () => {
    if (ending) process.exit(1)
    ending = true
    setTimeout(() => process.exit(1), 9_000).unref()
    close().then(() => process.exit(0), (error: unknown) => { console.error(error); process.exit(1) })
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

start().catch((error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
