import { z } from 'zod'
import { objectionStates } from '#domain/decisions/consent.ts'
import { closings, proposalKinds, reasonRules, secrecies } from '#domain/decisions/terms.ts'
import { exportFormat, type RecordExport } from '#domain/verify/recordExport.ts'
import { alternative, ballotContent, method, quorum, result } from './methods.ts'
import { id, instant, stakeholderRole } from './shared.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 in hexadecimal')
const count = z.number().int().nonnegative()
const personId = z.string().describe('A reference: `people` has the name, if it was published')

const proposal = z.strictObject({
  id, draftId: id.nullable(), number: count, kind: z.enum(proposalKinds), question: z.string(), clauseId: id.nullable(),
  words: z.string().nullable().describe('The canonical words put to the vote'), alternatives: z.array(alternative),
  hash: hash.nullable().describe('SHA-256 of `words`, or where there are alternatives of the JSON array of the words and of [id, label, words] of each'), seq: count.nullable(),
  method, quorum, roles: z.array(stakeholderRole), reason: z.enum(reasonRules), secrecy: z.enum(secrecies), hidden: z.boolean(), earlyClose: z.enum(closings), proxies: z.boolean().nullable(), charterVersion: count,
  openedAt: instant, closesAt: instant, closedAt: instant.nullable(), extensions: z.array(z.strictObject({ from: instant, to: instant })),
  roll: z.array(z.strictObject({ id: personId, role: stakeholderRole })).nullable().describe('Null while the vote is open, like ballots, objections, result and ballotsHash'),
  ballots: z.array(z.strictObject({ electorId: personId, content: ballotContent, reason: z.string().nullable(), castAt: instant, revision: count, byProxy: personId.nullable().describe('Who cast it in the name of the elector') })).nullable(),
  secret: z.strictObject({ papers: z.array(z.strictObject({ role: stakeholderRole.nullable(), content: ballotContent })), receipts: z.array(z.string()) }).nullable().describe('What a closed secret ballot publishes'),
  objections: z.array(z.strictObject({ state: z.enum(objectionStates) })).nullable(), result: result.nullable(), ballotsHash: hash.nullable(),
})

/** The file that the verifier reads (`domain/verify`), as the API describes it. */
export const recordExportView = z.strictObject({
  format: z.literal(exportFormat), exportedAt: instant, workspace: z.strictObject({ id, name: z.string(), createdAt: instant }),
  head: z.strictObject({ seq: count, hash }).describe('The last act of the record: whoever keeps it can tell later that nothing before it was changed'),
  record: z.array(z.strictObject({
    seq: count, canonical: z.string().describe('The bytes of the act, as UTF-8'), prevHash: hash, hash: hash.describe("SHA-256('parley-record/1' ‖ prevHash ‖ canonical)"),
  })),
  charters: z.array(z.strictObject({ version: count, canonical: z.string() })), proposals: z.array(proposal),
  consolidations: z.array(z.strictObject({
    amendmentId: id, proposalId: id.nullable(), seq: count, sealed: z.string(), hash, written: z.string(),
  })).describe('Words that were agreed to, and the words that were written'),
  corrections: z.array(z.strictObject({ draftId: id, clauseId: id, seq: count, before: z.string(), after: z.string() })).describe('The words of a clause before and after a printing point'),
  people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
}) satisfies z.ZodType<RecordExport>
