import type pg from 'pg'
import type * as Y from 'yjs'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { firstHash } from './chain.ts'
import { sameText } from './checkpoint.ts'
import * as journal from './journal.repository.ts'
import { checkRows, checksum, JournalFault } from './load.ts'
import { applyRow, isWhole } from './replay.ts'

const page = 500

export interface VerifiedJournal { readonly textId: string; readonly rows: number; readonly generations: number; readonly checkpoints: number }

/**
 * Checks every journal from its first row, through all generations, and replays it: each checkpoint must say what the rows up to it
 * say. Throws a JournalFault at the first place that is not what was written.
 */
export async function* verifyJournals(pool: pg.Pool): AsyncGenerator<VerifiedJournal> {
  for (const textId of await journal.allTextIds(pool)) yield await verifyJournal(pool, textId)
}

async function verifyJournal(pool: pg.Pool, textId: string): Promise<VerifiedJournal> {
  const head = await journal.headOf(pool, textId)
  const unseen = await journal.checkpointSeqs(pool, textId)
  const checkpoints = unseen.size
  let at: ReturnType<typeof checkRows> = { seq: 0, hash: firstHash }
  let generation = 0
  let doc = makeTextDoc()
  while (at.seq < head.seq) {
    const rows = await journal.rowsAfter(pool, textId, at.seq, Math.min(head.seq, at.seq + page))
    if (rows.length === 0) throw new JournalFault(textId, at.seq + 1, 'missing')
    at = checkRows(textId, rows, at)
    for (const row of rows) {
      if (row.generation !== generation) {
        if (row.generation !== generation + 1) throw new JournalFault(textId, row.seq, 'generation')
        generation = row.generation
        doc = makeTextDoc()
      }
      applyRow(doc, row)
      if (unseen.delete(row.seq)) await compare(pool, textId, row.seq, doc)
    }
  }
  if (!isWhole(doc)) throw new JournalFault(textId, head.seq, 'a change that builds on nothing')
  if (!Buffer.from(at.hash).equals(head.hash) || generation !== head.generation) throw new JournalFault(textId, head.seq, 'head')
  if (head.last > head.seq) throw new JournalFault(textId, head.seq + 1, 'a row after the head')
  for (const seq of unseen) throw new JournalFault(textId, seq, 'a checkpoint of no row')
  return { textId, rows: head.seq, generations: generation, checkpoints }
}

async function compare(pool: pg.Pool, textId: string, seq: number, doc: Y.Doc) {
  const stored = await journal.checkpointAt(pool, textId, seq)
  if (!stored || !checksum(stored.state).equals(stored.sha256)) throw new JournalFault(textId, seq, 'checkpoint')
  const kept = makeTextDoc()
  try {
    applyUpdates(kept, [stored.state])
  } catch {
    throw new JournalFault(textId, seq, 'checkpoint')
  }
  if (!sameText(doc, kept)) throw new JournalFault(textId, seq, 'checkpoint that says something else than the rows up to it')
}
