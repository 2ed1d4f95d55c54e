import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { BallotContent } from '#domain/decisions/ballot.ts'
import { choosesAmong, type Method, type Quorum } from '#domain/decisions/method.ts'
import type { Result } from '#domain/decisions/result.ts'
import { canonicalAct, type RecordedAct } from '#domain/record.ts'
import { chainOrigin, hashOfAct, type Sha256 } from '#domain/verify/chain.ts'
import { canonicalBallots, closingFacts, type ExportedProposal, openingFacts, recount, wordsText } from '#domain/verify/decided.ts'
import { exportFormat, type RecordExport } from '#domain/verify/recordExport.ts'

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** One proposal to be made up: its roll with what each elector cast, and whether it is decided. */
export interface MadeProposal {
  readonly words: string | null
  readonly method: Method
  readonly quorum: Quorum
  readonly electors: readonly { readonly role: StakeholderRole; readonly content: BallotContent | null; readonly reason: string | null; readonly revision: number }[]
  readonly isClosed: boolean
}

export const workspaceId = '11111111-1111-4111-8111-111111111111'
const at = '2026-11-27T10:00:00.000Z'
/** What the made-up proposals choose among, where they choose. */
export const alternatives: ExportedProposal['alternatives'] = [{ id: 'keep', label: '', words: null, amendmentId: null }, { id: 'a', label: 'A', words: 'Other words.', amendmentId: null }, { id: 'b', label: 'B', words: null, amendmentId: null }]

type Act = Pick<RecordedAct, 'name'> & Partial<RecordedAct>

/** A chain of acts, each hashed after the one before it, as the server appends them. */
export function chained(acts: readonly Act[]): RecordExport['record'] {
  let last = chainOrigin
  return acts.map((act) => {
    const seq = last.seq + 1
    const canonical = canonicalAct({ workspaceId, actorId: 'u1', draftId: null, at, ids: {}, facts: {}, ...act, seq })
    const row = { seq, canonical, prevHash: last.hash, hash: hashOfAct(last.hash, new TextEncoder().encode(canonical), sha256) }
    last = row
    return row
  })
}

function exported({ words, method, quorum, electors, isClosed }: MadeProposal, index: number): ExportedProposal {
  const groups = [...new Set(electors.map(({ role }) => role))]
  const about = { words, alternatives: choosesAmong(method) ? alternatives : [] }
  const open: ExportedProposal = {
    id: `22222222-2222-4222-8222-00000000000${index}`, draftId: '33333333-3333-4333-8333-333333333333', number: index + 1, kind: 'clause', question: 'Shall it be so?', clauseId: words === null ? null : 'clause',
    ...about, hash: null, seq: words === null ? null : index + 4, method, quorum, roles: groups, reason: 'optional', secrecy: 'recorded', hidden: false, earlyClose: 'never', proxies: false, charterVersion: 1,
    openedAt: at, closesAt: at, closedAt: null, extensions: [], roll: null, ballots: null, secret: null, objections: null, result: null, ballotsHash: null,
  }
  const sealed = wordsText(open)
  const whole = { ...open, hash: sealed === null ? null : hashOf(sealed) }
  if (!isClosed) return whole
  const idOf = (place: number) => `u${index}-${place}`
  const decided: ExportedProposal = {
    ...whole, closedAt: at, roll: electors.map(({ role }, place) => ({ id: idOf(place), role })), objections: [],
    ballots: electors.flatMap(({ content, reason, revision }, place) => (content ? [{ electorId: idOf(place), content, reason, castAt: at, revision, byProxy: null }] : [])),
  }
  return { ...decided, result: recount(decided), ballotsHash: hashOf(canonicalBallots(decided)) }
}

const opened = (proposal: ExportedProposal, electors: number): Act => ({
  name: 'proposal.opened', draftId: proposal.draftId, ids: { proposalId: proposal.id, ...(proposal.clauseId && { clauseId: proposal.clauseId }) }, facts: { ...openingFacts(proposal, { question: true }), electors },
})
const closed = (proposal: ExportedProposal): Act => ({
  name: 'proposal.closed', draftId: proposal.draftId, ids: { proposalId: proposal.id }, facts: closingFacts(proposal, proposal.result as Result, { winner: null }),
})

/** The export of a workspace in which this was put to the vote; every hash in it is right. */
export function madeExport(made: readonly MadeProposal[], more: Partial<RecordExport> & { readonly acts?: readonly Act[] } = {}): RecordExport {
  const { acts = [], ...rest } = more
  const proposals = made.map(exported)
  const charter = canonicalJson(defaultCharter)
  const record = chained([
    { name: 'workspace.created' }, { name: 'charter.adopted', facts: { version: 1, hash: hashOf(charter) } },
    ...proposals.flatMap((proposal, index) => [opened(proposal, made[index]?.electors.length ?? 0), ...(proposal.closedAt ? [closed(proposal)] : [])]), ...acts,
  ])
  const { seq, hash } = record.at(-1) ?? chainOrigin
  return {
    format: exportFormat, exportedAt: at, workspace: { id: workspaceId, name: 'A round table', createdAt: at }, head: { seq, hash }, record,
    charters: [{ version: 1, canonical: charter }], proposals, consolidations: [], corrections: [], people: [], ...rest,
  }
}
