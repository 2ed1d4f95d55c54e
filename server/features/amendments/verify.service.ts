import { createHash } from 'node:crypto'
import { alreadyWritten, readCanonicalAmendment } from '#domain/amendments/sealed.ts'
import { draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Tx } from '#server/db/context.ts'
import type { History } from '#server/texts/history.ts'
import * as amendments from './amendments.repository.ts'

export interface Checked { readonly id: string; readonly number: number | null; readonly fault: 'hash' | 'words' | null }

/** Recomputes every sealed amendment: its words have their hash, and where they were written in, the draft had exactly them right after. */
export async function verifyWritten(tx: Tx, history: History): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const row of await amendments.sealed(tx)) checked.push({ id: row.id, number: row.number, fault: await faultOf(row, history) })
  return checked
}

async function faultOf({ words, hash, draftId, consolidatedSeq }: amendments.AmendmentRow, history: History): Promise<Checked['fault']> {
  if (words === null || createHash('sha256').update(words).digest('hex') !== hash) return 'hash'
  if (consolidatedSeq === null) return null
  const { doc } = await history.at(draftRoom(draftId), consolidatedSeq)
  return alreadyWritten(readDraft(doc).nodes, readCanonicalAmendment(words)) ? null : 'words'
}
