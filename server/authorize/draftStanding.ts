import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import { decide, type Reason } from '#domain/charter/decide.ts'
import type { Tx } from '#server/db/context.ts'
import { placeOfDraft, standingIn } from './standing.repository.ts'

/** What a person may do with the text of one draft now, clause by clause aside (a clause at rest is the room's to refuse). */
export interface DraftStanding {
  readonly workspaceId: string
  readonly mayRead: boolean
  readonly mayWrite: boolean
  readonly role: StakeholderRole | null
  readonly functions: readonly MemberFunction[]
  /** Why the text may not be written, when it may not. */
  readonly reason?: Reason
}

/** Asked at every opening of a text and again whenever authority changed; null when there is no such draft. */
export async function draftStanding(tx: Tx, userId: string | null, draftId: string): Promise<DraftStanding | null> {
  const place = await placeOfDraft(tx, draftId)
  const standing = place && await standingIn(tx, place.workspaceId, userId)
  if (!standing) return null
  const { charter, actor } = standing
  const subject = { ...place, draftId }
  const now = new Date()
  const write = decide(charter, actor, 'clause.edit', subject, now)
  return {
    workspaceId: place.workspaceId,
    mayRead: decide(charter, actor, 'draft.read', subject, now).allowed,
    mayWrite: write.allowed,
    role: actor.membership?.role ?? null,
    functions: actor.membership?.functions ?? [],
    ...(!write.allowed && { reason: write.because }),
  }
}
