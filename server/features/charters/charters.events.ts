import type { Happening } from '#server/db/context.ts'

/** `hash` is the SHA-256 of the canonical charter: the record fixes what was put into force, not only that it was. */
export const charterAdopted = (workspaceId: string, version: number, hash: string): Happening => ({ name: 'charter.adopted', workspaceId, ids: {}, facts: { version, hash } })
