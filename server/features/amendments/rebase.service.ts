import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { bringTo } from '#domain/amendments/bringTo.ts'
import { choose } from '#domain/amendments/choose.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { rebase } from '#domain/amendments/threeWay.ts'
import type { RebaseAmendment } from '#domain/contract/pieces.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, baseRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentChanged, amendmentRebased } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { held } from './amendments.service.ts'
import { movedSince, refuseChoice, textAt } from './pieces.service.ts'

/**
 * Brings an amendment up to date by hand: its branch then reads exactly as what it is a branch of did at `seq`, with the pieces that a sponsor takes and
 * without the others, and starts from there. Refuses a look that is no longer true (`moved`): other pieces, another base, or a draft that
 * has changed where they change it. The edit and the new base are kept apart; after a kill between them what the draft has reads as done,
 * and doing it again puts it right.
 */
export async function rebaseByHand(permit: Permit<'amendment.edit'>, context: Context, { seq, take, leave }: RebaseAmendment): Promise<void> {
  const { actor: { userId }, subject: { workspaceId, amendment } } = permit
  if (userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const seen = await amendments.byId(context.tx, amendment?.id ?? '')
  if (!seen) throw new Error('the permit is about an amendment')
  const { baseSeq } = seen
  const room = baseRoom(seen)
  // Read before the lock: whoever holds it must not wait for a connection that those who wait for it have taken.
  const now = await context.texts.read(room, (doc) => readDraft(doc).nodes)
  const [base, main] = [await textAt(context, room, baseSeq), await textAt(context, room, seq)]
  const amended = seen.amends && await amendments.byId(context.tx, seen.amends.id)
  const row = await held(permit, context)
  if (row.baseSeq !== baseSeq || seq < baseSeq) throw outOfDate()
  const isMoved = movedSince(main, now)
  await context.texts.edit(amendmentRoom(row.id), { userId }, (doc) => {
    const hunks = hunksOf(base, readDraft(doc).nodes)
    if (!areAll(hunks.map(({ id }) => id), [...take, ...leave]) || hunks.some(({ clauseId }) => isMoved(clauseId))) throw outOfDate()
    const choice = choose(rebase(base, main, hunks), take)
    if (!choice.ok) refuseChoice(choice)
    bringTo(doc, applyHunks(main, choice.hunks))
  })
  await amendments.change(context.tx, row.id, { baseSeq: seq, ...(amended && { rootSeq: amended.baseSeq }) })
  // Of one that is not handed in nobody else hears.
  context.record(row.lodgedAt === null ? amendmentChanged(workspaceId, row) : amendmentRebased(workspaceId, row, { to: seq, taken: take.length, left: leave.length }))
}

const outOfDate = () => new Refusal('conflict', 'The amendment or the draft is no longer what you have seen', { because: 'moved' })

function areAll(pieces: readonly string[], named: readonly string[]): boolean {
  const told = new Set(named)
  return told.size === pieces.length && pieces.every((id) => told.has(id))
}
