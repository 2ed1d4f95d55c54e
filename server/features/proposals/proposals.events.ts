import type { Result } from '#domain/decisions/result.ts'
import type { Happening } from '#server/db/context.ts'
import type { Extension, ProposalRow } from './proposals.repository.ts'

const idsOf = ({ id, clauseId, amendmentId }: Pick<ProposalRow, 'id' | 'clauseId' | 'amendmentId'>) => ({ proposalId: id, ...(clauseId && { clauseId }), ...(amendmentId && { amendmentId }) })

type Opened = Pick<ProposalRow, 'id' | 'draftId' | 'clauseId' | 'amendmentId' | 'number' | 'hash' | 'seq' | 'method' | 'quorum' | 'alternatives' | 'roles' | 'reason' | 'secrecy' | 'hidden' | 'earlyClose' | 'closesAt'>
export const proposalOpened = (workspaceId: string, proposal: Opened, electors: number): Happening => {
  const { number, hash, seq, method, quorum, alternatives, roles, reason, secrecy, hidden, earlyClose, closesAt, draftId } = proposal
  return {
    name: 'proposal.opened', workspaceId, draftId, ids: idsOf(proposal),
    facts: { number, hash, seq, method, quorum, alternatives: alternatives.map(({ id }) => id), roles: [...roles], reason, secrecy, hidden, earlyClose, closesAt: closesAt.toISOString(), electors },
  }
}

export const proposalExtended = (workspaceId: string, proposal: ProposalRow, { from, to, reason }: Extension): Happening =>
  ({ name: 'proposal.extended', workspaceId, draftId: proposal.draftId, ids: idsOf(proposal), facts: { number: proposal.number, from, to, reason } })

export const proposalClosed = (workspaceId: string, proposal: ProposalRow, { outcome, because, tally, winner }: Result, ballotsHash: string): Happening => ({
  name: 'proposal.closed', workspaceId, draftId: proposal.draftId, ids: idsOf(proposal),
  facts: {
    number: proposal.number, outcome, because, winner, ...(tally.kind === 'count' && { for: tally.for, against: tally.against }),
    abstention: tally.abstention, cast: tally.cast, electors: tally.electors, hash: proposal.hash, ballotsHash,
  },
})
