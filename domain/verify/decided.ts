import { stakeholderRoles, type StakeholderRole } from '#domain/charter/roles.ts'
import { type BallotContent, ballotFault, choices, positions } from '#domain/decisions/ballot.ts'
import { objectionStates } from '#domain/decisions/consent.ts'
import type { Method, Quorum } from '#domain/decisions/method.ts'
import { type Result, resultOf } from '#domain/decisions/result.ts'
import { recordedBallotsText, sealedText, secretBallotsText } from '#domain/decisions/sealed.ts'
import { secretResult } from '#domain/decisions/secret.ts'
import { type RollLine, tallyOf } from '#domain/decisions/tally.ts'
import { secrecies } from '#domain/decisions/terms.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { anything, boolean, count, dictionary, digest, instant, list, Misshapen, object, oneOf, orMissing, orNull, type Shape, type Shaped, text } from './shape.ts'

// All that the verifier knows of how proposals, rolls and ballots are made stands in this file.

const role = oneOf(...stakeholderRoles)
const alternative = object({ id: text, label: text, words: orNull(text), amendmentId: orMissing(text) })

const threshold: Shape<Extract<Method, { kind: 'majority' }>['threshold']> = (value, path) => {
  const kind = oneOf('simple', 'absolute', 'qualified')(dictionary(value, path)['kind'], `${path}.kind`)
  return kind === 'qualified' ? object({ kind: oneOf('qualified'), numerator: count, denominator: count })(value, path) : object({ kind: oneOf(kind) })(value, path)
}
const method: Shape<Method> = (value, path) => {
  const kind = oneOf('majority', 'consent', 'score', 'ranked')(dictionary(value, path)['kind'], `${path}.kind`)
  if (kind === 'majority') return object({ kind: oneOf('majority'), threshold, concurrent: orNull(object({ roles: list(role), atLeast: count })) })(value, path)
  if (kind === 'ranked') return object({ kind: oneOf('ranked'), count: oneOf('instantRunoff', 'schulze') })(value, path)
  return object({ kind: oneOf(kind) })(value, path)
}
const minimum: Shape<NonNullable<Quorum['all']>> = (value, path) => (dictionary(value, path)['kind'] === 'number'
  ? object({ kind: oneOf('number'), electors: count })(value, path) : object({ kind: oneOf('share'), percent: count })(value, path))
const quorum: Shape<Quorum> = (value, path) => {
  const { all, roles } = object({ all: orNull(minimum), roles: dictionary })(value, path)
  return { all, roles: Object.fromEntries(Object.entries(roles).map(([own, needed]) => [role(own, `${path}.roles`), minimum(needed, `${path}.roles.${own}`)])) }
}
const content: Shape<BallotContent> = (value, path) => {
  const fields = dictionary(value, path)
  if ('choice' in fields) return object({ choice: oneOf(...choices) })(value, path)
  if ('position' in fields) return object({ position: oneOf(...positions) })(value, path)
  if ('ranking' in fields) return object({ ranking: list(list(text)) })(value, path)
  const { scores } = object({ scores: dictionary })(value, path)
  return { scores: Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, count(score, `${path}.scores.${id}`)])) }
}
const ballot = object({ electorId: text, content, reason: orNull(text), castAt: instant, revision: count, byProxy: orMissing(text) })

/**
 * A proposal as it is exported. Roll, ballots, objections, result and the hash of the ballots are there once it is closed; while it is open
 * they are null, so that the file says nothing of a vote that is under way. Of a secret ballot `ballots` is empty and `secret` has what
 * was published; nowhere does the file say who took part in it.
 */
export const exportedProposal = object({
  id: text, draftId: orNull(text), number: count, kind: text, question: text, clauseId: orNull(text), words: orNull(text), alternatives: list(alternative), hash: orNull(digest), seq: orNull(count),
  method, quorum, roles: list(role), reason: text, secrecy: oneOf(...secrecies), hidden: boolean, earlyClose: text, proxies: orMissing(boolean), charterVersion: count,
  openedAt: text, closesAt: text, closedAt: orNull(text), extensions: list(object({ from: text, to: text })),
  roll: orNull(list(object({ id: text, role }))), ballots: orNull(list(ballot)), secret: orNull(object({ papers: list(object({ role: orNull(role), content })), receipts: list(text) })),
  objections: orNull(list(object({ state: oneOf(...objectionStates) }))), result: anything, ballotsHash: orNull(digest),
})
export type ExportedProposal = Shaped<typeof exportedProposal>

type Facts = Readonly<Record<string, unknown>>

/**
 * Facts that the act of opening must carry as the proposal has them. An act of the first days says a rule where a later one says a method,
 * and neither the question nor the version of the charter.
 */
export function openingFacts({ kind, number, question, charterVersion, hash, seq, method: own, quorum: needed, alternatives, roles, reason, secrecy, hidden, earlyClose, proxies, closesAt, extensions, roll }: ExportedProposal, recorded: Facts): Facts {
  const always = { number, hash, seq, roles, closesAt: extensions[0]?.from ?? closesAt, ...('question' in recorded && { question, charterVersion }), ...((proxies || 'proxies' in recorded) && { proxies: proxies ?? false }), ...('kind' in recorded && { kind }), ...(roll && { electors: roll.length }) }
  return 'rule' in recorded ? always : { ...always, method: own, quorum: needed, alternatives: alternatives.map(({ id }) => id), reason, secrecy, hidden, earlyClose }
}

/** Facts that the act of closing must carry: what came of it, and the hash of the ballots it came of. */
export const closingFacts = ({ number, hash, ballotsHash }: ExportedProposal, { outcome, because, tally, winner }: Result, recorded: Facts): Facts => ({
  number, hash, ballotsHash, outcome, because, abstention: tally.abstention, cast: tally.cast, electors: tally.electors,
  ...(tally.kind === 'count' && { for: tally.for, against: tally.against }), ...('winner' in recorded && { winner }),
})

const recordedAmendments = list(object({ alternative: text, amendmentId: text, hash: digest }))

/**
 * The place of the first alternative that stands for a sealed amendment and is not the one, or has not the words, that was recorded when
 * the vote opened; null where all are.
 */
export function oddAmendment({ alternatives }: ExportedProposal, recorded: Facts, hash: (words: string) => string): string | null {
  const known = new Map(recordedAmendments(recorded['amendments'] ?? [], 'amendments').map((own) => [own.alternative, own]))
  for (const [index, { id, amendmentId, words }] of alternatives.entries()) {
    const own = known.get(id)
    if ((own?.amendmentId ?? null) !== amendmentId) return `alternatives[${index}].amendmentId`
    if (own && (words === null || hash(words) !== own.hash)) return `alternatives[${index}].words`
  }
  return null
}

/** The words that a closed vote agreed to, where it agreed to any: the ones put to the vote, or those of the alternative that won. */
export function agreedWords({ words, alternatives, result }: ExportedProposal): string | null {
  const { outcome, winner } = dictionaryOr(result)
  if (outcome !== 'adopted') return null
  return alternatives.length === 0 ? words : alternatives.find(({ id }) => id === winner)?.words ?? null
}

/** The text whose SHA-256 a ballot carries; null for a question alone. */
export const wordsText = ({ words, alternatives }: ExportedProposal): string | null => sealedText(words, alternatives)

const ballotsByElector = ({ ballots }: ExportedProposal) => new Map(ballots?.map((cast) => [cast.electorId, cast]))
const secretRoll = (roll: ExportedProposal['roll']) => (roll ?? []).map(({ id, role: own }) => ({ userId: id, role: own }))

/** The text whose SHA-256 is the hash of the ballots. */
export function canonicalBallots(proposal: ExportedProposal): string {
  const { id, roll, secret } = proposal
  if (secret) return secretBallotsText(id, { roll: secretRoll(roll), ...secret })
  const cast = ballotsByElector(proposal)
  return recordedBallotsText(id, secretRoll(roll).map((line) => {
    const own = cast.get(line.userId)
    return { ...line, ballot: own ? { content: own.content, reason: own.reason, castAt: new Date(own.castAt), revision: own.revision, byProxy: own.byProxy } : null }
  }))
}

/** The place of a ballot that the method does not know, or null. */
export const oddBallot = ({ ballots, secret, method: own, alternatives }: ExportedProposal): string | null => {
  const at = (contents: readonly { readonly content: BallotContent }[]) => contents.findIndex((cast) => ballotFault(cast.content, own, alternatives) !== null)
  const [open, hidden] = [at(ballots ?? []), at(secret?.papers ?? [])]
  if (open >= 0) return `ballots[${open}].content`
  return hidden >= 0 ? `secret.papers[${hidden}].content` : null
}

/**
 * The result of a proposal, counted anew. Null where what is published of a secret ballot is too little to count it by: so few voted that
 * the papers were destroyed, or they name no role where a rule asks for one. Then only the record says what came of it.
 */
export function recount(proposal: ExportedProposal): Result | null {
  const { roll, secret, objections, method: own, quorum: needed } = proposal
  if (secret) {
    const byRole = secret.papers.every((paper) => paper.role !== null)
    const asksForRoles = Object.keys(needed.roles).length > 0 || (own.kind === 'majority' && own.concurrent !== null)
    return secret.papers.length === 0 || (!byRole && asksForRoles) ? null : secretResult(turnoutOf(roll ?? [], secret.papers), secret.papers, proposal)
  }
  const cast = ballotsByElector(proposal)
  const lines = (roll ?? []).map(({ id, role: group }) => ({ role: group, hasCast: cast.has(id) }))
  const papers = (roll ?? []).flatMap(({ id, role: group }) => { const paper = cast.get(id); return paper ? [{ role: group, content: paper.content }] : [] })
  return resultOf(tallyOf(proposal, lines, papers), proposal, objections ?? [])
}

// Who took part is nobody's to know: how many did, in a role or in all, is what the count needs.
function turnoutOf(roll: readonly { readonly role: StakeholderRole }[], papers: readonly { readonly role: StakeholderRole | null }[]): RollLine[] {
  const left = papers.map((paper) => paper.role)
  return roll.map((line) => {
    const at = left.findIndex((own) => own === null || own === line.role)
    if (at >= 0) left.splice(at, 1)
    return { role: line.role, hasCast: at >= 0 }
  })
}

/** Whether a result in a file is the one that was counted. Results of the time before they kept their numbers in between say less. */
export const isSameResult = (counted: Result, given: unknown): boolean => {
  const { detail } = dictionaryOr(given)
  return canonicalJson(detail ? counted : { ...counted, detail: null }) === canonicalJson(given)
}

/** The result as the file has it, as far as the record repeats it. */
export function statedResult(given: unknown, path: string): Result {
  const { outcome, because, tally } = dictionary(given, path)
  const { electors, cast } = dictionary(tally, `${path}.tally`)
  if (typeof outcome !== 'string' || typeof because !== 'string') throw new Misshapen(path)
  count(electors, `${path}.tally.electors`)
  count(cast, `${path}.tally.cast`)
  return given as Result
}

const dictionaryOr = (value: unknown): Facts => (value !== null && typeof value === 'object' ? value as Facts : {})
