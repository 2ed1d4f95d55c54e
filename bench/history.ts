import pg from 'pg'
import * as Y from 'yjs'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { compareDrafts } from '#domain/text/compare.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import * as migrate from '#server/db/migrate.ts'
import { packUpdates } from '#server/texts/chain.ts'
import { makeAttributions } from '#server/texts/attribution.ts'
import { makeHistory } from '#server/texts/history.ts'
import { checksum } from '#server/texts/load.ts'
import { anyNumbers } from './anyNumbers.ts'

const changes = 100_000
const articles = 40
const people = 6
const checkpointRows = 500
/** Milliseconds that one step through the history may take. */
const stepWithin = 1000
const draftId = randomUUID()
const textId = `draft:${draftId}`

/** How long a step through the history of a draft with 100,000 changes takes: its text, a comparison, who wrote it, the time line. */
export async function history(): Promise<boolean> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-history-'))
  fs.chmodSync(folder, 0o755)
  const postgres = await startEmbedded(path.join(folder, 'postgres'))
  const pool = new pg.Pool({ connectionString: postgres.url('postgres') })
  try {
    await migrate.apply(postgres.url('postgres'))
    const clauseIds = await writeJournal(pool)
    return await steps(pool, clauseIds)
  } finally {
    await pool.end()
    postgres.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function steps(pool: pg.Pool, clauseIds: readonly string[]): Promise<boolean> {
  const [clauseId = ''] = clauseIds
  const timed = async (name: string, work: () => Promise<unknown>, within: number | null = stepWithin) => {
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    await work()
    const [ms, { user, system }] = [Math.round(performance.now() - started), process.cpuUsage(cpu)]
    console.log(`  ${name}: ${ms} ms, of them ${Math.round((user + system) / 1000)} of this process${within !== null && ms > within ? `, more than ${within}` : ''}`)
    return within === null || ms <= within
  }
  console.log(`a draft with ${changes} changes (a step: at most ${stepWithin} ms)`)
  await timed('folding who wrote what from nothing, in the background', () => makeAttributions(pool).upTo(textId, changes), null)
  // Another process, that has nothing in memory.
  const cold = makeHistory(pool)
  const textAt = async (seq: number) => readDraft((await cold.at(textId, seq)).doc).nodes
  const results = [
    await timed('text at a moment', () => textAt(Math.round(changes * 0.61) + 499)),
    await timed('the first and the last text compared', async () => compareDrafts(await textAt(1), await textAt(changes), 'en')),
    await timed('who wrote a clause, nothing in memory', () => cold.attribution(textId, clauseId, changes)),
    await timed('who wrote a clause, at an earlier moment', () => cold.attribution(textId, clauseId, Math.round(changes / 3))),
    await timed('time line', async () => {
      await cold.days(textId, { zone: 'Europe/Paris', before: null, limit: 120 })
      await cold.seqsAt(textId, [new Date(), new Date(Date.now() - 3600_000)])
    }),
  ]
  await pool.query('delete from checkpoint')
  await timed('text at the last moment, had there never been a checkpoint', () => textAt(changes), null)
  return results.every(Boolean)
}

/** A journal as many hands write it: mostly letters, some deletions, pastes, splits and moves, over forty days. */
async function writeJournal(pool: pg.Pool): Promise<string[]> {
  const number = anyNumbers(20261125)
  const docs = Array.from({ length: people }, () => new Y.Doc())
  const clauseIds = Array.from({ length: articles }, () => randomUUID())
  const first = new Y.Doc()
  let after: string | null = null
  for (const id of clauseIds) {
    writeClause(addNode(first, { id, kind: 'article', parent: null, after }), { blocks: [{ type: 'paragraph', id: randomUUID(), inlines: [{ text: `Article ${id} shall begin.` }] }] })
    after = id
  }
  await pool.query('insert into text (id, "draftId", "schemaVersion", "headHash") values ($1, $2, 1, $3)', [textId, draftId, Buffer.alloc(32)])
  const whole = new Y.Doc()
  let rows: [number, string, number, Uint8Array][] = []
  let seq = 0
  const started = Date.now() - 40 * 24 * 3600_000
  const keep = async (update: Uint8Array, person: number, clientId: number) => {
    seq += 1
    Y.applyUpdate(whole, update)
    rows.push([seq, `person-${person}`, clientId, packUpdates([update])])
    if (seq % checkpointRows === 0) await flush()
  }
  const flush = async () => {
    await pool.query(`insert into journal (text_id, seq, generation, user_id, client_id, n_updates, payload, sha256, prev_sha256, created_at)
      select $1, j.seq, 1, j.user_id, j.client_id, 1, j.payload, '\\x00', '\\x00', $6::timestamptz + j.seq * interval '34 seconds'
      from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bytea[]) j(seq, user_id, client_id, payload)`,
    [textId, ...([0, 1, 2, 3] as const).map((column) => rows.map((row) => column === 3 ? Buffer.from(row[3]) : row[column])), new Date(started)])
    rows = []
    const state = Y.encodeStateAsUpdate(whole)
    await pool.query('insert into checkpoint (text_id, seq, state, sha256) values ($1, $2, $3, $4)', [textId, seq, Buffer.from(state), checksum(state)])
    await pool.query('update text set seq = $2 where id = $1', [textId, seq])
  }

  for (const doc of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(first))
  await keep(Y.encodeStateAsUpdate(first), 0, first.clientID)
  const sent: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'others') sent.push(update) })
  let places: { clauseId: string; block: number; at: number }[] = docs.map(() => ({ clauseId: clauseIds[0] ?? '', block: 0, at: 0 }))
  while (seq < changes) {
    const person = number(people)
    const doc = docs[person]
    if (!doc) break
    // A person stays at a place for about forty letters.
    if (number(40) === 0) places = places.map((place, index) => index === person ? { clauseId: clauseIds[number(articles)] ?? '', block: number(1000), at: number(1000) } : place)
    const place = places[person]
    if (place) doc.transact(() => { change(doc, place, number) })
    for (const update of sent.splice(0)) {
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'others')
      await keep(update, person, doc.clientID)
    }
  }
  await flush().catch(() => undefined)
  return clauseIds
}

function change(doc: Y.Doc, place: { clauseId: string; block: number; at: number }, number: (below: number) => number) {
  const fragment = clausesOf(doc).get(place.clauseId)
  const element = fragment?.get(place.block % fragment.length)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!fragment || !(text instanceof Y.XmlText)) return
  const at = Math.min(place.at, text.length)
  const what = number(100)
  if (what < 80 || text.length < 20) { text.insert(at, String.fromCharCode(97 + number(26))); place.at = at + 1 }
  else if (what < 94) text.delete(Math.max(0, at - 1), Math.min(1, text.length))
  else if (what < 96) text.delete(at % (text.length - 10), 10)
  else if (what < 98) text.insert(at, `some words that number ${number(10_000)} says `)
  else if (fragment.length < 30) {
    const tail = text.toString().slice(text.length >> 1)
    text.delete(text.length >> 1, tail.length)
    const block = new Y.XmlElement('paragraph')
    block.setAttribute('id', `b${number(1_000_000_000)}`)
    block.insert(0, [new Y.XmlText(tail)])
    fragment.insert((place.block % fragment.length) + 1, [block])
  } else fragment.delete(number(fragment.length), 1)
}
