import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

/** A process of ours under test, with everything it says. */
export interface Launched {
  readonly process: ChildProcess
  said(): string
  /** Resolves when it says something that matches; rejects when it ends without. */
  says(words: RegExp): Promise<void>
  /** The exit code, once it has ended. */
  ended(): Promise<number | null>
}

/** Starts `node …args` with this environment and no other variable of Parley. */
export function launch(args: readonly string[], env: Readonly<Record<string, string>>): Launched {
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const over = once(child, 'close')
  const listeners = new Set<() => void>()
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => { said += chunk.toString(); for (const listener of listeners) listener() })
  }
  return {
    process: child,
    said: () => said,
    says: (words) => new Promise((resolve, reject) => {
      const look = () => { if (words.test(said)) resolve() }
      listeners.add(look)
      look()
      over.then(() => reject(new Error(`It ended without saying ${words}: ${said}`)), reject)
    }),
    ended: async () => { await over; return child.exitCode },
  }
}

/** A new folder that goes after the tests; open to the user that PostgreSQL runs as. */
export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-test-'))
  fs.chmodSync(folder, 0o755)
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
