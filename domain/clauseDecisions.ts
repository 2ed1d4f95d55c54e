import type { RecordedAct } from './record.ts'

/** What an act did to the words of a clause: a vote on them ended, or they were put back or written in, accepted without a vote, or a printing point of them corrected. */
export const clauseDecisionKinds = ['adopted', 'rejected', 'invalid', 'restored', 'draftRestored', 'consolidated', 'accepted', 'corrected'] as const
export type ClauseDecisionKind = (typeof clauseDecisionKinds)[number]

/** One act that decided on the words of a clause, as the record has it. */
export interface ClauseDecision {
  readonly kind: ClauseDecisionKind
  readonly seq: number
  readonly at: string
  readonly actorId: string | null
  /** The vote that decided; `number` is its own, or where words were written in, that of the amendment. */
  readonly proposal: { readonly id: string; readonly number: number; readonly for: number; readonly against: number; readonly abstention: number } | null
  /** The amendment that was accepted without a vote, whose words they are, and whether all of it was. */
  readonly amendment: { readonly id: string; readonly number: number; readonly sponsors: readonly string[]; readonly isInPart: boolean } | null
  /** Of a printing point: what stood there, and what stands there since. */
  readonly correction: { readonly old: string; readonly new: string } | null
  /** Why it was done, where the act says so. */
  readonly reason: string | null
  /** SHA-256 of the canonical words that were voted on, or written. */
  readonly hash: string | null
  /** The place of the journal whose words were brought back. */
  readonly restoredSeq: number | null
}

type Act = Omit<RecordedAct, 'name' | 'workspaceId' | 'draftId'> & { readonly name: string }

/** Acts that decide on words; the record is asked for these alone. */
export const decidingActs = ['proposal.closed', 'clause.restored', 'draft.restored', 'amendment.consolidated', 'amendment.settled', 'clause.corrected'] as const

/**
 * The decisions on one clause, the latest first, from the record alone. In: acts of the record on its draft, in any order. A restoring of
 * the whole draft and a vote on it are told of every clause: the record does not say which of them it changed, or had.
 */
export function decisionsOn(acts: readonly Act[], clauseId: string): ClauseDecision[] {
  return acts.flatMap((act) => {
    const kind = concerns(act, clauseId) ? kindOf(act) : null
    return kind ? [decisionOf(act, kind)] : []
  }).sort((a, b) => b.seq - a.seq)
}

/** The latest act that gave the clause words; a vote that was lost left them as they were, and a printing point only mends them. Null where only its drafters did. */
export const originOf = (decisions: readonly ClauseDecision[]): ClauseDecision | null =>
  decisions.find(({ kind }) => kind !== 'rejected' && kind !== 'invalid' && kind !== 'corrected') ?? null

function concerns({ name, ids, facts }: Act, clauseId: string): boolean {
  const several = facts['clauses']
  return ids['clauseId'] === clauseId || name === 'draft.restored' || (name === 'proposal.closed' && facts['kind'] === 'draft') || (Array.isArray(several) && several.includes(clauseId))
}

function kindOf({ name, facts }: Act): ClauseDecisionKind | null {
  if (name === 'proposal.closed') return clauseDecisionKinds.find((kind) => kind === facts['outcome']) ?? null
  if (name === 'clause.restored') return 'restored'
  if (name === 'draft.restored') return 'draftRestored'
  if (name === 'amendment.settled') return facts['accepted'] === true ? 'accepted' : null
  if (name === 'clause.corrected') return 'corrected'
  return name === 'amendment.consolidated' ? 'consolidated' : null
}

function decisionOf({ seq, at, actorId, ids, facts }: Act, kind: ClauseDecisionKind): ClauseDecision {
  const numberIn = (key: string) => (typeof facts[key] === 'number' ? facts[key] : 0)
  const { proposalId, amendmentId } = ids
  const textIn = (key: string) => (typeof facts[key] === 'string' ? facts[key] : null)
  const sponsors: unknown = facts['sponsors']
  return {
    kind, seq, at, actorId, hash: textIn('hash'), reason: textIn('reason'),
    proposal: proposalId ? { id: proposalId, number: numberIn('number'), for: numberIn('for'), against: numberIn('against'), abstention: numberIn('abstention') } : null,
    amendment: kind === 'accepted' && amendmentId
      ? { id: amendmentId, number: numberIn('number'), sponsors: Array.isArray(sponsors) ? sponsors.filter((id) => typeof id === 'string') : [], isInPart: numberIn('left') > 0 } : null,
    correction: kind === 'corrected' ? { old: textIn('old') ?? '', new: textIn('new') ?? '' } : null,
    restoredSeq: typeof facts['restoredSeq'] === 'number' ? facts['restoredSeq'] : null,
  }
}
