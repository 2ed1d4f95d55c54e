import type { Happening } from '#server/db/context.ts'

export const charterAdopted = (workspaceId: string, version: number): Happening => ({ name: 'charter.adopted', workspaceId, ids: {}, facts: { version } })
