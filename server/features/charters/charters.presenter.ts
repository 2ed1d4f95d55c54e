import type { Charter } from '#domain/charter/charter.ts'
import type { CharterView } from '#domain/contract/charters.ts'

export const charterViewOf = (workspaceId: string, { charter, adoptedAt }: { charter: Charter; adoptedAt: Date }): CharterView =>
  ({ workspaceId, adoptedAt: adoptedAt.toISOString(), charter: JSON.parse(JSON.stringify(charter)) as CharterView['charter'] })
