import { z } from 'zod'
import { defaultLimits, type Limits } from './limits.ts'
import { StartupError } from './startupError.ts'

/** The environment, read once and in this file only. A wrong value stops the start with a sentence that names it. */
export interface Env {
  readonly port: number
  readonly host: string
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  /** The same database as the role that owns the tables; null: as the one of `databaseUrl`, which then is not restricted. */
  readonly databaseOwnerUrl: string | null
  readonly redisUrl: string | null
  readonly dataDir: string
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  readonly smtpUrl: string | null
  readonly demo: boolean
  /** Null: one is made and kept in `dataDir` (embedded database only). */
  readonly sessionSecret: string | null
  readonly limits: Limits
}

const url = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`) })
const yesNo = z.enum(['1', '0', 'true', 'false', 'yes', 'no']).transform((value) => ['1', 'true', 'yes'].includes(value))

const limitOverrides = z.string().transform((text, context) => {
  try { return JSON.parse(text) as unknown } catch { context.addIssue('must be a JSON object'); return z.NEVER }
}).pipe(z.strictObject(Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, z.number().positive().optional()]))))

const shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATABASE_OWNER_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: url('http', 'https').optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  PARLEY_DEMO: yesNo.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  LIMITS: limitOverrides.optional(),
})

/** Reads the environment. Refuses with a StartupError that names the variable and what it must be. */
export function readEnv(record: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) throw new StartupError(sentenceOf(parsed.error))
  const { PORT, HOST, DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR, PUBLIC_URL, PARLEY_DEMO, SESSION_SECRET, LIMITS } = parsed.data
  const demo = PARLEY_DEMO ?? DATABASE_URL === undefined
  if (DATABASE_URL && !SESSION_SECRET) throw new StartupError('With DATABASE_URL, set SESSION_SECRET too: at least 32 random characters, the same at every start.')
  if (DATABASE_OWNER_URL && !DATABASE_URL) throw new StartupError('DATABASE_OWNER_URL is the owner of the database in DATABASE_URL: set that too, or leave both out to use the embedded one.')
  const publicUrl = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).origin
  return {
    port: PORT, host: HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'), databaseUrl: DATABASE_URL ?? null, databaseOwnerUrl: DATABASE_OWNER_URL ?? null, redisUrl: parsed.data.REDIS_URL ?? null,
    dataDir: DATA_DIR, publicUrl, demo, smtpUrl: parsed.data.SMTP_URL ?? null, sessionSecret: SESSION_SECRET ?? null,
    allowedOrigins: [...new Set([publicUrl, ...(demo ? [`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`] : [])])],
    limits: { ...defaultLimits, ...LIMITS } as Limits,
  }
}

function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues
  const [name, ...inner] = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') return `LIMITS has a name that is no limit: ${issue.keys.join(', ')}. The names are in server/limits.ts.`
  return `The environment variable ${[name, ...inner].join('.')} has a wrong value: ${issue?.message}. Correct it or leave it out.`
}
