import path from 'node:path'
import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { type Client, clientOf } from '#tests/support/client.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { freePort } from '#tests/support/freePort.ts'
import { launch, newFolder } from '#tests/support/launch.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()
const secret = 'a secret of the tests, at least 32 characters'

interface Draft { readonly clauses: readonly { readonly text: string }[]; readonly sync: { readonly generation: number } }

async function cli(databaseUrl: string, ...args: string[]) {
  const command = launch(['dist/server/cli.js', ...args], { DATABASE_URL: databaseUrl, SESSION_SECRET: secret })
  return { code: await command.ended(), said: command.said() }
}

/** What the API says of a draft, to somebody who may read it. */
async function draftAt(client: Client, draftId: string) {
  const { body, status } = await client.get<Draft>(`/api/drafts/${draftId}`)
  if (status !== 200) throw new Error(`the draft cannot be read: ${status}`)
  return body
}

test('an instance is verified, put back and backed up while its server runs, and a server on its backup shows the same', async () => {
  const world = await aWorkspace(app)
  const { draftId } = world
  expect(await cli(app.databaseUrl, 'verify')).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`journal draft:${draftId}: 1 rows in 1 generation replayed.*\nrecord of workspace \\S+: \\d+ acts, whole\n`)) })
  expect(await cli(app.databaseUrl, 'restore', '--draft', draftId, '--to', '1', '--reason', 'A rehearsal'))
    .toEqual({ code: 0, said: `draft ${draftId}: its text is again as it was at change 1; written as change 2, which begins generation 2\n` })
  const file = path.join(newFolder(), 'parley.backup')
  expect(await cli(app.databaseUrl, 'backup', file)).toEqual({ code: 0, said: expect.stringMatching(/\d+ rows of \d+ tables/) })
  const emptyUrl = await freshDatabase()
  expect(await cli(emptyUrl, 'restore-backup', file)).toEqual({ code: 0, said: expect.stringMatching(/tables are back\njournal draft:\S+: 2 rows in 2 generations replayed.*whole\n/) })
  expect(await cli(emptyUrl, 'nothing')).toEqual({ code: 1, said: expect.stringContaining('There are: verify, restore, backup, restore-backup.') })

  const port = await freePort()
  const parley = launch(['dist/server/main.js'], { PORT: String(port), DATABASE_URL: emptyUrl, SESSION_SECRET: secret, PARLEY_DEMO: '1' })
  try {
    await parley.says(/Parley is ready/)
    expect(parley.said()).not.toContain('Seeded')
    const there = clientOf(`http://localhost:${port}`)
    await there.post('/api/demo/sign-in', { persona: 'policymaker' })
    const [here, again] = [await draftAt(await world.as('policymaker'), draftId), await draftAt(there, draftId)]
    expect([again.clauses, again.sync.generation]).toEqual([here.clauses, 2])
  } finally {
    parley.process.kill('SIGTERM')
    await parley.ended()
  }
}, 180_000)
