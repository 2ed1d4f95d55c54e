import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { applyToDoc } from '#domain/amendments/applyToDoc.ts'
import { sealedOf } from '#domain/amendments/sealed.ts'
import type { SettleAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import { amendmentAnswered } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { held } from './amendments.service.ts'
import { type Asked, askedOf, changeOf, doneIn, textAt } from './pieces.service.ts'

/**
 * What the sponsors of an amendment say to one that would change it: they take its words in, all or some pieces of them, as words of its
 * first sponsor, or do not; in each case for a reason that is kept. Refuses what was answered before, and pieces where their own words have
 * changed meanwhile.
 */
export async function answer(permit: Permit<'amendment.edit'>, context: Context, amendmentId: string, { accepted, pieces, reason }: SettleAmendment): Promise<void> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const amended = await held(permit, context)
  const row = await lodgedTo(context, amended, amendmentId)
  const { value: branch, undo } = await context.texts.seal(amendmentRoom(row.id), (doc) => readDraft(doc).nodes)
  context.onRollback(undo)
  const base = await textAt(context, amendmentRoom(amended.id), row.baseSeq)
  const asked = askedOf(base, branch, { accepted, pieces })
  const { taken, left, isInPart } = asked
  const written = taken.length > 0 ? await takeIn(context, amended, row, asked) : null
  const seq = written?.seq ?? null
  await amendments.settle(context.tx, row.id, { accepted: taken.length > 0, pieces: isInPart ? taken : [], reason, byId: actor.userId, at: context.now, seq })
  await amendments.change(context.tx, row.id, { state: 'decided', outcome: isInPart ? 'agreedToInPart' : written ? 'agreedTo' : 'disagreedTo', decidedAt: context.now })
  const { clauses } = written?.change ?? sealedOf(base, branch)
  context.record(amendmentAnswered(workspaceId, row, { accepted: written !== null, reason, seq, taken: taken.length, left, clauses: clauses.map(({ id }) => id) }))
}

async function lodgedTo(context: Context, amended: amendments.AmendmentRow, amendmentId: string): Promise<amendments.AmendmentRow> {
  const state = await amendments.lock(context.tx, amendmentId)
  const row = await amendments.byId(context.tx, amendmentId)
  // One that its sponsors keep to themselves is not there.
  if (!row || row.amends?.id !== amended.id || row.lodgedAt === null) throw new Refusal('notFound', 'There is no such amendment to it', { amendmentId })
  if (state !== 'lodged') throw new Refusal('conflict', 'It has been answered or taken back', { because: 'moved' })
  return row
}

async function takeIn(context: Context, { id }: amendments.AmendmentRow, { sponsors: [author = ''] }: amendments.AmendmentRow, asked: Asked) {
  const room = amendmentRoom(id)
  const now = await context.texts.read(room, (doc) => readDraft(doc).nodes)
  // Written by the sponsors themselves, or by an answer that a kill cut off before it was kept.
  const done = doneIn(now, asked)
  if (done) return { seq: (await context.texts.history.head(room)).seq, change: sealedOf(asked.base, applyHunks(asked.base, done)) }
  let change = sealedOf([], [])
  const { seq } = await context.texts.edit(room, { userId: author }, (doc) => {
    const main = readDraft(doc).nodes
    const written = changeOf(main, asked)
    applyToDoc(doc, main, written.hunks)
    change = written.change
  })
  return { seq, change }
}
