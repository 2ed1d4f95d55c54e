import type * as Y from 'yjs'
import type { MoveAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from './amendments.repository.ts'
import { isSeen } from './amendments.subject.ts'

/** Which amendment one amends, and the place of the draft's journal that this one starts from; neither of an amendment to the draft. */
export interface Amended { readonly amendsId: string | null; readonly rootSeq: number | null }

/** What a branch begins with, and the place that it starts from. */
interface Beginning extends Amended { readonly doc: Y.Doc; readonly baseSeq: number }

/**
 * An amendment begins with the draft as it is, with an amendment that is handed in and that it is to change, or with the words of another
 * one, against the text that they were written against. There is no third degree: what changes an amendment to an amendment is moved by
 * its own sponsors or as an amendment of its own (Robert's Rules of Order, 12th ed., 12:12).
 */
export async function beginning({ actor }: Permit<'amendment.move'>, context: Context, draftId: string, beginsWith: MoveAmendment['beginsWith']): Promise<Beginning> {
  if (!beginsWith) {
    const { doc, seq } = await latest(context, draftRoom(draftId))
    return { doc, baseSeq: seq, amendsId: null, rootSeq: null }
  }
  const { amendmentId } = beginsWith
  const row = await amendments.byId(context.tx, amendmentId)
  if (row?.draftId !== draftId || !isSeen(row, { userId: actor.userId, role: actor.membership?.role ?? null })) throw new Refusal('notFound', 'The draft has no such amendment', { amendmentId })
  if (beginsWith.as === 'change' && row.amends) throw new Refusal('conflict', 'An amendment to an amendment is not amended', { because: 'thirdDegree' })
  const { doc, seq } = await latest(context, amendmentRoom(amendmentId))
  return beginsWith.as === 'change'
    ? { doc, baseSeq: seq, amendsId: amendmentId, rootSeq: row.baseSeq }
    : { doc, baseSeq: row.rootSeq ?? row.baseSeq, amendsId: null, rootSeq: null }
}

/** Which amendment an amendment amends. */
export async function amendedBy(context: Context, amendmentId: string): Promise<Amended> {
  const amends = (await amendments.byId(context.tx, amendmentId))?.amends
  return { amendsId: amends?.id ?? null, rootSeq: null }
}

/**
 * Holds the amendment that another one amends until the transaction ends, always before that one. Refuses when it is not open to amendments
 * (not handed in, sealed or decided), or starts from another place than was seen.
 */
export async function holdAmended(context: Context, { amendsId, rootSeq }: Amended): Promise<void> {
  if (amendsId === null) return
  if (await amendments.lock(context.tx, amendsId) !== 'lodged') throw new Refusal('conflict', 'That amendment is not open to amendments', { because: 'notAmendable' })
  if (rootSeq !== null && (await amendments.byId(context.tx, amendsId))?.baseSeq !== rootSeq) throw new Refusal('conflict', 'The amendment has moved on', { because: 'moved' })
}

async function latest({ texts }: Context, room: string): Promise<{ doc: Y.Doc; seq: number }> {
  await texts.read(room, () => null)
  const { seq } = await texts.history.head(room)
  return { doc: (await texts.history.at(room, seq)).doc, seq }
}
