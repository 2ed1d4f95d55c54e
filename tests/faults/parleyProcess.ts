import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { asApp } from '#tests/support/appRole.ts'
import { freePort } from '#tests/support/freePort.ts'
import { limitsOf, secret } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'

const mebibyte = 1024 * 1024
const mostMemory = 1024 * mebibyte

/** The built server as a process of its own, on a database that outlives it. */
export interface ParleyProcess {
  readonly origin: string
  start(): Promise<void>
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** I8: it never ended by itself, and stayed under 1 GiB. Measured now, while it runs. */
  faults(): string[]
  memory(): number
}

export async function parleyOn(databaseUrl: string, limits: Parameters<typeof limitsOf>[0] = {}): Promise<ParleyProcess> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = { PATH: process.env['PATH'], PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: origin, DATABASE_URL: asApp(databaseUrl), DATABASE_OWNER_URL: databaseUrl, SESSION_SECRET: secret, PARLEY_DEMO: '1', LIMITS: limitsOf(limits), LOG_LEVEL: 'fatal' }
  let child: ChildProcess | undefined
  let output = ''
  let isMeant = false
  const deaths: string[] = []

  async function start() {
    isMeant = false
    const started = spawn(process.execPath, ['dist/server/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4000) })
    started.on('exit', (code, signal) => { if (!isMeant) deaths.push(`I8 the server ended by itself (${code ?? signal}): ${output}`) })
    await until(async () => (await fetch(`${origin}/api/health`).catch(() => null))?.ok === true || started.exitCode !== null, 60_000, () => output)
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    isMeant = true
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  const memory = () => {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(child?.pid && child.exitCode === null ? fs.readFileSync(`/proc/${child.pid}/status`, 'utf8') : '') ?? []
    return Number(kibibytes ?? 0) * 1024
  }
  return {
    origin, start, end, memory,
    faults: () => [...deaths, ...(memory() > mostMemory ? [`I8 the server holds ${Math.round(memory() / mebibyte)} MiB`] : [])],
  }
}

/** Runs the work with a server on this database; whatever happens, no process is left. */
export async function onProcess<T>(databaseUrl: string, work: (parley: ParleyProcess) => Promise<T>, limits: Parameters<typeof limitsOf>[0] = {}): Promise<T> {
  const parley = await parleyOn(databaseUrl, limits)
  await parley.start()
  try { return await work(parley) } finally { await parley.end('SIGKILL') }
}
