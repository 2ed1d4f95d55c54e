import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '#tests/support/freePort.ts'
import { until } from '#tests/support/until.ts'

/** A server under load: how the harness speaks to it, and whose processor time is its own. */
export interface Running { readonly harness: readonly string[]; readonly pids: readonly number[]; stop(): Promise<void> }
export interface Server { readonly isThere: boolean; start(load: Load): Promise<Running> }
/** How many texts it opens; cold: a text that everybody has left is to be gone from memory at once, as far as a server lets one say so. */
export interface Load { readonly texts: number; readonly isCold: boolean }

const here = import.meta.dirname
export const peersFolder = path.join(here, 'peers')
const isInstalled = (name: string) => fs.existsSync(path.join(peersFolder, 'node_modules', name, 'package.json'))

/** Starts a peer on a free port, in a folder of its own that goes with it. */
function peer(packages: readonly string[], script: string, adapter: string, env: (folder: string) => Record<string, string> = () => ({})): Server {
  return {
    isThere: packages.every(isInstalled),
    start: async () => {
      const port = await freePort()
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-bench-'))
      const child = spawn(process.execPath, [script], { cwd: peersFolder, env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ...env(folder) }, stdio: ['ignore', 'ignore', 'inherit'] })
      await until(() => isOpen(port), 20_000)
      return {
        harness: ['--adapter', adapter, '--url', `ws://127.0.0.1:${port}`], pids: [child.pid ?? 0],
        stop: async () => { await end(child); fs.rmSync(folder, { recursive: true, force: true }) },
      }
    },
  }
}

const isOpen = (port: number) => new Promise<boolean>((resolve) => {
  const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
  socket.on('error', () => resolve(false))
})

/** Ends a process as a person would, and after two seconds as fate would. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
  await gone
  clearTimeout(timer)
}

const yws = 'node_modules/@y/websocket-server/src/server.js'
const hocuspocus = path.join(here, 'servers/hocuspocus.mjs')

/** The servers that Parley is measured against. None of them saves before it shows. */
export const peers: Readonly<Record<string, Server>> = {
  'y-ws': peer(['@y/websocket-server'], yws, 'yws'),
  'y-ws+leveldb': peer(['@y/websocket-server', 'y-leveldb'], yws, 'yws', (folder) => ({ YPERSISTENCE: path.join(folder, 'level') })),
  'hocuspocus+sqlite': peer(['@hocuspocus/server', '@hocuspocus/extension-sqlite'], hocuspocus, 'hocuspocus', (folder) => ({ SQLITE: path.join(folder, 'texts.sqlite') })),
  raw: peer([], path.join(here, 'servers/raw-broadcast.mjs'), 'raw'),
}
