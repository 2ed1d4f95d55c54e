import type { Charter } from '#domain/charter/charter.ts'
import type { CharterView } from '#domain/contract/charters.ts'

/** A charter as it crosses the wire: the same data, its lists open to be written. */
export const charterContent = (charter: Charter) => JSON.parse(JSON.stringify(charter)) as CharterView['charter']

export const charterViewOf = (workspaceId: string, { charter, adoptedAt, proposalId }: { charter: Charter; adoptedAt: Date; proposalId: string | null }): CharterView =>
  ({ workspaceId, adoptedAt: adoptedAt.toISOString(), charter: charterContent(charter), proposalId })
