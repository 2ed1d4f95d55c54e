import { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import type { Env } from '#server/env.ts'
import { StartupError } from '#server/startupError.ts'

/** What a command is given: the database, made ready; the words after its name; a place to say what it does. */
export interface Given {
  readonly env: Env
  readonly databaseUrl: string
  /** The same database as the owner of its tables. */
  readonly ownerUrl: string
  readonly log: Logger
  readonly args: readonly string[]
  say(line: string): void
}

/** Does its work and gives the exit code. Refuses wrong words with a StartupError that says how it is used. */
export type Command = (given: Given) => Promise<number>

/** Reads `--name value` and one word without a name. Refuses what the command does not know. */
export function readWords(args: readonly string[], names: readonly string[], usage: string): Readonly<Record<string, string | undefined>> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) })
    if (positionals.length > 1) throw new RangeError('too many words')
    return { ...values, word: positionals[0] }
  } catch (cause) {
    throw new StartupError(`Use it as: npm run cli -- ${usage}`, { cause })
  }
}
