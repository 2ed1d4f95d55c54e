import { createHash, randomUUID } from 'node:crypto'
import type { NameVersion, Restore } from '#domain/contract/versions.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { restsFor } from '#domain/text/atRest.ts'
import { canonicalDraft } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { differencesFrom, restoreProvisions } from '#domain/text/restore.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { restored, versionNamed } from './versions.events.ts'
import * as versions from './versions.repository.ts'

export const list = (_permit: Permit<'draft.read'>, context: Context, draftId: string) => versions.list(context.tx, draftId)

/** Names a moment of the journal, by default the present one. Refuses `notFound` a moment that is not there, `conflict` a name that is taken. */
export async function name(permit: Permit<'version.name'>, context: Context, draftId: string, input: NameVersion): Promise<versions.VersionRow> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const room = draftRoom(draftId)
  const { doc, place: { seq } } = await context.texts.history.at(room, input.seq ?? await present(context, room))
  const hash = createHash('sha256').update(canonicalDraft(readDraft(doc).nodes)).digest('hex')
  const version = { id: randomUUID(), draftId, seq, name: input.name, hash, userId: actor.userId, createdAt: context.now }
  if (!await versions.insert(context.tx, version)) throw new Refusal('conflict', 'The draft has a version of this name', { because: 'nameTaken' })
  context.record(versionNamed(workspaceId, draftId, version))
  return version
}

/** The last row of the journal, once what is being typed now is in it. */
async function present(context: Context, room: string): Promise<number> {
  await context.texts.read(room, () => null)
  return (await context.texts.history.head(room)).seq
}

/**
 * Puts a clause, or the whole draft, back to its words at a moment, as one ordinary edit by whoever asks. Refuses `notFound` a moment
 * or clause that is not there, `locked` if any provision that would change is at rest. Where nothing differs nothing is written.
 */
export async function restore(permit: Permit<'version.restore'>, context: Context, draftId: string, { seq: restoredSeq, clauseId: asked }: Restore): Promise<{ seq: number; changed: string[] }> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const clauseId = asked ?? null
  const room = draftRoom(draftId)
  const past = readDraft((await context.texts.history.at(room, restoredSeq)).doc).nodes
  if (clauseId !== null && !past.some(({ id }) => id === clauseId)) throw new Refusal('notFound', 'The draft had no such clause then', { clauseId })
  // A vote on these words opens before this, and is seen, or after the edit is in the journal.
  await versions.lockDraft(context.tx, draftId)
  const atRest = await versions.clausesAtRest(context.tx, draftId)
  const differences = await context.texts.read(room, (doc) => differencesFrom(doc, past, clauseId))
  if (differences.length === 0) return { seq: await present(context, room), changed: [] }
  let changed: string[] = []
  const { seq } = await context.texts.edit(room, { userId: actor.userId }, (doc) => {
    const now = differencesFrom(doc, past, clauseId)
    // One clause is put back where it stands; the whole draft, with the places of all.
    const leaves = ({ before }: (typeof now)[number]) => clauseId === null || before === null
    const locked = now.find((each) => restsFor(atRest.words, each.id) !== null || (atRest.place.has(each.id) && leaves(each)))
    if (locked) throw new Refusal('locked', 'These words are at rest while they are voted on', { clauseId: locked.id })
    restoreProvisions(doc, now, clauseId)
    changed = now.map(({ id }) => id)
  })
  context.record(restored(workspaceId, draftId, clauseId, { seq, restoredSeq, changed }))
  return { seq, changed }
}
