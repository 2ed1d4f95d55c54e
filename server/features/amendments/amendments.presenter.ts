import type { AmendmentSummary, AmendmentView } from '#domain/contract/amendments.ts'
import type { PiecesView } from '#domain/contract/pieces.ts'
import type { Person } from '#domain/contract/shared.ts'
import { amendmentRoom } from '#domain/ids.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import type { AmendmentRow, DispositionRow } from './amendments.repository.ts'
import type { Pieces } from './pieces.service.ts'

export interface Around { readonly userId: string | null; readonly people: ReadonlyMap<string, Person> }

export const nobody = (id: string): Person => ({ id, name: '', role: null, functions: [], organisation: null })
const text = (at: Date | null) => at?.toISOString() ?? null

export function amendmentSummary(row: AmendmentRow, { userId, people }: Around): AmendmentSummary {
  const named = (ids: readonly string[]) => ids.map((id) => people.get(id) ?? nobody(id))
  return {
    id: row.id, draftId: row.draftId, number: row.number, title: row.title, reason: row.reason, openTo: row.openTo, role: row.role, state: row.state, outcome: row.outcome,
    sponsors: named(row.sponsors), supporters: named(row.supporters), isSponsor: userId !== null && row.sponsors.includes(userId),
    movedAt: row.movedAt.toISOString(), lodgedAt: text(row.lodgedAt), sealedAt: text(row.sealedAt), decidedAt: text(row.decidedAt), consolidatedAt: text(row.consolidatedAt), proposalId: row.proposalId,
    isVotedOn: row.isVotedOn, amends: row.amends, preempted: row.preemptedBy && { by: row.preemptedBy, clauseId: row.preemptedClauseId },
  }
}

export const amendmentView = (row: AmendmentRow, settled: DispositionRow | null, generation: number, around: Around): AmendmentView => ({
  ...amendmentSummary(row, around), baseSeq: row.baseSeq, consolidatedSeq: row.consolidatedSeq,
  settled: settled && { accepted: settled.accepted, pieces: [...settled.pieces], reason: settled.reason, by: around.people.get(settled.byId) ?? nobody(settled.byId), at: settled.at.toISOString() },
  words: row.words !== null && row.hash !== null ? { canonical: row.words, hash: row.hash } : null,
  sync: { room: amendmentRoom(row.id), schema: schemaVersion, generation },
})

export const piecesView = ({ from, seq, isBehind, pieces }: Pieces, people: ReadonlyMap<string, Person>): PiecesView => ({
  from, seq, isBehind,
  pieces: pieces.map(({ hunk: { id, clauseId }, stand, needs, instruction, now, wanted, changed }) => ({
    id, clauseId, stand, needs, now, wanted, changed: changed && { by: people.get(changed.userId) ?? nobody(changed.userId), at: changed.at.toISOString() },
    instruction: instruction.code === 'insertClause' ? { ...instruction, new: [...instruction.new] } : instruction,
  })),
})

export const peopleIn = (rows: readonly AmendmentRow[]) => rows.flatMap(({ sponsors, supporters }) => [...sponsors, ...supporters])
