import type { Happening } from '#server/db/context.ts'

export const versionNamed = (workspaceId: string, draftId: string, version: { id: string; name: string; seq: number; hash: string }): Happening =>
  ({ name: 'version.named', workspaceId, draftId, ids: { versionId: version.id }, facts: { name: version.name, seq: version.seq, hash: version.hash } })

/** `before` and `hash`: SHA-256 of the canonical words of the clause before it and with it; `seq`: the row that holds it. */
export const clauseCorrected = (workspaceId: string, draftId: string, clauseId: string, facts: { old: string; new: string; reason: string; seq: number; before: string; hash: string }): Happening =>
  ({ name: 'clause.corrected', workspaceId, draftId, ids: { clauseId }, facts })

/** `seq` is the row that holds the edit, `restoredSeq` the one whose words it brought back. */
export const restored = (workspaceId: string, draftId: string, clauseId: string | null, facts: { seq: number; restoredSeq: number; changed: readonly string[] }): Happening => ({
  name: clauseId === null ? 'draft.restored' : 'clause.restored', workspaceId, draftId, ids: clauseId === null ? {} : { clauseId },
  facts: { seq: facts.seq, restoredSeq: facts.restoredSeq, provisions: facts.changed.length },
})
