import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { buildSchema } from '#server/db/appRole.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { runningPostmaster } from '#server/db/postmaster.ts'
import { appRole } from './appRole.ts'

declare module 'vitest' { export interface ProvidedContext { adminUrl: string; template: string } }

interface Running { readonly adminUrl: string; stop(): void }

// Each project evaluates this file again: what they share hangs on globalThis.
const shared = globalThis as { parleyPostgres?: { users: number; running?: Promise<Running> } }
shared.parleyPostgres ??= { users: 0 }
const state = shared.parleyPostgres
const folder = path.resolve('.test', String(process.pid))
const template = 'parley_template'

/** Folders of runs that were killed: their PostgreSQL is ended and they go. A run of another process is left alone. */
function sweep() {
  fs.mkdirSync('.test', { recursive: true })
  for (const name of fs.readdirSync('.test').filter((entry) => /^\d+$/.test(entry) && !fs.existsSync(`/proc/${entry}`))) {
    const left = runningPostmaster(path.resolve('.test', name, 'data'))
    if (left) process.kill(left.pid, 'SIGQUIT')
    fs.rmSync(path.resolve('.test', name), { recursive: true, force: true })
  }
}

async function start(): Promise<Running> {
  sweep()
  const embedded = await startEmbedded(folder)
  const adminUrl = embedded.url('postgres')
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  await admin.query(`create database ${template}`)
  await buildSchema(embedded.url(template), appRole)
  await admin.query(`alter database ${template} with allow_connections false`)
  await admin.end()
  return { adminUrl, stop: () => { embedded.stop(); fs.rmSync(folder, { recursive: true, force: true }) } }
}

/** One PostgreSQL for the run, with a migrated template that every test file copies. */
export default async function setup(project: TestProject) {
  state.users += 1
  state.running ??= start()
  const running = await state.running
  project.provide('adminUrl', running.adminUrl)
  project.provide('template', template)
  return () => {
    state.users -= 1
    if (state.users > 0) return
    running.stop()
    delete state.running
  }
}
