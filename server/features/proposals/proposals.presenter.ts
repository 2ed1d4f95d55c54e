import { createHash } from 'node:crypto'
import { ballotContent, method, resultView, tallyView } from '#domain/contract/methods.ts'
import type { BallotView, ObjectionView, ProposalSummary, ProposalView, SecretBallotsView } from '#domain/contract/proposals.ts'
import type { Localized, Person } from '#domain/contract/shared.ts'
import { type BallotContent, canonicalBallot } from '#domain/decisions/ballot.ts'
import { isSuspended } from '#domain/decisions/consent.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import type { ObjectionRow, ProposalRow, Published } from './proposals.repository.ts'
import type { OwnProxy } from './proxies.service.ts'
import type { ElectorRow } from './roll.repository.ts'
import type { BallotPage, Standing } from './standing.service.ts'

export interface Around { readonly userId: string | null; readonly workspaceId: string; readonly drafts: ReadonlyMap<string, { readonly title: Localized; readonly language: LabelLanguage }>; readonly people: ReadonlyMap<string, Person>; readonly standings: ReadonlyMap<string, Standing> }

const nobody = (id: string): Person => ({ id, name: '', role: null, functions: [], organisation: null })
const personOf = ({ people }: Pick<Around, 'people'>, id: string) => people.get(id) ?? nobody(id)
const at = (time: Date | null) => time?.toISOString() ?? null

/** A recorded ballot as whoever cast it sees it. */
export const ownBallot = ({ content, reason, castAt }: { content: BallotContent; reason: string | null; castAt: Date }) => ({ content: ballotContent.parse(content), reason, castAt: castAt.toISOString() })

export function proposalSummary(row: ProposalRow, around: Around): ProposalSummary {
  const { mine, electors, cast, tally } = around.standings.get(row.id) ?? { mine: null, electors: 0, cast: null, tally: null }
  const { id, draftId, number, kind, question, clauseId, clauseLabel, amendmentId, reason, secrecy, hidden, earlyClose, proxies, closedAt, closesAt } = row
  return {
    id, draftId, draftTitle: draftId === null ? null : around.drafts.get(draftId)?.title ?? { en: '' }, draftLanguage: draftId === null ? null : around.drafts.get(draftId)?.language ?? null, workspaceId: around.workspaceId, number, kind, question, clauseId, clauseLabel, amendmentId,
    method: method.parse(row.method), quorum: row.quorum, alternatives: row.alternatives.map(({ id: own, label, amendmentId: of }) => ({ id: own, label, amendmentId: of })), roles: [...row.roles], reason, secrecy, hidden, earlyClose, proxies,
    openedAt: row.openedAt.toISOString(), closesAt: closesAt.toISOString(), closedAt: at(closedAt), openedBy: personOf(around, row.openedById), suspended: closedAt === null && isSuspended(row.objections),
    electors, cast, tally: tally && tallyView(tally), result: row.result && closedAt ? resultView(row.result) : null, onRoll: mine !== null, voted: mine?.hasCast ?? false,
    myBallot: mine?.ballot ? ownBallot(mine.ballot) : null,
  }
}

/** Ballots with the role each elector counts for in this vote, whatever they are now. A recorded vote: names are published. */
export const ballotViews = (electors: readonly ElectorRow[], around: Pick<Around, 'people'>): BallotView[] => electors.flatMap(({ userId, role, ballot }) => (ballot ? [{
  id: ballot.id, elector: { ...personOf(around, userId), role }, content: ballotContent.parse(ballot.content), reason: ballot.reason, castAt: ballot.castAt.toISOString(), changed: ballot.revision > 1, byProxy: ballot.byProxy === null ? null : personOf(around, ballot.byProxy),
}] : []))

const objectionView = ({ id, userId, words, raisedAt, state, answer, answeredById, answeredAt, withdrawnAt, upheldAt }: ObjectionRow, around: Around): ObjectionView => ({
  id, author: personOf(around, userId), words, raisedAt: raisedAt.toISOString(), state, withdrawnAt: at(withdrawnAt), upheldAt: at(upheldAt),
  answer: answer !== null && answeredById !== null && answeredAt ? { words: answer, by: personOf(around, answeredById), at: answeredAt.toISOString() } : null,
})

const secretAtOnce = 50

/** What a closed secret ballot published, from this place on. What is published never changes, so a place stays what it is. */
export function secretViews({ papers: all, receipts }: Published, from = 0): SecretBallotsView {
  const papers = [...all].sort((a, b) => (canonicalBallot(a.content) + a.role < canonicalBallot(b.content) + b.role ? -1 : 1))
  const upTo = from + secretAtOnce
  return { papers: papers.slice(from, upTo).map(({ role, content }) => ({ role, content: ballotContent.parse(content) })), receipts: receipts.slice(from, upTo), more: Math.max(papers.length, receipts.length) > upTo }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** How proxies stand in a vote: for whoever asks, and how many ballots were cast by them. */
export interface Proxies { readonly own: OwnProxy | null; readonly cast: number | null }

const proxyView = ({ givenTo, heldFor, isUsed, heldBallot, eligible }: OwnProxy, around: Around): ProposalView['proxy'] => ({
  givenTo: givenTo === null ? null : personOf(around, givenTo), heldFor: heldFor === null ? null : personOf(around, heldFor), isUsed, eligible: eligible.map((id) => personOf(around, id)),
  heldBallot: heldBallot && { content: ballotContent.parse(heldBallot.content), reason: heldBallot.reason, castAt: heldBallot.castAt.toISOString() },
})

export const proposalView = (row: ProposalRow, { electors, more }: BallotPage, published: Published | null, proxies: Proxies, charter: ProposalView['charter'], around: Around): ProposalView => ({
  ...proposalSummary(row, around), alternatives: row.alternatives.map((own) => ({ ...own, hash: own.words === null ? null : sha256(own.words) })), hash: row.hash,
  words: row.words === null ? null : { canonical: row.words, hash: sha256(row.words), seq: row.seq, version: String(row.seq ?? row.charterVersion + 1) },
  charter,
  closedBy: row.closedById ? personOf(around, row.closedById) : null, ballots: ballotViews(electors, around), moreBallots: more, ballotsHash: row.ballotsHash,
  objections: row.objections.map((objection) => objectionView(objection, around)),
  extensions: row.extensions.map(({ from, to, reason, byId, at: when }) => ({ from, to, reason, by: personOf(around, byId), at: when })),
  secretBallots: published && secretViews(published), castByProxy: proxies.cast, proxy: proxies.own && proxyView(proxies.own, around),
})

export const peopleIn = (rows: readonly ProposalRow[]) => rows.flatMap(({ openedById, closedById, objections, extensions }) => [
  openedById, ...(closedById ? [closedById] : []), ...objections.flatMap(({ userId, answeredById }) => [userId, ...answeredById ? [answeredById] : []]), ...extensions.map(({ byId }) => byId),
])
