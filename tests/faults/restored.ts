import * as Y from 'yjs'
import { hashRow, packUpdates } from '#server/texts/chain.ts'
import { loadText } from '#server/texts/load.ts'
import { onDb } from './stage.ts'

/** What a restore leaves: a new generation, which begins from nothing at a row that holds all that was kept. */
export const restored = (url: string, textId: string) => onDb(url, async ({ pool }) => {
  const { doc, text } = await loadText(pool, textId)
  const { rows: [last] } = await pool.query('select user_id, client_id from journal where text_id = $1 order by seq desc limit 1', [textId])
  const row = { textId, seq: text.seq + 1, generation: text.generation + 1, userId: last.user_id as string, clientId: Number(last.client_id), payload: packUpdates([Y.encodeStateAsUpdate(doc)]) }
  const hash = hashRow(text.headHash, row)
  await pool.query(`with moved as (update text set generation = $3, seq = $2, "headHash" = $7 where id = $1)
    insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256) values ($1, $2, $3, $4, $5, 1, $6, $7, $8)`,
  [textId, row.seq, row.generation, row.userId, row.clientId, Buffer.from(row.payload), Buffer.from(hash), Buffer.from(text.headHash)])
})
