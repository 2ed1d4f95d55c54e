import { createHash } from 'node:crypto'
import { canonicalAmendment, readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { alreadyWritten } from '#domain/amendments/sealed.ts'
import { draftRoom } from '#domain/ids.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Context, Tx } from '#server/db/context.ts'
import type { History } from '#server/texts/history.ts'
import * as amendments from './amendments.repository.ts'

export interface Checked { readonly id: string; readonly number: number | null; readonly fault: 'hash' | 'words' | null }

/** Recomputes every sealed amendment: its words have their hash, and where they were written in, the draft had exactly them right after. */
export async function verifyWritten(tx: Tx, history: History): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const row of await amendments.sealed(tx)) checked.push({ id: row.id, number: row.number, fault: await faultOf(row, history) })
  return checked
}

/** What was agreed to, and what the draft had right after it was written in: the same, byte for byte, or something is wrong. */
export interface WrittenWords { readonly amendmentId: string; readonly proposalId: string | null; readonly seq: number; readonly sealed: string; readonly hash: string; readonly written: string }

export async function writtenWords({ tx, texts }: Context, amendmentId: string): Promise<WrittenWords | null> {
  const row = await amendments.byId(tx, amendmentId)
  if (row?.words == null || row.hash === null || row.consolidatedSeq === null) return null
  const { doc } = await texts.history.at(draftRoom(row.draftId), row.consolidatedSeq)
  const now = new Map(readDraft(doc).nodes.map(({ id, kind, content }) => [id, canonicalClause(kind, content)]))
  const { clauses } = readCanonicalAmendment(row.words)
  const written = canonicalAmendment({ clauses: clauses.map((clause) => ({ ...clause, after: now.get(clause.id) ?? null })) })
  return { amendmentId, proposalId: row.decidedBy, seq: row.consolidatedSeq, sealed: row.words, hash: row.hash, written }
}

async function faultOf({ words, hash, draftId, consolidatedSeq }: amendments.AmendmentRow, history: History): Promise<Checked['fault']> {
  if (words === null || createHash('sha256').update(words).digest('hex') !== hash) return 'hash'
  if (consolidatedSeq === null) return null
  const { doc } = await history.at(draftRoom(draftId), consolidatedSeq)
  return alreadyWritten(readDraft(doc).nodes, readCanonicalAmendment(words)) ? null : 'words'
}
