import type pg from 'pg'
import * as Y from 'yjs'
import { readDraft } from '#domain/text/draftText.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import * as journal from './journal.repository.ts'
import { checksum, loadText } from './load.ts'

/**
 * Keeps the state of a text as its journal gives it now (R8): replayed and checked like any loading, encoded, read back, and compared
 * with what was encoded, by state vector and by words. Throws, and keeps nothing, when the journal is damaged or the two differ.
 */
export async function makeCheckpoint(pool: pg.Pool, textId: string): Promise<void> {
  const loaded = await loadText(pool, textId)
  const { text, fault, rows } = loaded
  if (fault) throw fault
  if (rows === 0) return
  const { doc } = loaded
  const state = Y.encodeStateAsUpdate(doc)
  const again = makeTextDoc()
  applyUpdates(again, [state])
  if (!sameText(doc, again)) throw new Error(`the checkpoint of ${textId} at ${text.seq} does not read back as it was`)
  await journal.insertCheckpoint(pool, textId, text.seq, state, checksum(state))
}

/** Whether two documents are the same, as far as anyone could tell: what they hold, and what they say. */
export const sameText = (one: Y.Doc, other: Y.Doc) =>
  Buffer.from(Y.encodeStateVector(one)).equals(Y.encodeStateVector(other)) && JSON.stringify(readDraft(one)) === JSON.stringify(readDraft(other))
