import type pg from 'pg'
import * as Y from 'yjs'
import { unpackUpdates } from '#server/texts/chain.ts'
import { rowsAfter } from '#server/texts/journal.repository.ts'
import { loadText } from '#server/texts/load.ts'
import { verifyJournals } from '#server/texts/verify.ts'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { jsonOf } from '#tests/support/oracle/words.ts'
import { until } from '#tests/support/until.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { connectAll, deeds, disconnectAll, onDb, onSite, scribesOf, typeFor } from './stage.ts'

/** One way to damage a journal: the statement that does it. */
type Damage = (dice: Dice, place: { readonly textId: string; readonly rows: number }) => readonly [sql: string, values: readonly unknown[]]

const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': (dice, { textId, rows }) => [
    'update journal set payload = set_bit(payload, $3::int % (length(payload) * 8), 1 - get_bit(payload, $3::int % (length(payload) * 8))) where text_id = $1 and seq = $2',
    [textId, 1 + dice.below(rows), dice.below(1_000_000)]],
  'a payload cut short': (dice, { textId, rows }) => ['update journal set payload = substring(payload from 1 for length(payload) - 1) where text_id = $1 and seq = $2', [textId, 1 + dice.below(rows)]],
  'two payloads that changed places': (dice, { textId, rows }) => {
    const first = 1 + dice.below(rows - 1)
    return ['update journal j set payload = o.payload from journal o where j.text_id = $1 and o.text_id = $1 and (j.seq, o.seq) in (($2::bigint, $3::bigint), ($3::bigint, $2::bigint))', [textId, first, first + 1]]
  },
  'a row that is gone': (dice, { textId, rows }) => ['delete from journal where text_id = $1 and seq = $2', [textId, 1 + dice.below(rows)]],
  'a row that took the number of another': (dice, { textId, rows }) => {
    const twin = 1 + dice.below(rows - 1)
    return [`with gone as (delete from journal where text_id = $1 and seq = $2 returning 1)
      insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256)
      select text_id, $3::bigint + 1000000, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256 from journal where text_id = $1 and seq = $3`, [textId, twin, twin + 1]]
  },
}

/** Every kind of damage to a copy of a journal: each is found by whoever opens the text, which ends before it, and by `verify`; the text beside it is as it was. */
export const f08: Fault = {
  title: 'any damage to a journal is found, and touches no other text',
  cycles: 200,
  run: ({ ground, cycles, dice, say }) => onDatabase(ground, (url) => onSite(url, { drafts: 2 }, async (site, worlds) => {
    const [damaged, whole] = worlds.map(({ draftId }) => `draft:${draftId}`)
    if (damaged === undefined || whole === undefined) throw new Error('two texts are needed')
    const scribes = await scribesOf({ origin: site.origin, worlds, count: 4, dice })
    connectAll(scribes)
    await until(() => scribes.every(({ isSynced }) => isSynced), 30_000)
    await typeFor(scribes, 1_500, dice, 60)
    await until(() => scribes.every(({ journal }) => journal.unacknowledged.length === 0), 30_000, () => JSON.stringify(scribes.map(({ closes }) => closes)))
    disconnectAll(scribes)
    await site.stop()
    return onDb(url, async ({ pool }) => {
      const faults: string[] = []
      const before = jsonOf((await loadText(pool, whole)).doc)
      const rows = Number((await pool.query('select max(seq) as seq from journal where text_id = $1', [damaged])).rows[0].seq)
      const good = await pointsOf(pool, damaged, rows)
      await pool.query('create table kept as select * from journal where text_id = $1', [damaged])
      for (let each = 0; each < cycles; each += 1) {
        const [name, damage] = dice.pick(Object.entries(damages))
        const [sql, values] = damage(dice, { textId: damaged, rows })
        await past(pool, sql, values)
        const what = `case ${each}, ${name} (${values.slice(1).join(', ')})`
        faults.push(...(await unnoticed(pool, damaged, good[Number(values[1]) - 1] ?? '')).map((fault) => `${what}: ${fault}`))
        if (jsonOf((await loadText(pool, whole)).doc) !== before) faults.push(`${what}: another text changed`)
        await past(pool, 'delete from journal where text_id = $1', [damaged])
        await past(pool, 'insert into journal select * from kept where text_id = $1', [damaged])
        if (each % 500 === 499) say(`F8 ${each + 1} of ${cycles}`)
      }
      if ((await loadText(pool, damaged)).fault) faults.push('the copy that was put back does not open')
      return { faults, figures: { ...deeds(scribes), cases: cycles, rows } }
    })
  })),
}

/** Past the guard that keeps a journal append-only, as a fault of the disk would go. */
async function past(pool: pg.Pool, sql: string, values: readonly unknown[]) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(sql, [...values])
    await client.query('commit')
  } finally {
    client.release()
  }
}


/** What the text was before any row, after the first, after the second, and so on. */
async function pointsOf(pool: pg.Pool, textId: string, rows: number): Promise<string[]> {
  const doc = new Y.Doc()
  return [jsonOf(doc), ...(await rowsAfter(pool, textId, 0, rows)).map(({ payload }) => {
    for (const update of unpackUpdates(payload)) Y.applyUpdate(doc, update)
    return jsonOf(doc)
  })]
}

/** What whoever opens or verifies a damaged text is not told. */
async function unnoticed(pool: pg.Pool, textId: string, lastGood: string): Promise<string[]> {
  const { fault, doc } = await loadText(pool, textId)
  return [
    ...(fault ? [] : ['the text was opened as if nothing had happened']),
    ...(fault && jsonOf(doc) !== lastGood ? ['the text was not opened as it was before the damage'] : []),
    ...(await verifies(pool) ? ['verify found nothing'] : []),
  ]
}

async function verifies(pool: pg.Pool): Promise<boolean> {
  try {
    for await (const _text of verifyJournals(pool));
    return true
  } catch { return false }
}
