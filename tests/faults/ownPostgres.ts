import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { buildSchema } from '#server/db/appRole.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { runningPostmaster } from '#server/db/postmaster.ts'
import { appRole } from '#tests/support/appRole.ts'
import { openProxy, type BadLine } from '#tests/support/proxy.ts'
import { openFolder } from './ground.ts'

/** A PostgreSQL that may be killed, with one migrated database; reached through a port that stays the same when it starts again. */
export interface OwnPostgres {
  readonly url: string
  readonly line: BadLine
  /** The processes that work in its data directory: the postmaster and everything that it began. */
  processes(): number[]
  start(): Promise<void>
  /** kill -9 of all its processes at once. */
  kill(): void
  stop(): void
  /** Past the line, for the harness itself. */
  sql(text: string): Promise<Record<string, unknown>[]>
}

export async function onOwnPostgres<T>(work: (postgres: OwnPostgres) => Promise<T>, folder = openFolder()): Promise<T> {
  const data = path.join(folder, 'postgres', 'data')
  let embedded = await startEmbedded(path.dirname(data))
  const line = await openProxy(embedded.port)
  const direct = () => embedded.url('parley')
  const url = new URL(direct())
  url.port = String(line.port)

  const processes = () => fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try { return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(data) } catch { return false }
  })
  const kill = () => { for (const pid of processes()) try { process.kill(pid, 'SIGKILL') } catch { /* It went with its parent. */ } }
  const sql = async (text: string, address = direct()) => {
    const client = new pg.Client(address)
    client.on('error', () => undefined)
    await client.connect()
    try { return (await client.query(text)).rows as Record<string, unknown>[] } finally { await client.end() }
  }

  try {
    await sql('create database parley', embedded.url('postgres'))
    await buildSchema(direct(), appRole)
    return await work({
      url: url.href, line, processes, kill, sql,
      stop: () => embedded.stop(),
      start: async () => {
        embedded = await startEmbedded(path.dirname(data))
        line.target = embedded.port
      },
    })
  } finally {
    await line.close()
    kill()
    fs.rmSync(path.join(folder, 'postgres'), { recursive: true, force: true })
  }
}

/** Runs the work in a small file system of memory; tells why when this machine does not let us mount one. */
export async function onSmallDisk<T>(mebibytes: number, work: (folder: string) => Promise<T>): Promise<T | { readonly refused: string }> {
  const folder = openFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'parley-fault', folder], { stdio: 'pipe' })
  } catch (error) {
    return { refused: `no file system can be mounted here (${(error as Error).message.split('\n').join(' ').trim()})` }
  }
  try { return await work(folder) } finally {
    execFileSync('umount', ['--lazy', folder])
    fs.rmdirSync(folder)
  }
}

export const isDown = (postgresFolder: string) => runningPostmaster(path.join(postgresFolder, 'postgres', 'data')) === null
