import { type Collision, meetings } from '#domain/amendments/collisions.ts'
import { consolidationOf } from '#domain/amendments/sealed.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from './amendments.repository.ts'
import { placedOnNow } from './placing.service.ts'

export interface Collisions { readonly choosable: readonly string[]; readonly collisions: readonly { readonly between: readonly [string, string]; readonly kind: Collision }[] }

/** The sealed amendments that can be put to the vote now, and which of them exclude each other. */
export async function collisionsIn(_permit: Permit<'draft.read'>, context: Context, draftId: string): Promise<Collisions> {
  const sealed = (await amendments.ofDraft(context.tx, draftId)).filter(({ state, words, isVotedOn }) => state === 'sealed' && words !== null && !isVotedOn)
  const { main, placed } = await placedOnNow(context, draftId, sealed)
  const choosable = placed.filter(({ sealed: own }) => own !== null && consolidationOf(main, own).ok)
  return { choosable: choosable.map(({ id }) => id), collisions: meetings(choosable).map(({ pair, meeting }) => ({ between: pair, kind: meeting.kind })) }
}
