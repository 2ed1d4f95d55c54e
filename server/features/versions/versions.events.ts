import type { Happening } from '#server/db/context.ts'

export const versionNamed = (workspaceId: string, draftId: string, version: { id: string; name: string; seq: number; hash: string }): Happening =>
  ({ name: 'version.named', workspaceId, draftId, ids: { versionId: version.id }, facts: { name: version.name, seq: version.seq, hash: version.hash } })

/** `seq` is the row that holds the edit, `restoredSeq` the one whose words it brought back. */
export const restored = (workspaceId: string, draftId: string, clauseId: string | null, facts: { seq: number; restoredSeq: number; changed: readonly string[] }): Happening => ({
  name: clauseId === null ? 'draft.restored' : 'clause.restored', workspaceId, draftId, ids: clauseId === null ? {} : { clauseId },
  facts: { seq: facts.seq, restoredSeq: facts.restoredSeq, provisions: facts.changed.length },
})
