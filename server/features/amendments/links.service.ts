import type { LinkAmendments } from '#domain/contract/marshalling.ts'
import { awaitsDecision } from '#domain/amendments/states.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentLinked, amendmentUnlinked } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import * as links from './links.repository.ts'

type Pair = readonly [amendments.AmendmentRow, amendments.AmendmentRow]

/** Says that two amendments have to do with each other; what was said of the two before is replaced. Refuses those that are not handed in, or decided. */
export async function link({ actor, subject }: Permit<'amendment.move'>, context: Context, ids: readonly [string, string], { kind, note }: LinkAmendments): Promise<void> {
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const [one, other] = await pairOf(context, ids)
  await links.put(context.tx, { amendmentId: one.id, otherId: other.id, kind, note, byId: actor.userId, at: context.now })
  context.record(amendmentLinked(subject.workspaceId, one, other, { kind, note }))
}

/** Takes it back. Refuses `notFound` where nothing was said of the two. */
export async function unlink({ subject }: Permit<'amendment.move'>, context: Context, ids: readonly [string, string]): Promise<void> {
  const [one, other] = await pairOf(context, ids)
  if (!await links.take(context.tx, one.id, other.id)) throw new Refusal('notFound', 'These amendments are not linked')
  context.record(amendmentUnlinked(subject.workspaceId, one, other))
}

/** Two amendments of one draft that all its readers see; their draft is held, so that a pair is linked once. */
async function pairOf(context: Context, [id, otherId]: readonly [string, string]): Promise<Pair> {
  if (id === otherId) throw new Refusal('invalid', 'An amendment is not linked to itself', { because: 'linkedToItself' })
  const one = await amendments.byId(context.tx, id)
  if (!one) throw new Error('the permit is about an amendment')
  await amendments.lockDraft(context.tx, one.draftId)
  const other = await amendments.byId(context.tx, otherId)
  // One that others keep to themselves is not there, nor is it betrayed by another answer.
  if (other?.draftId !== one.draftId || other.lodgedAt === null) throw new Refusal('notFound', 'The draft has no such amendment', { amendmentId: otherId })
  const isMarshalled = ({ state, amends }: amendments.AmendmentRow) => amends === null && awaitsDecision(state)
  if (one.lodgedAt === null || !isMarshalled(one) || !isMarshalled(other)) throw new Refusal('conflict', 'Only amendments that wait for a decision are linked', { because: 'linkUndecided' })
  return [one, other]
}
