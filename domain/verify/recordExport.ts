import { exportedProposal } from './decided.ts'
import { count, digest, list, object, orMissing, orNull, type Shaped, text } from './shape.ts'

/** The format of the file; another number means another shape or another way to hash. */
export const exportFormat = 'parley-record-export/1'

const head = object({ seq: count, hash: digest })
const recordRow = object({ seq: count, canonical: text, prevHash: digest, hash: digest })
const charterVersion = object({ version: count, canonical: text })
/** Words that were agreed to and written: `sealed` is what was voted on, `written` what stood in the draft right after row `seq` of its journal. */
const consolidation = object({ amendmentId: text, proposalId: orNull(text), seq: count, sealed: text, hash: digest, written: text })
/** The words of a clause right before and after a printing point, in row `seq` of the journal. */
const correction = object({ draftId: text, clauseId: text, seq: count, before: text, after: text })

/**
 * The record of a workspace as a file that anybody can check without the server. Every row of the record stands in it as it is hashed;
 * people are ids everywhere, and `people` names those whose ballots were published by name.
 */
export const recordExport = object({
  format: text, exportedAt: text, workspace: object({ id: text, name: text, createdAt: text }), head,
  record: list(recordRow), charters: list(charterVersion), proposals: list(exportedProposal), consolidations: list(consolidation), corrections: orMissing(list(correction)),
  people: list(object({ id: text, name: text })),
})
export type RecordExport = Shaped<typeof recordExport>
