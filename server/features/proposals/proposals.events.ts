import type { Result } from '#domain/decisions/tally.ts'
import type { Happening } from '#server/db/context.ts'
import type { ProposalRow } from './proposals.repository.ts'

const idsOf = ({ id, clauseId, amendmentId }: Pick<ProposalRow, 'id' | 'clauseId' | 'amendmentId'>) => ({ proposalId: id, ...(clauseId && { clauseId }), ...(amendmentId && { amendmentId }) })

export const proposalOpened = (workspaceId: string, proposal: Pick<ProposalRow, 'id' | 'draftId' | 'clauseId' | 'amendmentId' | 'number' | 'hash' | 'seq' | 'rule' | 'quorum' | 'roles' | 'closesAt'>, electors: number): Happening => ({
  name: 'proposal.opened', workspaceId, draftId: proposal.draftId, ids: idsOf(proposal),
  facts: { number: proposal.number, hash: proposal.hash, seq: proposal.seq, rule: proposal.rule, quorum: proposal.quorum, roles: [...proposal.roles], closesAt: proposal.closesAt.toISOString(), electors },
})

export const proposalClosed = (workspaceId: string, proposal: ProposalRow, { outcome, because, tally }: Result, ballotsHash: string): Happening => ({
  name: 'proposal.closed', workspaceId, draftId: proposal.draftId, ids: idsOf(proposal),
  facts: { number: proposal.number, outcome, because, for: tally.for, against: tally.against, abstention: tally.abstention, cast: tally.cast, electors: tally.electors, hash: proposal.hash, ballotsHash },
})
