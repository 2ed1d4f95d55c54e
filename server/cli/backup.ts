import { writeBackup } from '#server/db/backup.ts'
import { StartupError } from '#server/startupError.ts'
import { type Command, readWords } from './command.ts'

const usage = 'backup FILE'

/** Writes the whole instance to one file as it is at one moment; also while the server runs. */
export const backup: Command = async ({ databaseUrl, args, say }) => {
  const { word: file } = readWords(args, [], usage)
  if (!file) throw new StartupError(`Into which file? Use it as: npm run cli -- ${usage}`)
  const { rows, tables, bytes, sha256 } = await writeBackup(databaseUrl, file)
  say(`${file}: ${rows} rows of ${tables} tables, ${bytes} bytes, sha256 of the contents ${sha256}`)
  say('Not in it: sessions (everyone signs in again) and SESSION_SECRET or session.secret, which you keep apart.')
  return 0
}
