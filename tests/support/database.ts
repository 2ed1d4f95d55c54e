import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

async function asAdmin(sql: string) {
  const admin = new pg.Client(inject('adminUrl'))
  await admin.connect()
  try { await admin.query(sql) } finally { await admin.end() }
}

/** A migrated database of this test file's own; gone when its tests are done. Returns its address. */
export async function freshDatabase(): Promise<string> {
  const name = `parley_${process.env['VITEST_POOL_ID'] ?? 0}_${randomBytes(4).toString('hex')}`
  await asAdmin(`create database ${name} template ${inject('template')}`)
  afterAll(() => asAdmin(`drop database if exists ${name} with (force)`))
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  return url.href
}
