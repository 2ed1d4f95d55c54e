import { createHash } from 'node:crypto'
import type { Result } from '#domain/decisions/result.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import { draftRoom } from '#domain/ids.ts'
import { canonicalAct } from '#domain/record.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Tx } from '#server/db/context.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import type { History } from '#server/texts/history.ts'
import { type Counted, counted, hashOfBallots, recount } from './closing.service.ts'
import * as proposals from './proposals.repository.ts'
import * as roll from './roll.repository.ts'

export interface Checked { readonly id: string; readonly number: number; readonly isClosed: boolean; readonly fault: 'hash' | 'text' | 'result' | 'ballots' | 'count' | 'charter' | null }

/**
 * Recomputes every closed proposal, one at a time: the hash of what it was about, the hash of its ballots, and its result from the roll.
 * Of a draft as a whole also, whether its journal had those words; of a charter, whether it is the one that was put into force.
 * Of open ones too, whether the count that is kept while ballots come in is what they give.
 */
export async function verifyVotes(tx: Tx, history: History): Promise<Checked[]> {
  const miscounted = await roll.miscounted(tx)
  const checked: Checked[] = []
  for (const proposal of await proposals.list(tx, {})) {
    const isClosed = proposal.closedAt !== null
    const fault = (isClosed ? faultOf(await counted(tx, proposal)) ?? await faultOfWords(tx, history, proposal) : null) ?? (miscounted.has(proposal.id) ? 'count' : null)
    checked.push({ id: proposal.id, number: proposal.number, isClosed, fault })
  }
  return checked
}

function faultOf(proposal: Counted): Checked['fault'] {
  const sealed = sealedText(proposal.words, proposal.alternatives)
  if (sealed !== null && createHash('sha256').update(sealed).digest('hex') !== proposal.hash) return 'hash'
  if (hashOfBallots(proposal) !== proposal.ballotsHash) return 'ballots'
  const result = recount(proposal)
  // Results of the time before results kept their numbers in between say less; what they say must be the same.
  return comparable(proposal.result?.detail ? result : { ...result, detail: null }) === comparable(proposal.result) ? null : 'result'
}

async function faultOfWords(tx: Tx, history: History, { id, kind, words, draftId, seq }: proposals.ProposalRow): Promise<Checked['fault']> {
  if (kind === 'draft' && draftId !== null && seq !== null) {
    const { doc } = await history.at(draftRoom(draftId), seq)
    return canonicalDraft(readDraft(doc).nodes) === words ? null : 'text'
  }
  const charter = kind === 'charter' ? await charters.adoptedBy(tx, id) : null
  return charter === null || charter === words ? null : 'charter'
}

// Keys in a fixed order: jsonb gives them back in its own.
const comparable = (result: Result | null) => canonicalAct({ workspaceId: '', seq: 0, name: 'proposal.closed', actorId: null, draftId: null, at: '', ids: {}, facts: { result } })
