import type { AmendmentOutcome } from '#domain/amendments/states.ts'
import type { LinkKind } from '#domain/amendments/linkKinds.ts'
import type { Happening } from '#server/db/context.ts'
import type { AmendmentRow } from './amendments.repository.ts'

type Of = Pick<AmendmentRow, 'id' | 'draftId'>

/** Told without its id: until it is handed in, not everyone may know of it. */
export const amendmentMoved = (workspaceId: string, { draftId }: Of): Happening => ({ name: 'amendment.moved', workspaceId, draftId, ids: {} })
export const amendmentChanged = (workspaceId: string, { draftId }: Of): Happening => ({ name: 'amendment.changed', workspaceId, draftId, ids: {} })

export const amendmentLodged = (workspaceId: string, { id, draftId, sponsors, amends }: AmendmentRow, number: number): Happening =>
  ({ name: 'amendment.lodged', workspaceId, draftId, ids: { amendmentId: id, ...(amends && { amendsId: amends.id }) }, facts: { number, sponsors: [...sponsors], ...(amends && { amends: amends.number }) } })

/** What the sponsors of an amendment said to one that would change it. */
export const amendmentAnswered = (workspaceId: string, { id, draftId, number, sponsors, amends }: AmendmentRow, facts: { accepted: boolean; reason: string; seq: number | null; taken: number; left: number; clauses: readonly string[] }): Happening =>
  ({ name: 'amendment.answered', workspaceId, draftId, ids: { amendmentId: id, ...(amends && { amendsId: amends.id }) }, facts: { number, amends: amends?.number ?? null, sponsors: [...sponsors], ...facts, clauses: [...facts.clauses] } })

export const amendmentRebased = (workspaceId: string, { id, draftId, number, baseSeq }: AmendmentRow, facts: { to: number; taken: number; left: number }): Happening =>
  ({ name: 'amendment.rebased', workspaceId, draftId, ids: { amendmentId: id }, facts: { number, from: baseSeq, ...facts } })

export const amendmentSealed = (workspaceId: string, { id, draftId, number, baseSeq }: AmendmentRow, hash: string, clauses: readonly string[]): Happening =>
  ({ name: 'amendment.sealed', workspaceId, draftId, ids: { amendmentId: id }, facts: { number, hash, baseSeq, clauses: [...clauses] } })

export const amendmentSettled = (workspaceId: string, { id, draftId, number, sponsors }: AmendmentRow, facts: { accepted: boolean; reason: string; hash: string; seq: number | null; taken: number; left: number; clauses: readonly string[] }): Happening =>
  ({ name: 'amendment.settled', workspaceId, draftId, ids: { amendmentId: id }, facts: { number, sponsors: [...sponsors], ...facts, clauses: [...facts.clauses] } })

/** By what an amendment was not called: the other one, and the clause of it that this one changed first; null where a vote chose the other. */
export interface Preemption { readonly by: Pick<AmendmentRow, 'id' | 'number'>; readonly clauseId: string | null }

export const amendmentDecided = (workspaceId: string, { id, draftId, number, hash }: AmendmentRow, outcome: AmendmentOutcome, proposalId: string | null, preemption: Preemption | null = null): Happening => ({
  name: 'amendment.decided', workspaceId, draftId, ids: { amendmentId: id, ...(proposalId && { proposalId }), ...(preemption && { byAmendmentId: preemption.by.id }) },
  facts: { number, outcome, hash, ...(preemption && { by: preemption.by.number, clauseId: preemption.clauseId }) },
})

export const amendmentConsolidated = (workspaceId: string, { id, draftId, number, hash, sponsors, decidedBy }: AmendmentRow, written: { seq: number; clauses: readonly string[] }): Happening =>
  ({ name: 'amendment.consolidated', workspaceId, draftId, ids: { amendmentId: id, ...(decidedBy && { proposalId: decidedBy }) }, facts: { number, hash, sponsors: [...sponsors], seq: written.seq, clauses: [...written.clauses] } })

type Linked = Pick<AmendmentRow, 'id' | 'draftId' | 'number'>

export const amendmentLinked = (workspaceId: string, { id, draftId, number }: Linked, other: Linked, { kind, note }: { kind: LinkKind; note: string }): Happening =>
  ({ name: 'amendment.linked', workspaceId, draftId, ids: { amendmentId: id, otherId: other.id }, facts: { number, otherNumber: other.number, kind, note } })

export const amendmentUnlinked = (workspaceId: string, { id, draftId, number }: Linked, other: Linked): Happening =>
  ({ name: 'amendment.unlinked', workspaceId, draftId, ids: { amendmentId: id, otherId: other.id }, facts: { number, otherNumber: other.number } })
