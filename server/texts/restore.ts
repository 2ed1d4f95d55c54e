import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { Tx } from '#server/db/context.ts'
import { hashRow, packUpdates } from './chain.ts'
import { JournalFault } from './load.ts'
import { replay } from './replay.ts'
import * as stored from './restore.repository.ts'

/** A place in a journal, or a time: then the last row that was written by then. */
export type Moment = { readonly seq: number } | { readonly time: Date }
export interface Restored { readonly doc: Y.Doc; readonly moment: number; readonly seq: number; readonly generation: number }

/** No page wrote it: the clients whose words it holds keep their ids and what they are bound to. */
const noClient = 0

/**
 * Puts a text back to a moment, in the caller's transaction: its state then becomes the first row of a new generation, chained to the
 * head. Nothing is taken out of the journal. A room that still has the old generation can append no more, and whoever had it open is
 * told 4409 (R10). Refuses `notFound` for no such text, `invalid` for a moment before its beginning or after its end, and `conflict`
 * for one that the damage of its journal has reached (R9).
 */
export async function restoreText(tx: Tx, textId: string, to: Moment, userId: string, at: Date): Promise<Restored> {
  const head = await stored.lockHead(tx, textId)
  if (!head) throw new Refusal('notFound', 'There is no such text')
  const moment = 'seq' in to ? to.seq : await stored.seqAt(tx, textId, to.time)
  const first = moment === null ? null : await stored.firstOfGeneration(tx, textId, moment)
  if (moment === null || first === null) throw new Refusal('invalid', `The journal of ${textId} has no such moment: it goes from 1 to ${head.seq}`)
  const doc = await replayed(tx, textId, first, moment)
  const seq = head.seq + 1
  const generation = head.generation + 1
  const row = { textId, seq, generation, userId, clientId: noClient, payload: packUpdates([Y.encodeStateAsUpdate(doc)]) }
  await stored.beginGeneration(tx, { ...row, nUpdates: 1, sha256: hashRow(head.hash, row), prevSha256: head.hash }, at)
  return { doc, moment, seq, generation }
}

async function replayed(tx: Tx, textId: string, first: number, upTo: number) {
  try {
    return await replay(textId, { first, upTo }, (after, last) => stored.rowsAfter(tx, textId, after, last))
  } catch (error) {
    if (error instanceof JournalFault) throw new Refusal('conflict', `${error.message}. Choose a moment before it`)
    throw error
  }
}
