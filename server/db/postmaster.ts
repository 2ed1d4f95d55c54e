import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartupError } from '#server/startupError.ts'

export interface Postmaster { readonly pid: number; readonly port: number; readonly ready: boolean }

/** The running server of exactly this data directory, or null: one that outlived a kill -9 of the app is found here. */
export function runningPostmaster(data: string): Postmaster | null {
  const lines = linesOf(path.join(data, 'postmaster.pid'))
  const pid = Number(lines?.[0])
  if (!lines || !(pid > 1) || !isAlive(pid) || !worksIn(pid, data)) return null
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
}

function linesOf(file: string) {
  try { return fs.readFileSync(file, 'utf8').split('\n') } catch { return null }
}

function isAlive(pid: number) {
  try { process.kill(pid, 0); return true } catch (error) { return (error as NodeJS.ErrnoException).code === 'EPERM' }
}

// A pid can have been given to another program since: on Linux the working directory tells.
function worksIn(pid: number, data: string) {
  if (process.platform !== 'linux') return true
  try {
    return fs.realpathSync(`/proc/${pid}/cwd`) === fs.realpathSync(data)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/** Removes the pid file of a server that is gone; PostgreSQL itself refuses while that pid is a zombie or was given anew. */
export async function clearStale(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(file) || process.platform !== 'linux') return
  // Back ends of a killed postmaster leave by themselves within moments.
  for (let waited = 0; processesIn(data) > 0; waited += 100) {
    if (waited >= 10_000) throw new StartupError(`Another PostgreSQL still uses ${data}: stop it, then start again.`)
    await wait(100)
  }
  fs.rmSync(file, { force: true })
}

function processesIn(data: string) {
  const real = fs.realpathSync(data)
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try { return fs.readlinkSync(`/proc/${pid}/cwd`) === real } catch { return false }
  }).length
}
