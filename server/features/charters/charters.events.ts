import type { Happening } from '#server/db/context.ts'

/** The vote that decided on a charter. */
export interface CharterVote { readonly proposalId: string; readonly number: number }

/** `hash` is the SHA-256 of the canonical charter: the record fixes what was put into force, not only that it was, and which vote decided so, if one did. */
export const charterAdopted = (workspaceId: string, version: number, hash: string, vote: CharterVote | null): Happening =>
  ({ name: 'charter.adopted', workspaceId, ids: vote ? { proposalId: vote.proposalId } : {}, facts: { version, hash, ...(vote && { number: vote.number }) } })

/** A charter that was adopted and not put into force: `inForce` is the version that had come before it. */
export const charterStopped = (workspaceId: string, { proposalId, number }: CharterVote, stopped: { version: number; hash: string; inForce: number }): Happening =>
  ({ name: 'charter.stopped', workspaceId, ids: { proposalId }, facts: { number, ...stopped, because: 'charterMoved' } })
