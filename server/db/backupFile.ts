import { createHash } from 'node:crypto'
import fs from 'node:fs'
import readline from 'node:readline'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { StartupError } from '#server/startupError.ts'

/**
 * A backup is a gzip file of lines of JSON: a header; for each table its name, then one line a row; last the SHA-256 of all lines before.
 */
export const format = 'parley-backup/1'
export interface Header { readonly format: string; readonly at: string; readonly migrations: readonly string[]; readonly tables: readonly { readonly name: string; readonly rows: number; readonly columns: readonly string[] }[] }
export type Line = { readonly table: string } | readonly (string | null)[]

/** Writes the lines and their hash to a new file, which has its name only when it is whole. Refuses a name that is taken. */
export async function writeLines(file: string, lines: AsyncIterable<Header | Line>): Promise<{ sha256: string; bytes: number }> {
  if (fs.existsSync(file)) throw new StartupError(`${file} is there already: name a new file.`)
  const hash = createHash('sha256')
  let sha256 = ''
  async function* written() {
    for await (const line of lines) {
      const text = `${JSON.stringify(line)}\n`
      hash.update(text)
      yield text
    }
    sha256 = hash.digest('hex')
    yield `${JSON.stringify({ sha256 })}\n`
  }
  const part = `${file}.part`
  try {
    await pipeline(written(), zlib.createGzip(), fs.createWriteStream(part, { mode: 0o600, flush: true }))
    fs.renameSync(part, file)
  } catch (cause) {
    fs.rmSync(part, { force: true })
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new StartupError(`${file} cannot be written: its folder is not there.`, { cause })
    throw cause
  }
  return { sha256, bytes: fs.statSync(file).size }
}

/** Reads a backup through and gives its header. Refuses a file that is no backup, is cut off, or is not byte for byte what was written. */
export async function checkFile(file: string): Promise<Header> {
  const hash = createHash('sha256')
  let header: Header | undefined
  let before: string | undefined
  try {
    for await (const text of linesOf(file)) {
      if (before !== undefined) hash.update(`${before}\n`)
      if (before !== undefined) header ??= JSON.parse(before) as Header
      before = text
    }
    const { sha256 } = JSON.parse(before ?? '') as { sha256?: string }
    if (header?.format === format && sha256 === hash.digest('hex')) return header
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new StartupError(`${file} is not there.`, { cause })
    throw new StartupError(`${file} is damaged or no backup of Parley (${(cause as Error).message}): nothing was restored.`, { cause })
  }
  throw new StartupError(`${file} is damaged or no backup of Parley (its hash is another): nothing was restored.`)
}

/** The rows of a backup that was checked, table by table, in batches. */
export async function* rowsIn(file: string, batch: number): AsyncGenerator<{ table: string; rows: (string | null)[][] }> {
  let table: string | null = null
  let rows: (string | null)[][] = []
  for await (const text of linesOf(file)) {
    const line = JSON.parse(text) as Header | Line | { sha256: string }
    if (Array.isArray(line)) rows.push(line as (string | null)[])
    if (table !== null && rows.length > 0 && (!Array.isArray(line) || rows.length >= batch)) { yield { table, rows }; rows = [] }
    if ('table' in line) table = line.table
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = fs.createReadStream(file)
  const plain = zlib.createGunzip()
  input.on('error', (error) => plain.destroy(error))
  const lines = readline.createInterface({ input: input.pipe(plain), crlfDelay: Number.POSITIVE_INFINITY })
  let failure: unknown = null
  plain.on('error', (error) => { failure = error; lines.close() })
  for await (const line of lines) yield line
  if (failure) throw failure
}
