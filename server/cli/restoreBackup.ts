import { readBackup } from '#server/db/restoreBackup.ts'
import { StartupError } from '#server/startupError.ts'
import { type Command, readWords } from './command.ts'
import { verify } from './verify.ts'

const usage = 'restore-backup FILE'

/** Fills an empty database from a backup, all or nothing, and then verifies every journal, record and result in it. */
export const restoreBackup: Command = async ({ databaseUrl, ownerUrl, args, log, say }) => {
  const { word: file } = readWords(args, [], usage)
  if (!file) throw new StartupError(`From which file? Use it as: npm run cli -- ${usage}`)
  const { rows, tables, at } = await readBackup(ownerUrl, file)
  say(`${file} of ${at}: ${rows} rows of ${tables} tables are back`)
  return verify(databaseUrl, log, say)
}
