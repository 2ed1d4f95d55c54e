import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { until } from './until.ts'

/** A Parley of its own, started as `npm start` does: the built server with its embedded database, seeded, on a free port. */
export interface RunningParley {
  readonly origin: string
  readonly dataDir: string
  /** Ends it as a person would (Ctrl-C): everything drains. */
  stop(): Promise<void>
  /** Ends the app at once, as fate would; its database is left behind. */
  kill(): Promise<void>
  start(): Promise<void>
  output(): string
}

const freePort = () => new Promise<number>((resolve, reject) => {
  const probe = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo
    probe.close(() => resolve(port))
  })
})

export async function runParley(env: Record<string, string> = {}): Promise<RunningParley> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-journey-'))
  // PostgreSQL runs as another user when the tests run as root, and must be able to enter.
  fs.chmodSync(dataDir, 0o755)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let child: ChildProcess | undefined
  let output = ''

  async function start() {
    child = spawn(process.execPath, ['dist/server/main.js'], { env: { ...process.env, PORT: String(port), DATA_DIR: path.join(dataDir, 'data'), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString() })
    await until(async () => (await fetch(`${origin}/api/health`).catch(() => null))?.ok === true || child?.exitCode !== null, 110_000, () => output)
    if (child.exitCode !== null) throw new Error(`Parley did not start: ${output}`)
  }

  async function end(signal: NodeJS.Signals) {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  await start()
  return {
    origin, dataDir, start, output: () => output, kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
