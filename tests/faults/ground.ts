import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { buildSchema } from '#server/db/appRole.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { appRole } from '#tests/support/appRole.ts'

/** A PostgreSQL to make databases in, with a migrated template. */
export interface Ground { readonly adminUrl: string; readonly template: string }

const template = 'parley_template'

async function asAdmin(adminUrl: string, sql: string) {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try { await admin.query(sql) } finally { await admin.end() }
}

/** A database of its own for one piece of work; gone afterwards. */
export async function onDatabase<T>({ adminUrl, template: from }: Ground, work: (url: string) => Promise<T>): Promise<T> {
  const name = `parley_fault_${randomBytes(5).toString('hex')}`
  await asAdmin(adminUrl, `create database ${name} template ${from}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  try { return await work(url.href) } finally { await asAdmin(adminUrl, `drop database if exists ${name} with (force)`) }
}

/** A folder that PostgreSQL may enter whoever it runs as. */
export function openFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-fault-'))
  fs.chmodSync(folder, 0o755)
  return folder
}

/** A ground of our own, for runs outside the tests. */
export async function onGround<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = openFolder()
  const embedded = await startEmbedded(path.join(folder, 'postgres'))
  try {
    await asAdmin(embedded.url('postgres'), `create database ${template}`)
    await buildSchema(embedded.url(template), appRole)
    return await work({ adminUrl: embedded.url('postgres'), template })
  } finally {
    embedded.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
