import type { Stage } from '#domain/charter/roles.ts'
import type { Happening } from '#server/db/context.ts'

export const draftCreated = (workspaceId: string, draftId: string, reference: string): Happening => ({ name: 'draft.created', workspaceId, draftId, ids: {}, facts: { reference } })
export const draftAdvanced = (workspaceId: string, draftId: string, from: Stage, to: Stage, reason: string | null): Happening =>
  ({ name: 'draft.advanced', workspaceId, draftId, ids: {}, facts: { from, to, ...(reason && { reason }) } })
