import pino from 'pino'
import { prepareDatabase } from '#server/db/prepare.ts'
import { readEnv } from '#server/env.ts'
import { StartupError } from '#server/startupError.ts'
import { verify } from './verify.ts'

const commands: Record<string, typeof verify> = { verify }

async function run([name = '']: readonly string[]): Promise<number> {
  const command = commands[name]
  if (!command) throw new StartupError(`There is no command “${name}”. There is: ${Object.keys(commands).join(', ')}.`)
  const database = await prepareDatabase(readEnv(process.env))
  try {
    return await command(database.url, pino({ level: 'warn' }), (line) => console.log(line))
  } finally {
    // A server that was running before is left running.
    if (!database.adopted) database.stop()
  }
}

run(process.argv.slice(2)).then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
