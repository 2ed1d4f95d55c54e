import type { BallotView, ProposalSummary, ProposalView } from '#domain/contract/proposals.ts'
import type { Localized, Person } from '#domain/contract/shared.ts'
import { tallyOf } from '#domain/decisions/tally.ts'
import type { ElectorRow, ProposalRow } from './proposals.repository.ts'

export interface Around { readonly userId: string | null; readonly workspaceId: string; readonly titles: ReadonlyMap<string, Localized>; readonly people: ReadonlyMap<string, Person> }

const nobody = (id: string): Person => ({ id, name: '', role: null, functions: [], organisation: null })
const personOf = ({ people }: Around, id: string) => people.get(id) ?? nobody(id)

export function proposalSummary(row: ProposalRow, around: Around): ProposalSummary {
  const mine = row.electors.find(({ userId }) => userId === around.userId)
  return {
    id: row.id, draftId: row.draftId, draftTitle: around.titles.get(row.draftId) ?? { en: '' }, workspaceId: around.workspaceId,
    number: row.number, question: row.question, clauseId: row.clauseId, clauseLabel: row.clauseLabel, amendmentId: row.amendmentId, rule: row.rule, quorum: row.quorum, roles: [...row.roles],
    openedAt: row.openedAt.toISOString(), closesAt: row.closesAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null, openedBy: personOf(around, row.openedById),
    tally: tallyOf(row.electors.map(({ role, ballot }) => ({ role, choice: ballot?.choice ?? null }))),
    result: row.result && { ...row.result, groupsWithoutMajority: [...row.result.groupsWithoutMajority] },
    myBallot: mine?.ballot ? { choice: mine.ballot.choice, reason: mine.ballot.reason, castAt: mine.ballot.castAt.toISOString() } : null, onRoll: mine !== undefined,
  }
}

/** Ballots with the role each elector counts for in this vote, whatever they are now. A recorded vote: names are published. */
function ballotViews({ electors }: ProposalRow, around: Around): BallotView[] {
  const cast = electors.filter((elector): elector is ElectorRow & { ballot: NonNullable<ElectorRow['ballot']> } => elector.ballot !== null)
  return cast.sort((a, b) => a.ballot.castAt.getTime() - b.ballot.castAt.getTime()).map(({ userId, role, ballot }) => ({
    id: ballot.id, elector: { ...personOf(around, userId), role }, choice: ballot.choice, reason: ballot.reason, castAt: ballot.castAt.toISOString(), changed: ballot.revision > 1,
  }))
}

export const proposalView = (row: ProposalRow, around: Around): ProposalView => ({
  ...proposalSummary(row, around),
  words: row.words !== null && row.hash !== null && row.seq !== null ? { canonical: row.words, hash: row.hash, seq: row.seq, version: String(row.seq) } : null,
  closedBy: row.closedById ? personOf(around, row.closedById) : null, ballots: ballotViews(row, around), ballotsHash: row.ballotsHash,
})

export const peopleIn = (rows: readonly ProposalRow[]) => rows.flatMap(({ openedById, closedById, electors }) => [openedById, ...(closedById ? [closedById] : []), ...electors.map(({ userId }) => userId)])
