import { maySee } from '#domain/amendments/states.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import { standingIn } from '#server/authorize/standing.repository.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import type { AmendmentRow } from './amendments.repository.ts'
import * as amendments from './amendments.repository.ts'

/** Whether a reader of the draft sees the amendment: not while it is drafted by others who keep it to themselves. */
export const isSeen = (row: AmendmentRow, reader: { userId: string | null; role: string | null }) =>
  maySee({ ...row, lodged: row.lodgedAt !== null }, { isSponsor: reader.userId !== null && row.sponsors.includes(reader.userId), role: reader.role })

/** The facts of an amendment that rights depend on. Refuses as not there what the asker may not see. */
export async function amendmentSubject(context: Context, amendmentId: string, userId: string | null): Promise<Subject & { draftId: string }> {
  const row = await amendments.byId(context.tx, amendmentId)
  const place = row && await drafts.placeOf(context.tx, row.draftId)
  const standing = place && await standingIn(context.tx, place.workspaceId, userId)
  if (!row || !standing || !isSeen(row, { userId, role: standing.actor.membership?.role ?? null })) throw hidden(userId)
  return { ...place, draftId: row.draftId, amendment: { id: row.id, state: row.state, isSponsor: userId !== null && row.sponsors.includes(userId) } }
}
