import { createHash } from 'node:crypto'
import type { VoteProxy } from '#domain/decisions/proxies.ts'
import type { Result } from '#domain/decisions/result.ts'
import type { Happening } from '#server/db/context.ts'
import type { Extension, ProposalRow } from './proposals.repository.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const idsOf = ({ id, clauseId, amendmentId }: Pick<ProposalRow, 'id' | 'clauseId' | 'amendmentId'>) => ({ proposalId: id, ...(clauseId && { clauseId }), ...(amendmentId && { amendmentId }) })

/** Each amendment that is chosen among by the hash of its words, so that whoever reads the record can tell which of them were changed. */
const amendmentsOn = (alternatives: ProposalRow['alternatives']) => alternatives.flatMap(({ id, amendmentId, words }) => (amendmentId !== null && words !== null ? [{ alternative: id, amendmentId, hash: sha256(words) }] : []))

const placeOf = (workspaceId: string, { draftId }: Pick<ProposalRow, 'draftId'>) => ({ workspaceId, ...(draftId !== null && { draftId }) })

type Opened = Pick<ProposalRow, 'id' | 'draftId' | 'clauseId' | 'amendmentId' | 'kind' | 'number' | 'question' | 'charterVersion' | 'hash' | 'seq' | 'method' | 'quorum' | 'alternatives' | 'roles' | 'reason' | 'secrecy' | 'hidden' | 'earlyClose' | 'proxies' | 'closesAt'>
export const proposalOpened = (workspaceId: string, proposal: Opened, electors: number): Happening => {
  const { kind, number, question, charterVersion, hash, seq, method, quorum, alternatives, roles, reason, secrecy, hidden, earlyClose, proxies, closesAt } = proposal
  const amendments = amendmentsOn(alternatives)
  return {
    name: 'proposal.opened', ...placeOf(workspaceId, proposal), ids: idsOf(proposal),
    facts: {
      kind, number, question, charterVersion, hash, seq, method, quorum, alternatives: alternatives.map(({ id }) => id), ...(amendments.length > 0 && { amendments }),
      roles: [...roles], reason, secrecy, hidden, earlyClose, ...(proxies && { proxies }), closesAt: closesAt.toISOString(), electors,
    },
  }
}

/** Electors of this roll whose accounts share a mailbox, mailbox by mailbox: ids only, never an address. */
export const rollFlagged = (workspaceId: string, proposal: Opened, mailboxes: readonly (readonly string[])[]): Happening =>
  ({ name: 'roll.flagged', ...placeOf(workspaceId, proposal), ids: idsOf(proposal), facts: { number: proposal.number, accounts: mailboxes.flat().length, mailboxes } })

export const proposalExtended = (workspaceId: string, proposal: ProposalRow, { from, to, reason }: Extension): Happening =>
  ({ name: 'proposal.extended', ...placeOf(workspaceId, proposal), ids: idsOf(proposal), facts: { number: proposal.number, from, to, reason } })

/** Told to everybody, of nobody: whoever hears it knows whether they have voted. */
export const proposalReminded = (workspaceId: string, proposal: ProposalRow): Happening => ({ name: 'proposal.reminded', ...placeOf(workspaceId, proposal), ids: idsOf(proposal) })

/** A proxy that was named, or ended before it was used. */
export const proxyAct = (name: 'proxy.named' | 'proxy.ended', workspaceId: string, proposal: ProposalRow, { giverId, holderId }: VoteProxy): Happening =>
  ({ name, ...placeOf(workspaceId, proposal), ids: { ...idsOf(proposal), giverId, holderId }, facts: { number: proposal.number } })

export const proposalClosed = (workspaceId: string, proposal: ProposalRow, { outcome, because, tally, winner }: Result, ballotsHash: string): Happening => ({
  name: 'proposal.closed', ...placeOf(workspaceId, proposal), ids: idsOf(proposal),
  facts: {
    kind: proposal.kind, number: proposal.number, outcome, because, winner, ...(tally.kind === 'count' && { for: tally.for, against: tally.against }),
    abstention: tally.abstention, cast: tally.cast, electors: tally.electors, hash: proposal.hash, ballotsHash,
  },
})
