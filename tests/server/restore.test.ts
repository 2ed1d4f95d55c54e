import pg from 'pg'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { RecordView } from '#domain/contract/records.ts'
import { restore } from '#server/cli/restore.ts'
import * as journal from '#server/texts/journal.repository.ts'
import { checksum, loadText } from '#server/texts/load.ts'
import { restored } from '#tests/faults/restored.ts'
import { anApp } from '#tests/support/app.ts'
import { runs, verification } from '#tests/support/commands.ts'
import { digestOf } from '#tests/support/digest.ts'
import { type Drafter, drafts, wordsOf } from '#tests/support/drafter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

// A test of this file opens several pages and a command: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 90_000 })

const restores = ({ draftId }: World, to: string | number, ...more: string[]) => runs(restore, app.databaseUrl, '--draft', draftId, '--to', String(to), ...more)
const verifies = () => runs(verification, app.databaseUrl)
const textIdOf = ({ draftId }: World) => `draft:${draftId}`
const headOf = async (world: World) => Number((await app.sql<{ seq: string }>('select seq from text where id = $1', [textIdOf(world)]))[0]?.seq)
const generations = async (world: World) =>
  (await app.sql<{ generation: number; first: string; last: string }>('select generation, min(seq) as first, max(seq) as last from journal where text_id = $1 group by 1 order by 1', [textIdOf(world)]))
    .map(({ generation, first, last }) => [generation, Number(first), Number(last)])

async function onPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 1 })
  try { return await work(pool) } finally { await pool.end() }
}

/** A drafter whose page says of which generation its text is. */
async function arrives(world: World, persona: string, generation = 1): Promise<Drafter> {
  const drafter = drafts(await world.as(persona), world, { params: { generation: String(generation) } })
  await drafter.synced()
  await until(() => drafter.acknowledged().count > 0)
  return drafter
}

async function types(drafter: Drafter, world: World, words: string): Promise<number> {
  const { count } = drafter.acknowledged()
  drafter.type(world.first, words)
  await until(() => drafter.acknowledged().count > count)
  return drafter.acknowledged().seq
}

/** Changes what must never change, as somebody with the database could. */
async function damage(sql: string, values: readonly unknown[]) {
  const client = new pg.Client(app.databaseUrl)
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(sql, [...values])
  } finally {
    await client.end()
  }
}

test('an operator puts a text back to a place in its journal: whoever has it open is told, the pages of before are turned away, nothing is taken out', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [await arrives(world, 'policymaker'), await arrives(world, 'policymaker-2')]
  const good = await types(ilse, world, 'Good ')
  const bad = await types(ilse, world, 'Bad ')
  await tomas.reads(world.first, `Bad Good ${world.first.words}`)
  const { code, said } = await restores(world, good, '--reason', 'Words pasted by mistake')
  expect(code, said.join()).toBe(0)
  await Promise.all([ilse.closedWith(4409), tomas.closedWith(4409)])
  expect(await generations(world)).toEqual([[1, 1, bad], [2, bad + 1, bad + 1]])
  const [nora, old] = [await arrives(world, 'policymaker', 2), drafts(await world.as('policymaker'), world, { doc: ilse.doc })]
  expect(nora.words(world.first)).toBe(`Good ${world.first.words}`)
  // A client that speaks of no generation would bring back what was taken away.
  await old.closedWith(4409)
  expect(await types(nora, world, 'And on. ')).toBe(bad + 2)
  expect((await verifies()).said).toContainEqual(expect.stringContaining(`journal ${textIdOf(world)}: ${bad + 2} rows in 2 generations replayed`))

  const { body } = await (await world.as('observer')).get<RecordView>(`/api/workspaces/${world.workspaceId}/record?name=draft.recovered`)
  expect(body.entries.map(({ actor, ids, facts }) => ({ actor, ids, facts })))
    .toEqual([{ actor: null, ids: { generation: '2' }, facts: { seq: good, writtenAt: bad + 1, generation: 2, by: 'operator', reason: 'Words pasted by mistake' } }])
})

test('a vote is not opened on the words of before a restore that the server has not heard of yet', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  await types(ilse, world, 'Old. ')
  // In the database only, as in the moment before the server hears of it.
  await restored(app.databaseUrl, textIdOf(world))
  const proposals = async () => (await app.sql<{ count: string }>('select count(*) from proposal where "draftId" = $1', [world.draftId]))[0]?.count
  const before = await proposals()
  await expect(openVote(world)).rejects.toThrow('"code":"unavailable"')
  expect(await proposals()).toBe(before)
  // The room is made anew, of the text of now, with nothing at rest that nobody votes on.
  const nora = await arrives(world, 'policymaker', 2)
  await types(nora, world, 'New. ')
  const { number } = await openVote(world)
  expect(number).toBeGreaterThan(0)
})

test('a text is put back to a time, in the name of a person, and then to a place in the generation of before', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  const good = await types(ilse, world, 'Good ')
  const [row] = await app.sql<{ at: Date }>('select created_at as at from journal where text_id = $1 and seq = $2', [textIdOf(world), good])
  await until(() => Date.now() > (row?.at.getTime() ?? 0) + 2)
  await types(ilse, world, 'Bad ')
  ilse.leave()
  const { code, said } = await restores(world, row?.at.toISOString() ?? '', '--by', 'facilitator@parley.example')
  expect([code, said.join()]).toEqual([0, expect.stringContaining(`as it was at change ${good};`)])
  const [first] = await app.sql<{ user_id: string }>('select user_id from journal where text_id = $1 and generation = 2', [textIdOf(world)])
  expect(first?.user_id).toBe(world.userId('facilitator'))
  expect((await restores(world, 1)).code).toBe(0)
  const { doc } = await onPool((pool) => loadText(pool, textIdOf(world)))
  expect(wordsOf(doc, world.first)).toBe(world.first.words)
  expect((await verifies()).code).toBe(0)
})

test('an edit that is under way when the restore comes is refused: nobody saw it and no row follows the end of a generation', async () => {
  const world = await aWorkspace(app)
  const [ilse, tomas] = [await arrives(world, 'policymaker'), await arrives(world, 'policymaker-2')]
  const head = await types(ilse, world, 'Good ')
  let restoring: ReturnType<typeof restores> | undefined
  const waiting = async (like: string) => (await app.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1`, [like])).length > 0
  await app.transaction(async (client) => {
    await client.query('select 1 from text where id = $1 for update', [textIdOf(world)])
    restoring = restores(world, 1)
    await until(() => waiting('%from text where id%for update%'))
    ilse.type(world.first, 'Too late ')
    await until(() => waiting('%insert into journal%'))
  })
  expect((await restoring)?.code).toBe(0)
  await Promise.all([ilse.closedWith(4409), tomas.closedWith(4409)])
  expect(tomas.words(world.first)).toBe(`Good ${world.first.words}`)
  expect(await generations(world)).toEqual([[1, 1, head], [2, head + 1, head + 1]])
})

test('under constant typing nothing acknowledged in the old generation is after its end, and nothing of it is in the new one', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  let acknowledged = 0
  const typing = setInterval(() => {
    ilse.type(world.second, 'x')
    acknowledged = Math.max(acknowledged, ilse.acknowledged().seq)
  }, 3)
  try {
    await until(() => acknowledged > 20)
    expect((await restores(world, 1)).code).toBe(0)
    await ilse.closedWith(4409)
  } finally {
    clearInterval(typing)
  }
  const [before, after] = await generations(world)
  expect(after).toEqual([2, (before?.[2] ?? 0) + 1, (before?.[2] ?? 0) + 1])
  expect(acknowledged).toBeLessThanOrEqual(before?.[2] ?? 0)
  const { doc } = await onPool((pool) => loadText(pool, textIdOf(world)))
  expect(wordsOf(doc, world.second)).toBe(world.second.words)
  expect((await verifies()).code).toBe(0)
})

test('a checkpoint of the generation of before is not used for the new one', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  const bad = await types(ilse, world, 'Bad ')
  ilse.leave()
  await onPool(async (pool) => {
    const state = Y.encodeStateAsUpdate((await loadText(pool, textIdOf(world))).doc)
    await journal.insertCheckpoint(pool, textIdOf(world), bad, state, checksum(state))
    expect((await restores(world, 1)).code).toBe(0)
    expect(wordsOf((await loadText(pool, textIdOf(world))).doc, world.first)).toBe(world.first.words)
  })
  const { code, said } = await verifies()
  expect([code, said.find((line) => line.includes(textIdOf(world)))]).toEqual([0, expect.stringContaining('1 checkpoints say the same')])
})

test('words that are being voted on are not put back: the vote is closed first', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  await types(ilse, world, 'Voted on ')
  const { number } = await openVote(world)
  const before = await digestOf(app)
  expect(await restores(world, 1)).toEqual({ code: 1, said: [`Proposal ${number} is open on words that would change: close it first. Nothing was changed.`] })
  expect(await digestOf(app)).toEqual(before)
})

test('a moment that the journal does not have, and a draft that is not there, are refused and change nothing', async () => {
  const world = await aWorkspace(app)
  const before = await digestOf(app)
  for (const to of ['99', '2001-01-01T00:00:00Z']) expect(await restores(world, to)).toEqual({ code: 1, said: [expect.stringContaining('has no such moment')] })
  expect((await restores({ ...world, draftId: world.workspaceId }, 1)).code).toBe(1)
  for (const to of ['0', 'yesterday', '12x']) await expect(restores(world, to)).rejects.toThrow(/--to is a place in the journal/)
  await expect(restores(world, 1, '--by', 'nobody@parley.example')).rejects.toThrow('Nobody here has the mail address')
  await expect(restores(world, 1, '--force')).rejects.toThrow('npm run cli -- restore --draft ID')
  expect(await digestOf(app)).toEqual(before)
})

test('verification finds a checkpoint that says something else than the rows up to it, though its hash is right', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  const seq = await types(ilse, world, 'More ')
  ilse.leave()
  await onPool(async (pool) => {
    const { doc } = await loadText(pool, textIdOf(world))
    doc.getMap('clauses').delete(world.second.id)
    const state = Y.encodeStateAsUpdate(doc)
    await journal.insertCheckpoint(pool, textIdOf(world), seq, state, checksum(state))
  })
  const { code, said } = await verifies()
  expect([code, said.at(-1)]).toEqual([1, `The journal of ${textIdOf(world)} is damaged at ${seq}: checkpoint that says something else than the rows up to it`])
  await app.sql('delete from checkpoint where text_id = $1', [textIdOf(world)])
  expect((await verifies()).code).toBe(0)
})

test('a text with a damaged journal is put back to a moment before the damage and opens again; verification still names the damage', async () => {
  const world = await aWorkspace(app)
  const ilse = await arrives(world, 'policymaker')
  const [good, bad] = [await types(ilse, world, 'Good '), await types(ilse, world, 'Bad ')]
  ilse.leave()
  await damage('update journal set payload = set_byte(payload, 3, get_byte(payload, 3) # 1), sha256 = set_byte(sha256, 0, get_byte(sha256, 0) # 1) where text_id = $1 and seq = $2', [textIdOf(world), bad])
  const before = await digestOf(app)
  expect(await restores(world, bad)).toEqual({ code: 1, said: [`The journal of ${textIdOf(world)} is damaged at ${bad}: hash. Choose a moment before it. Nothing was changed.`] })
  expect(await digestOf(app)).toEqual(before)
  expect((await restores(world, good)).code).toBe(0)
  expect(await headOf(world)).toBe(bad + 1)
  // The room of before is put out by what the outbox tells.
  await until(async () => (await (await world.as('policymaker')).get<{ sync: { generation: number } }>(`/api/drafts/${world.draftId}`)).body.sync.generation === 2)
  const nora = await arrives(world, 'policymaker', 2)
  expect(nora.words(world.first)).toBe(`Good ${world.first.words}`)
  await types(nora, world, 'And on. ')
  const { code, said } = await verifies()
  expect([code, said.at(-1)]).toEqual([1, `The journal of ${textIdOf(world)} is damaged at ${bad}: hash`])
})
