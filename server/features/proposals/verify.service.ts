import { createHash } from 'node:crypto'
import { canonicalAct } from '#domain/record.ts'
import type { Tx } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as proposals from './proposals.repository.ts'
import { hashOfBallots, recount } from './proposals.service.ts'

export interface Checked { readonly id: string; readonly number: number; readonly fault: 'hash' | 'result' | 'ballots' | null }

/** Recomputes every closed proposal: the hash of its words, the hash of its ballots, and its result from the roll. */
export async function verifyClosed(tx: Tx): Promise<Checked[]> {
  const closed = (await proposals.list(tx, {})).filter(({ closedAt }) => closedAt !== null)
  return Promise.all(closed.map(async (proposal) => ({ id: proposal.id, number: proposal.number, fault: await faultOf(tx, proposal) })))
}

async function faultOf(tx: Tx, proposal: proposals.ProposalRow): Promise<Checked['fault']> {
  const place = await drafts.placeOf(tx, proposal.draftId)
  if (proposal.words !== null && createHash('sha256').update(proposal.words).digest('hex') !== proposal.hash) return 'hash'
  if (hashOfBallots(proposal) !== proposal.ballotsHash) return 'ballots'
  const result = place && await recount(tx, place.workspaceId, proposal)
  return comparable(result) === comparable(proposal.result) ? null : 'result'
}

// Keys in a fixed order: jsonb gives them back in its own.
const comparable = (result: unknown) => canonicalAct({ workspaceId: '', seq: 0, name: 'proposal.closed', actorId: null, draftId: null, at: '', ids: {}, facts: { result } })
