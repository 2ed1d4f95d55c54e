import { createHash } from 'node:crypto'
import { ballotContent, method, resultView, tallyView } from '#domain/contract/methods.ts'
import type { BallotView, ObjectionView, ProposalSummary, ProposalView } from '#domain/contract/proposals.ts'
import type { Localized, Person } from '#domain/contract/shared.ts'
import { canonicalBallot } from '#domain/decisions/ballot.ts'
import { isSuspended } from '#domain/decisions/consent.ts'
import { tallyNow } from './closing.service.ts'
import type { ElectorRow, ObjectionRow, ProposalRow } from './proposals.repository.ts'

export interface Around { readonly userId: string | null; readonly workspaceId: string; readonly titles: ReadonlyMap<string, Localized>; readonly people: ReadonlyMap<string, Person> }

const nobody = (id: string): Person => ({ id, name: '', role: null, functions: [], organisation: null })
const personOf = ({ people }: Around, id: string) => people.get(id) ?? nobody(id)
const at = (time: Date | null) => time?.toISOString() ?? null

/** What may be told of the count now: nothing that is hidden, and of an open secret ballot not even who has voted. */
function countOf(row: ProposalRow): Pick<ProposalSummary, 'electors' | 'cast' | 'tally' | 'result'> {
  const { result, closedAt, hidden, secrecy, electors } = row
  const cast = electors.filter(({ hasCast }) => hasCast).length
  if (result && closedAt) return { electors: electors.length, cast: result.tally.cast, tally: tallyView(result.tally), result: resultView(result) }
  return { electors: electors.length, cast: secrecy === 'secret' ? null : cast, tally: hidden ? null : tallyView(tallyNow(row)), result: null }
}

export function proposalSummary(row: ProposalRow, around: Around): ProposalSummary {
  const mine = row.electors.find(({ userId }) => userId === around.userId)
  const { id, draftId, number, kind, question, clauseId, clauseLabel, amendmentId, reason, secrecy, hidden, earlyClose, closedAt, closesAt } = row
  return {
    id, draftId, draftTitle: around.titles.get(draftId) ?? { en: '' }, workspaceId: around.workspaceId, number, kind, question, clauseId, clauseLabel, amendmentId,
    method: method.parse(row.method), quorum: row.quorum, alternatives: row.alternatives.map(({ id: own, label, amendmentId: of }) => ({ id: own, label, amendmentId: of })), roles: [...row.roles], reason, secrecy, hidden, earlyClose,
    openedAt: row.openedAt.toISOString(), closesAt: closesAt.toISOString(), closedAt: at(closedAt), openedBy: personOf(around, row.openedById), suspended: closedAt === null && isSuspended(row.objections),
    ...countOf(row), onRoll: mine !== undefined, voted: mine?.hasCast ?? false,
    myBallot: mine?.ballot ? { content: ballotContent.parse(mine.ballot.content), reason: mine.ballot.reason, castAt: mine.ballot.castAt.toISOString() } : null,
  }
}

/** Ballots with the role each elector counts for in this vote, whatever they are now. A recorded vote: names are published, once its count is. */
function ballotViews({ electors, hidden, closedAt }: ProposalRow, around: Around): BallotView[] {
  if (hidden && closedAt === null) return []
  const cast = electors.filter((elector): elector is ElectorRow & { ballot: NonNullable<ElectorRow['ballot']> } => elector.ballot !== null)
  return cast.sort((a, b) => a.ballot.castAt.getTime() - b.ballot.castAt.getTime()).map(({ userId, role, ballot }) => ({
    id: ballot.id, elector: { ...personOf(around, userId), role }, content: ballotContent.parse(ballot.content), reason: ballot.reason, castAt: ballot.castAt.toISOString(), changed: ballot.revision > 1,
  }))
}

const objectionView = ({ id, userId, words, raisedAt, state, answer, answeredById, answeredAt, withdrawnAt, upheldAt }: ObjectionRow, around: Around): ObjectionView => ({
  id, author: personOf(around, userId), words, raisedAt: raisedAt.toISOString(), state, withdrawnAt: at(withdrawnAt), upheldAt: at(upheldAt),
  answer: answer !== null && answeredById !== null && answeredAt ? { words: answer, by: personOf(around, answeredById), at: answeredAt.toISOString() } : null,
})

function secretViews({ published }: ProposalRow): ProposalView['secretBallots'] {
  if (!published) return null
  const papers = [...published.papers].sort((a, b) => (canonicalBallot(a.content) + a.role < canonicalBallot(b.content) + b.role ? -1 : 1))
  return { papers: papers.map(({ role, content }) => ({ role, content: ballotContent.parse(content) })), receipts: [...published.receipts] }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export const proposalView = (row: ProposalRow, around: Around): ProposalView => ({
  ...proposalSummary(row, around), alternatives: row.alternatives.map((own) => ({ ...own, hash: own.words === null ? null : sha256(own.words) })), hash: row.hash,
  words: row.words !== null && row.seq !== null ? { canonical: row.words, hash: sha256(row.words), seq: row.seq, version: String(row.seq) } : null,
  closedBy: row.closedById ? personOf(around, row.closedById) : null, ballots: ballotViews(row, around), ballotsHash: row.ballotsHash,
  objections: row.objections.map((objection) => objectionView(objection, around)),
  extensions: row.extensions.map(({ from, to, reason, byId, at: when }) => ({ from, to, reason, by: personOf(around, byId), at: when })),
  secretBallots: secretViews(row),
})

export const peopleIn = (rows: readonly ProposalRow[]) => rows.flatMap(({ openedById, closedById, electors, objections, extensions }) => [
  openedById, ...(closedById ? [closedById] : []), ...electors.map(({ userId }) => userId), ...objections.flatMap(({ answeredById }) => answeredById ?? []), ...extensions.map(({ byId }) => byId),
])
