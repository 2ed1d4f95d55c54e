import type { Subject } from '#domain/charter/conditions.ts'
import { hidden } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from './drafts.service.ts'

/** The facts of a draft that rights depend on: where it is and at which stage. */
export async function draftSubject(context: Context, draftId: string, userId: string | null): Promise<Subject & { draftId: string }> {
  const place = await drafts.placeOf(context.tx, draftId)
  if (!place) throw hidden(userId)
  return { ...place, draftId }
}
