import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import { maySee } from '#domain/amendments/states.ts'
import { decide } from '#domain/charter/decide.ts'
import { readRoom } from '#domain/ids.ts'
import type { Tx } from '#server/db/context.ts'
import { placeOfAmendment, placeOfDraft, standingIn } from './standing.repository.ts'

/** What a person may do with one text now, clause by clause aside (a clause at rest is the room's to refuse). */
export interface TextStanding {
  readonly workspaceId: string
  readonly mayRead: boolean
  readonly mayWrite: boolean
  readonly role: StakeholderRole | null
  readonly functions: readonly MemberFunction[]
}

/** Asked at every opening of a text and again whenever authority changed; null when there is no such text. */
export async function textStanding(tx: Tx, userId: string | null, textId: string): Promise<TextStanding | null> {
  const name = readRoom(textId)
  if (!name) return null
  const amendment = name.kind === 'amendment' ? await placeOfAmendment(tx, name.id, userId) : null
  const draftId = name.kind === 'draft' ? name.id : amendment?.draftId
  const place = draftId === undefined ? null : await placeOfDraft(tx, draftId)
  const standing = place && await standingIn(tx, place.workspaceId, userId)
  if (!standing || draftId === undefined) return null
  const { charter, actor } = standing
  const role = actor.membership?.role ?? null
  const now = new Date()
  const mayReadDraft = decide(charter, actor, 'draft.read', { ...place, draftId }, now).allowed
  const write = amendment
    ? decide(charter, actor, 'amendment.edit', { ...place, draftId, amendment: { id: name.id, state: amendment.state, isSponsor: amendment.isSponsor } }, now)
    : decide(charter, actor, 'clause.edit', { ...place, draftId }, now)
  return {
    workspaceId: place.workspaceId, role, functions: actor.membership?.functions ?? [],
    mayRead: mayReadDraft && (!amendment || maySee(amendment, { isSponsor: amendment.isSponsor, role })),
    mayWrite: write.allowed,
  }
}
