import { createHash } from 'node:crypto'
import type pg from 'pg'
import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { firstHash, hashRow, unpackUpdates } from './chain.ts'
import * as journal from './journal.repository.ts'

export interface Loaded { readonly doc: Y.Doc; readonly text: journal.TextRow }

export const checksum = (state: Uint8Array) => createHash('sha256').update(state).digest()

/** A journal that is not what it was when it was written. The text is not opened from it: never a wrong or a blank one (R7, R9). */
export class JournalFault extends Error {
  constructor(readonly textId: string, readonly seq: number, readonly fault: string) {
    super(`The journal of ${textId} is damaged at ${seq}: ${fault}`)
  }
}

/** Rebuilds a text from its checkpoint and journal, checking every hash and link on the way. Refuses `notFound` for no such text. */
export async function loadText(pool: pg.Pool, textId: string): Promise<Loaded> {
  const stored = await journal.load(pool, textId)
  if (!stored) throw new Refusal('notFound', 'There is no such text')
  const { text, checkpoint, rows } = stored
  const doc = new Y.Doc()
  if (checkpoint) {
    if (!checksum(checkpoint.state).equals(checkpoint.sha256)) throw new JournalFault(textId, checkpoint.seq, 'checkpoint')
    Y.applyUpdate(doc, checkpoint.state)
  }
  const head = checkRows(textId, rows, checkpoint ? { seq: checkpoint.seq, hash: null } : { seq: 0, hash: firstHash })
  if (head.seq !== text.seq || (head.hash && !Buffer.from(head.hash).equals(text.headHash))) throw new JournalFault(textId, text.seq, 'head')
  doc.transact(() => { for (const row of rows) for (const update of unpackUpdates(row.payload)) Y.applyUpdate(doc, update) })
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new JournalFault(textId, text.seq, 'a change that builds on nothing')
  return { doc, text }
}

interface Position { readonly seq: number; readonly hash: Uint8Array | null }

/** Checks the chain of rows from a position on (its hash unknown after a checkpoint); gives the position after the last one. */
export function checkRows(textId: string, rows: readonly journal.HashedRow[], from: Position): Position {
  let at = from
  for (const row of rows) {
    if (row.seq !== at.seq + 1) throw new JournalFault(textId, at.seq + 1, 'missing')
    if (at.hash && !Buffer.from(at.hash).equals(row.prevSha256)) throw new JournalFault(textId, row.seq, 'link')
    if (!Buffer.from(row.sha256).equals(hashRow(row.prevSha256, row))) throw new JournalFault(textId, row.seq, 'hash')
    at = { seq: row.seq, hash: row.sha256 }
  }
  return at
}
