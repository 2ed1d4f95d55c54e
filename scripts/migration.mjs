// Writes a migration from the difference between prisma/schema and prisma/migrations: npm run migration -- add-something
import os from 'node:os'
import path from 'node:path'
import fs from 'node:fs'
import { register } from 'tsx/esm/api'

register()
const { startEmbedded } = await import('../server/db/embedded.ts')
const { create } = await import('../server/db/migrate.ts')
const [name] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_-]*$/.test(name ?? '')) { console.error('Say what changes: npm run migration -- add-something'); process.exit(1) }
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-migration-'))
fs.chmodSync(folder, 0o755)
const postgres = await startEmbedded(path.join(folder, 'postgres'))
try {
  console.log(await create(postgres.url('postgres'), name.replaceAll('-', '_')) ?? 'The migrations already build the schema.')
} finally {
  postgres.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}
