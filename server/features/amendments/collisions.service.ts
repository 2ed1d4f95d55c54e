import * as Y from 'yjs'
import { readCanonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { type Collision, collide } from '#domain/amendments/collisions.ts'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { consolidationOf, writeSealed } from '#domain/amendments/sealed.ts'
import { draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from './amendments.repository.ts'

export interface Collisions { readonly choosable: readonly string[]; readonly collisions: readonly { readonly between: readonly [string, string]; readonly kind: Collision }[] }

/** The sealed amendments that can be put to the vote now, and which of them exclude each other. */
export async function collisionsIn(_permit: Permit<'draft.read'>, context: Context, draftId: string): Promise<Collisions> {
  const state = await context.texts.read(draftRoom(draftId), (doc) => Y.encodeStateAsUpdate(doc))
  const copy = () => { const doc = new Y.Doc(); Y.applyUpdate(doc, state); return doc }
  const main = readDraft(copy()).nodes
  const amended = (sealed: SealedAmendment) => { const doc = copy(); writeSealed(doc, sealed); return readDraft(doc).nodes }
  const choosable = (await amendments.ofDraft(context.tx, draftId)).flatMap(({ id, state: own, words, isVotedOn }) => {
    const sealed = own === 'sealed' && !isVotedOn && words !== null ? readCanonicalAmendment(words) : null
    return sealed && consolidationOf(main, sealed).ok ? [{ id, hunks: hunksOf(main, amended(sealed)) }] : []
  })
  const collisions = choosable.flatMap((one, index) => choosable.slice(index + 1).flatMap((other) => {
    const kind = collide(one.hunks, other.hunks)
    return kind ? [{ between: [one.id, other.id] as const, kind }] : []
  }))
  return { choosable: choosable.map(({ id }) => id), collisions }
}
