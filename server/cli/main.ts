import pino from 'pino'
import { prepareDatabase } from '#server/db/prepare.ts'
import { readEnv } from '#server/env.ts'
import { StartupError } from '#server/startupError.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { restore } from './restore.ts'
import { restoreBackup } from './restoreBackup.ts'
import { verify } from './verify.ts'

const commands: Record<string, Command> = {
  verify: ({ databaseUrl, log, say }) => verify(databaseUrl, log, say),
  restore, backup, 'restore-backup': restoreBackup,
}

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const command = commands[name]
  if (!command) throw new StartupError(`There is no command “${name}”. There are: ${Object.keys(commands).join(', ')}.`)
  const env = readEnv(process.env)
  const database = await prepareDatabase(env)
  try {
    return await command({ env, databaseUrl: database.url, ownerUrl: database.ownerUrl, args, log: pino({ level: 'warn' }), say: (line) => console.log(line) })
  } finally {
    // A server that was running before is left running.
    if (!database.adopted) database.stop()
  }
}

run(process.argv.slice(2)).then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
