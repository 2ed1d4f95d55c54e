import { z } from 'zod'
import { objectionStates } from '#domain/decisions/consent.ts'
import { amendmentsAmong } from '#domain/decisions/method.ts'
import { closings, proposalKinds, reasonRules, secrecies } from '#domain/decisions/terms.ts'
import { charter } from './charters.ts'
import { alternative, ballotContent, method, newAlternative, quorum, result, tally } from './methods.ts'
import { id, instant, labelLanguage, localized, person, stakeholderRole } from './shared.ts'

const count = z.number().int().nonnegative()
const words = z.string().trim().min(1).max(2000)

const terms = {
  reason: z.enum(reasonRules).describe('Whether a ballot must say why; an objection always must'),
  secrecy: z.enum(secrecies),
  hidden: z.boolean().describe('Nothing of the count is told before closing'),
  earlyClose: z.enum(closings).describe('Whether it may be closed before its deadline: never, once everybody has voted, or by whoever may close it'),
  proxies: z.boolean().describe('Whether an elector who cannot attend may name another to vote in their name'),
}

const asked = {
  question: z.string().trim().min(5).max(500),
  method,
  roles: z.array(stakeholderRole).min(1).describe('Stakeholder roles whose members may vote, among those the charter lets vote'),
  quorum: quorum.default({ all: null, roles: {} }),
  reason: terms.reason.default('optional'), secrecy: terms.secrecy.default('recorded'), hidden: terms.hidden.default(false), earlyClose: terms.earlyClose.default('never'), proxies: terms.proxies.default(false),
  closesAt: instant,
}

export const openProposal = z.strictObject({
  ...asked,
  clauseId: id.nullable().describe('The clause whose words are put to the vote; null for a question'),
  wholeDraft: z.boolean().default(false).describe('The draft as a whole is put to the vote, instead of a clause: all of it and its structure rest until the vote is decided'),
  amendmentId: id.nullable().default(null).describe('The sealed amendment that is put to the vote, instead of a clause'),
  amendmentIds: z.array(id).max(amendmentsAmong.most).default([]).describe('Sealed amendments to choose among under score and ranked, two at least, instead of alternatives; the server adds `keep`, which leaves the text as it is'),
  alternatives: z.array(newAlternative).max(20).default([]).describe('What to choose among under score and ranked; the server adds `keep`, which leaves everything as it is'),
})
export type OpenProposal = z.input<typeof openProposal>
export type NewProposal = z.output<typeof openProposal>

export const openCharterProposal = z.strictObject({ ...asked, charter: charter.describe('The whole charter that would be put into force, with the next version') })
export type OpenCharterProposal = z.input<typeof openCharterProposal>
export type NewCharterProposal = z.output<typeof openCharterProposal>
export type Asked = Pick<NewProposal, keyof typeof asked>

export const extendProposal = z.strictObject({ closesAt: instant, reason: words })
export type ExtendProposal = z.infer<typeof extendProposal>
/** Whom I name as my proxy; or whose proxy ends, unused: mine, or the one I hold. */
export const nameProxy = z.strictObject({ holderId: z.string() })
export const endProxy = z.strictObject({ giverId: z.string() })
export const answerObjection = z.strictObject({ answer: words })

export const ballotView = z.strictObject({
  id, elector: person, content: ballotContent, reason: z.string().nullable(), castAt: instant, changed: z.boolean(), byProxy: person.nullable().describe('Who cast it in the name of the elector'),
})
export type BallotView = z.infer<typeof ballotView>

export const objectionView = z.strictObject({
  id, author: person, words: z.string(), raisedAt: instant, state: z.enum(objectionStates),
  answer: z.strictObject({ words: z.string(), by: person, at: instant }).nullable(), withdrawnAt: instant.nullable(),
  upheldAt: instant.nullable().describe('When its author, answered but not convinced, had it kept as a dissent'),
})
export type ObjectionView = z.infer<typeof objectionView>

export const proposalSummary = z.strictObject({
  id, draftId: id.nullable().describe('Null for a proposal on the charter'), draftTitle: localized.nullable(), draftLanguage: labelLanguage.nullable().describe('In which the draft is written, and so the words that are put to the vote'), workspaceId: id, number: z.number().int(), kind: z.enum(proposalKinds), question: z.string(), clauseId: id.nullable(), clauseLabel: z.string().nullable(), amendmentId: id.nullable(),
  method, quorum, alternatives: z.array(alternative.omit({ words: true })), roles: z.array(stakeholderRole), ...terms,
  openedAt: instant, closesAt: instant, closedAt: instant.nullable(), openedBy: person, suspended: z.boolean().describe('An objection waits for its answer: the decision waits too'),
  electors: count, cast: count.nullable().describe('How many have voted; null while that is secret'),
  tally: tally.nullable().describe('Null while it is hidden'), result: result.nullable(),
  myBallot: z.strictObject({ content: ballotContent, reason: z.string().nullable(), castAt: instant }).nullable(), onRoll: z.boolean(),
  voted: z.boolean().describe('Whether the one who asks has voted; all that is known of it in a secret ballot'),
})
export type ProposalSummary = z.infer<typeof proposalSummary>
export const proposalsView = z.strictObject({ proposals: z.array(proposalSummary) })

export const secretBallotsView = z.strictObject({
  papers: z.array(z.strictObject({ role: stakeholderRole.nullable(), content: ballotContent })), receipts: z.array(z.string()), more: z.boolean(),
}).describe('Papers and receipts of a closed secret ballot, each sorted by itself, nothing tying one to the other; fifty at a time')
export type SecretBallotsView = z.infer<typeof secretBallotsView>
export const secretBallotsQuery = z.strictObject({ from: z.coerce.number().int().nonnegative().max(10_000_000).default(0).describe('How many to pass over') })

export const proposalView = z.strictObject({
  ...proposalSummary.shape,
  alternatives: z.array(alternative.extend({ hash: z.string().nullable().describe('SHA-256 of its words') })),
  hash: z.string().nullable().describe('What a ballot carries: SHA-256 of the words, and of the alternatives where there are any'),
  words: z.strictObject({
    canonical: z.string().describe('Exactly the bytes (UTF-8) whose SHA-256 is `hash`'), hash: z.string(), seq: z.number().int().nullable().describe('The place of the journal; a charter has none'), version: z.string(),
  }).nullable(),
  charter: z.strictObject({
    before: charter.describe('The charter in force when the vote opened'),
    state: z.enum(['proposed', 'inForce', 'stopped', 'rejected']).describe('`stopped`: adopted, but the charter had been changed meanwhile, so it was not put into force'),
  }).nullable().describe('Of a proposal on the charter, whose words are the whole charter that is proposed'),
  closedBy: person.nullable(), ballots: z.array(ballotView).describe('Of a recorded vote the first fifty that were cast'), moreBallots: z.boolean(), ballotsHash: z.string().nullable(),
  objections: z.array(objectionView),
  castByProxy: count.nullable().describe('How many ballots were cast by proxy; null where none are admitted, or while it is hidden'),
  proxy: z.strictObject({
    givenTo: person.nullable(), heldFor: person.nullable(), isUsed: z.boolean(),
    heldBallot: z.strictObject({ content: ballotContent, reason: z.string().nullable(), castAt: instant }).nullable(),
    eligible: z.array(person).describe('Whom I could name now'),
  }).nullable().describe('What the one who asks has to do with proxies in this vote; null where it admits none'),
  extensions: z.array(z.strictObject({ from: instant, to: instant, reason: z.string(), by: person, at: instant })),
  secretBallots: secretBallotsView.nullable().describe('What a closed secret ballot publishes: the first fifty papers and receipts'),
})
export type ProposalView = z.infer<typeof proposalView>

export const ballotsQuery = z.strictObject({ after: id.optional().describe('The ballot after which to go on') })
export const ballotsView = z.strictObject({ ballots: z.array(ballotView), more: z.boolean() })
export type BallotsView = z.infer<typeof ballotsView>

/** The answer to a ballot. */
export const castView = proposalView.extend({
  receipt: z.string().nullable().describe('Of a secret ballot, told this once: it proves that a ballot of mine is among the published, not which'),
})
export type CastView = z.infer<typeof castView>

/** What each cross-reference in the fixed words is called in the draft of today, in reading order; null where its target is gone. No part of the hash. */
export const wordsReferencesView = z.strictObject({ references: z.array(z.string().nullable()) })
export type WordsReferencesView = z.infer<typeof wordsReferencesView>
