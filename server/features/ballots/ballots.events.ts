import type { BallotContent } from '#domain/decisions/ballot.ts'
import type { Happening } from '#server/db/context.ts'

interface About { readonly workspaceId: string; readonly draftId: string; readonly proposalId: string; readonly actorId?: string }
interface Cast extends About { readonly ballotId: string; readonly content: BallotContent | null; readonly revision: number; readonly hash: string | null }

/** A recorded ballot. `content` null: the count is hidden, so the record says that it was cast; the hash of all ballots at closing says what. */
export const ballotCast = ({ workspaceId, draftId, proposalId, ballotId, content, revision, hash, ...by }: Cast): Happening =>
  ({ name: 'ballot.cast', workspaceId, draftId, ...by, ids: { proposalId, ballotId }, facts: { ...content, revision, hash } })

type Act = 'objection.raised' | 'objection.answered' | 'objection.withdrawn' | 'objection.upheld'
/** Something that became of an objection. Its words stand in the proposal, not in the record. */
export const objectionAct = (name: Act, { proposalId, ...about }: About, objectionId: string): Happening =>
  ({ name, ...about, ids: { proposalId, objectionId }, facts: {} })
