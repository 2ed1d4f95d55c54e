import { decisionRules } from '#domain/charter/charter.ts'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import { choices, type Result, resultOf, tallyOf } from '#domain/decisions/tally.ts'
import { anything, count, dictionary, digest, list, object, oneOf, orNull, type Shaped, text } from './shape.ts'

// All that the verifier knows of how proposals, rolls and ballots are made stands in this file.

const role = oneOf(...stakeholderRoles)
const elector = object({ id: text, role })
const ballot = object({ electorId: text, choice: oneOf(...choices), reason: orNull(text), castAt: text, revision: count })

/**
 * A proposal as it is exported. Roll, ballots, result and the hash of the ballots are there once it is closed; while it is open they are
 * null, so that the file says nothing of a vote that is under way.
 */
export const exportedProposal = object({
  id: text, draftId: text, number: count, question: text, clauseId: orNull(text), words: orNull(text), hash: orNull(digest), seq: orNull(count),
  rule: oneOf(...decisionRules), quorum: count, roles: list(role), charterVersion: count, openedAt: text, closesAt: text, closedAt: orNull(text),
  roll: orNull(list(elector)), ballots: orNull(list(ballot)), result: anything, ballotsHash: orNull(digest),
})
export type ExportedProposal = Shaped<typeof exportedProposal>

/** Facts that the act of opening must carry as the proposal has them. */
export const openingFacts = ({ number, hash, seq, rule, quorum, roles, closesAt, roll }: ExportedProposal): Readonly<Record<string, unknown>> =>
  ({ number, hash, seq, rule, quorum, roles, closesAt, ...(roll && { electors: roll.length }) })

/** Facts that the act of closing must carry: what came of it, and the hash of the ballots it came of. */
export const closingFacts = ({ number, hash, ballotsHash }: ExportedProposal, { outcome, because, tally }: Result): Readonly<Record<string, unknown>> => ({
  number, hash, ballotsHash, outcome, because, for: tally.for, against: tally.against, abstention: tally.abstention, cast: tally.cast, electors: tally.electors,
})

const ballotsByElector = ({ ballots }: ExportedProposal) => new Map(ballots?.map((cast) => [cast.electorId, cast]))

/** The text whose SHA-256 is the hash of the ballots: the roll in the order of the file, with the ballot of each elector who cast one. */
export function canonicalBallots(proposal: ExportedProposal): string {
  const cast = ballotsByElector(proposal)
  return JSON.stringify([proposal.id, (proposal.roll ?? []).map(({ id, role: group }) => {
    const own = cast.get(id)
    return [id, group, own ? [own.choice, own.reason, own.castAt, own.revision] : null]
  })])
}

/** The result of a proposal, counted anew from its roll and ballots by the charter under which it was opened. Throws Misshapen for a charter of another shape. */
export function recount(proposal: ExportedProposal, charter: string): Result {
  const cast = ballotsByElector(proposal)
  const tally = tallyOf((proposal.roll ?? []).map(({ id, role: group }) => ({ role: group, choice: cast.get(id)?.choice ?? null })))
  const { concurrentRoles } = decisionsIn(JSON.parse(charter), 'charter')
  return resultOf(tally, { rule: proposal.rule, quorum: proposal.quorum, concurrentRoles: concurrentRoles.filter((group) => proposal.roles.includes(group)) })
}

// A charter says much else, and an old one less than a new one: only how it decides is read.
const decisionsIn = (charter: unknown, path: string) => {
  const { concurrentRoles } = dictionary(dictionary(charter, path)['decisions'], `${path}.decisions`)
  return { concurrentRoles: list(role)(concurrentRoles, `${path}.decisions.concurrentRoles`) }
}
