import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { root } from '#server/root.ts'
import { StartupError } from '#server/startupError.ts'
import { type SchemaFile, withSchemaEngine } from './schemaEngine.ts'

/** Migrations: the folder `prisma/migrations` builds the schema in `prisma/schema`, in the same format as `prisma migrate`. */
const schemaFolder = path.join(root, 'prisma/schema')
const migrationsFolder = path.join(root, 'prisma/migrations')
const filters = { externalTables: [], externalEnums: [] }

const schemaFiles = (): SchemaFile[] => fs.readdirSync(schemaFolder).filter((file) => file.endsWith('.prisma')).sort()
  .map((file) => ({ path: path.join(schemaFolder, file), content: fs.readFileSync(path.join(schemaFolder, file), 'utf8') }))

const migrationNames = () => !fs.existsSync(migrationsFolder) ? [] : fs.readdirSync(migrationsFolder)
  .filter((name) => fs.existsSync(path.join(migrationsFolder, name, 'migration.sql'))).sort()

const migrationsList = () => ({
  baseDir: migrationsFolder, shadowDbInitScript: '',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  migrationDirectories: migrationNames().map((name) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: fs.readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8') } },
  })),
})

/** Applies what is missing and says which; two processes at once are safe (the engine's advisory lock). */
export async function apply(url: string): Promise<string[]> {
  try {
    return await applyOnce(url).catch((error: unknown) => isEarlierFailure(error) ? again(url) : Promise.reject(error))
  } catch (cause) {
    throw new StartupError(`A database migration failed and nothing of it was kept (${reasonOf(cause)}). Remove the cause and start again, or restore a backup.`, { cause })
  }
}

const applyOnce = (url: string) => withSchemaEngine(url, schemaFiles(), async (engine) =>
  (await engine.applyMigrations({ migrationsList: migrationsList(), filters })).appliedMigrationNames)

/** Prisma's P3009: a migration that failed before blocks all later ones. */
const isEarlierFailure = (error: unknown) => JSON.stringify(error).includes('P3009') || `${error}`.includes('failed migrations')

// Each of our migrations is one transaction, so a failed one left nothing behind: it may simply be tried again.
async function again(url: string) {
  const admin = new pg.Client(url)
  await admin.connect()
  try {
    await admin.query('update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null')
  } finally {
    await admin.end()
  }
  return applyOnce(url)
}

function reasonOf(error: unknown): string {
  const lines = `${(error as Error).stack ?? error}`.split('\n')
  const reason = lines.find((line) => line.includes('ERROR:')) ?? lines.find((line) => line.trim()) ?? ''
  return reason.replace(/^.*ERROR: */, '').trim()
}

/** The SQL that is missing in the migrations folder to build the schema folder; null when they agree. */
export async function drift(url: string): Promise<string | null> {
  const name = `parley_scratch_${process.pid}_${Date.now()}`
  const scratch = new URL(url)
  scratch.pathname = `/${name}`
  const admin = new pg.Client(url)
  await admin.connect()
  try {
    await admin.query(`create database ${name} template template0`)
    await apply(scratch.href)
    return await withSchemaEngine(scratch.href, schemaFiles(), async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'schemaDatasource', files: schemaFiles(), configDir: schemaFolder },
        to: { tag: 'schemaDatamodel', files: schemaFiles() },
        script: true, exitCode: true, filters,
      })
      return exitCode === 0 ? null : stdout ?? ''
    })
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

/** Writes a new migration from the difference and says its name; null when there is none. All or nothing, by its own transaction. */
export async function create(url: string, name: string): Promise<string | null> {
  const sql = await drift(url)
  if (!sql) return null
  const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`
  fs.mkdirSync(path.join(migrationsFolder, folder), { recursive: true })
  fs.writeFileSync(path.join(migrationsFolder, folder, 'migration.sql'), `BEGIN;\n\n${sql.trim()}\n\nCOMMIT;\n`)
  fs.writeFileSync(path.join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}
