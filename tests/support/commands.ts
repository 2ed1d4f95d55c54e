import pino from 'pino'
import type { Command } from '#server/cli/command.ts'
import { verify } from '#server/cli/verify.ts'
import { readEnv } from '#server/env.ts'
import { asApp } from './appRole.ts'

const log = pino({ level: 'silent' })

/** Runs a command on a database as `npm run cli` does, and gives its exit code and what it said. */
export async function runs(command: Command, databaseUrl: string, ...args: string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = []
  const env = readEnv({ DATABASE_URL: databaseUrl, SESSION_SECRET: 'a secret of the tests, at least 32 characters' })
  return { code: await command({ env, databaseUrl: asApp(databaseUrl), ownerUrl: databaseUrl, log, args, say: (line) => said.push(line) }), said }
}

export const verification: Command = ({ databaseUrl, say }) => verify(databaseUrl, log, say)
