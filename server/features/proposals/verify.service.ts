import { createHash } from 'node:crypto'
import type { Result } from '#domain/decisions/result.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import { canonicalAct } from '#domain/record.ts'
import type { Tx } from '#server/db/context.ts'
import { hashOfBallots, recount } from './closing.service.ts'
import * as proposals from './proposals.repository.ts'

export interface Checked { readonly id: string; readonly number: number; readonly fault: 'hash' | 'result' | 'ballots' | null }

/** Recomputes every closed proposal: the hash of what it was about, the hash of its ballots, and its result from the roll. */
export async function verifyClosed(tx: Tx): Promise<Checked[]> {
  const closed = (await proposals.list(tx, {})).filter(({ closedAt }) => closedAt !== null)
  return closed.map((proposal) => ({ id: proposal.id, number: proposal.number, fault: faultOf(proposal) }))
}

function faultOf(proposal: proposals.ProposalRow): Checked['fault'] {
  const sealed = sealedText(proposal.words, proposal.alternatives)
  if (sealed !== null && createHash('sha256').update(sealed).digest('hex') !== proposal.hash) return 'hash'
  if (hashOfBallots(proposal) !== proposal.ballotsHash) return 'ballots'
  const result = recount(proposal)
  // Results of the time before results kept their numbers in between say less; what they say must be the same.
  return comparable(proposal.result?.detail ? result : { ...result, detail: null }) === comparable(proposal.result) ? null : 'result'
}

// Keys in a fixed order: jsonb gives them back in its own.
const comparable = (result: Result | null) => canonicalAct({ workspaceId: '', seq: 0, name: 'proposal.closed', actorId: null, draftId: null, at: '', ids: {}, facts: { result } })
