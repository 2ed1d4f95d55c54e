import type { Happening } from '#server/db/context.ts'

export const workspaceCreated = (workspaceId: string): Happening => ({ name: 'workspace.created', workspaceId, ids: {} })
