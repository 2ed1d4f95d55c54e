import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clientOf } from '#tests/support/client.ts'
import { freePort } from '#tests/support/freePort.ts'
import { launch, type Launched, newFolder } from '#tests/support/launch.ts'

const running: Launched[] = []
afterAll(async () => {
  for (const parley of running) { parley.process.kill('SIGTERM'); await parley.ended() }
})

interface Place { readonly port: number; readonly dataDir: string; readonly env: Record<string, string> }
async function aPlace(): Promise<Place> {
  const [port, dataDir] = [await freePort(), path.join(newFolder(), 'data')]
  return { port, dataDir, env: { PORT: String(port), DATA_DIR: dataDir } }
}

async function starts({ env, port }: Place) {
  const parley = launch(['dist/server/main.js'], env)
  running.push(parley)
  await parley.says(/Parley is ready/)
  const client = clientOf(`http://localhost:${port}`)
  await client.post('/api/demo/sign-in', { persona: 'facilitator' })
  return { parley, client }
}

async function cli({ env }: Place, ...args: string[]) {
  const command = launch(['dist/server/cli.js', ...args], env)
  return { code: await command.ended(), said: command.said() }
}

interface Draft { readonly id: string; readonly clauses: { readonly text: string }[]; readonly sync: { readonly generation: number } }
const drafts = async (client: ReturnType<typeof clientOf>) => {
  const { body: { drafts: list } } = await client.get<{ drafts: { id: string }[] }>('/api/drafts')
  return (await client.get<Draft>(`/api/drafts/${list[0]?.id}`)).body
}

test('the demo is verified, put back, backed up while it runs, and lives on from its backup in a new place', async () => {
  const [here, there] = [await aPlace(), await aPlace()]
  const { client } = await starts(here)
  const { id } = await drafts(client)
  expect(await cli(here, 'verify')).toEqual({ code: 0, said: expect.stringMatching(/journal draft:\S+: \d+ rows in 1 generation replayed.*\nrecord of workspace \S+: \d+ acts, whole\n/) })
  expect(await cli(here, 'restore', '--draft', id, '--to', '1', '--reason', 'A rehearsal')).toEqual({ code: expect.any(Number), said: expect.stringMatching(/begins generation 2|close it first/) })
  const file = path.join(newFolder(), 'parley.backup')
  expect(await cli(here, 'backup', file)).toEqual({ code: 0, said: expect.stringMatching(/\d+ rows of \d+ tables/) })
  expect(await cli(there, 'restore-backup', file)).toEqual({ code: 0, said: expect.stringMatching(/tables are back\njournal draft:\S+: \d+ rows.*whole\n/) })
  const { parley, client: again } = await starts(there)
  expect(parley.said()).not.toMatch(/Seeded/)
  const [old, now] = [await drafts(client), await drafts(again)]
  expect(now.clauses).toEqual(old.clauses)
  expect(await cli(there, 'nothing')).toEqual({ code: 1, said: expect.stringContaining('There are: verify, restore, backup, restore-backup.') })
}, 120_000)
