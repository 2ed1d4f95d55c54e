import type { Happening } from '#server/db/context.ts'

export const clauseLinked = (workspaceId: string, draftId: string, clauseId: string, links: { challengeIds: readonly string[]; measureIds: readonly string[] }): Happening =>
  ({ name: 'clause.linked', workspaceId, draftId, ids: { clauseId }, facts: { challengeIds: [...links.challengeIds].sort(), measureIds: [...links.measureIds].sort() } })
