import * as Y from 'yjs'
import { hashRow, packUpdates } from '#server/texts/chain.ts'
import { loadText } from '#server/texts/load.ts'
import { tokensIn } from '#tests/support/oracle/words.ts'
import { until } from '#tests/support/until.ts'
import { checked, connectAll, deeds, disconnectAll, onDb, onSite, scribesOf, typeFor } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'

const generationChanged = 4409

/** A page holds the text of generation g and edits made offline; meanwhile the text was restored, and is of generation g + 1. */
export const f17: Fault = {
  title: 'what is cached of a restored text is turned away: nothing doubled, nothing risen from the dead',
  cycles: 20,
  run: ({ ground, cycles, dice }) => onDatabase(ground, (url) => onSite(url, {}, async (site, worlds) => {
    const faults: string[] = []
    let edits = 0
    for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
      const part = { origin: site.origin, worlds, count: 2, dice: dice.fork(cycle) }
      const [stale, other] = await scribesOf({ ...part, generation: cycle, letter: String.fromCharCode(97 + cycle % 20) })
      if (!stale || !other) throw new Error('two are needed')
      connectAll([stale, other])
      await until(() => stale.isSynced && other.isSynced)
      await typeFor([stale, other], 200, dice, 50)
      await until(() => [stale, other].every(({ journal }) => journal.unacknowledged.length === 0))
      stale.disconnect()
      for (let edit = 0; edit < 5; edit += 1) stale.edit()
      const offline = stale.journal.unacknowledged.filter(({ kind }) => kind === 'insert').map(({ token }) => token)
      await site.stop()
      await restored(url, `draft:${worlds[0]?.draftId}`)
      const before = await site.sql('select count(*) as n, md5(string_agg(payload, \'\'::bytea order by seq)) as words from journal')
      await site.start()
      stale.connect()
      await until(() => stale.closes.includes(generationChanged) && other.closes.includes(generationChanged))
      const [now] = await scribesOf({ ...part, count: 1, generation: cycle + 1, letter: 'z' })
      if (!now) throw new Error('somebody is needed')
      now.connect()
      await until(() => now.isSynced)
      const found = tokensIn(now.doc)
      for (const token of offline) if (found.has(token)) faults.push(`cycle ${cycle}: ${token} came back from an older generation`)
      for (const [token, times] of found) if (times > 1) faults.push(`cycle ${cycle}: ${token} is there ${times} times`)
      const after = await site.sql('select count(*) as n, md5(string_agg(payload, \'\'::bytea order by seq)) as words from journal')
      if (JSON.stringify(after) !== JSON.stringify(before)) faults.push(`cycle ${cycle}: the journal was written to`)
      edits += deeds([stale, other]).edits
      disconnectAll([stale, other, now])
    }
    const fresh = await scribesOf({ origin: site.origin, worlds, count: 2, dice, generation: cycles + 1, letter: 'y' })
    connectAll(fresh)
    const structure = (await checked(url, fresh)).filter((fault) => !fault.startsWith('I2'))
    disconnectAll(fresh)
    return { faults: [...faults, ...structure], figures: { edits } }
  })),
}

/** What a restore leaves: a new generation, which begins from nothing at a row that holds all that was kept. */
const restored = (url: string, textId: string) => onDb(url, async ({ pool }) => {
  const { doc, text } = await loadText(pool, textId)
  const { rows: [last] } = await pool.query('select user_id, client_id from journal where text_id = $1 order by seq desc limit 1', [textId])
  const row = { textId, seq: text.seq + 1, generation: text.generation + 1, userId: last.user_id as string, clientId: Number(last.client_id), payload: packUpdates([Y.encodeStateAsUpdate(doc)]) }
  const hash = hashRow(text.headHash, row)
  await pool.query(`with moved as (update text set generation = $3, seq = $2, "headHash" = $7 where id = $1)
    insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256) values ($1, $2, $3, $4, $5, 1, $6, $7, $8)`,
  [textId, row.seq, row.generation, row.userId, row.clientId, Buffer.from(row.payload), Buffer.from(hash), Buffer.from(text.headHash)])
})
