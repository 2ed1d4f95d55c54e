import { createHash } from 'node:crypto'
import { placeOfPoint, type PrintingPoint } from '#domain/amendments/printingPoint.ts'
import { decidingActs, decisionsOn, originOf } from '#domain/clauseDecisions.ts'
import type { CorrectClause } from '#domain/contract/clauses.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import type { RecordedAct } from '#domain/record.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { applyEdits } from '#domain/text/editBlocks.ts'
import { isCorrectedText } from '#domain/verify/corrections.ts'
import { restsFor } from '#domain/text/atRest.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import type { History } from '#server/texts/history.ts'
import { clauseCorrected } from './versions.events.ts'
import * as versions from './versions.repository.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const inNfc = (point: PrintingPoint): PrintingPoint => ({ old: point.old.normalize('NFC'), new: point.new.normalize('NFC') })

/**
 * Corrects a printing point of words that were adopted: by a vote, by being accepted without one, or with the whole draft. Refuses words
 * on which nothing was decided (they are edited as a draft is), words at rest, and what is no printing point (`placeOfPoint`).
 */
export async function correct(permit: Permit<'clause.correct'>, context: Context, { draftId, clauseId }: { draftId: string; clauseId: string }, { reason, ...point }: CorrectClause): Promise<{ seq: number }> {
  const { actor, subject: { workspaceId, stage } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  const room = draftRoom(draftId)
  if (!await context.texts.read(room, (doc) => readDraft(doc).nodes.some(({ id }) => id === clauseId))) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
  // A vote on these words opens before this, and is seen, or after the edit is in the journal.
  await versions.lockDraft(context.tx, draftId)
  if (restsFor((await versions.clausesAtRest(context.tx, draftId)).words, clauseId) !== null) throw new Refusal('locked', 'These words are at rest while they are voted on', { clauseId })
  const origin = originOf(decisionsOn(await versions.actsOn(context.tx, workspaceId, draftId, decidingActs), clauseId))
  const isAdopted = stage === 'adopted' || origin?.kind === 'adopted' || origin?.kind === 'consolidated' || origin?.kind === 'accepted'
  if (!isAdopted) throw new Refusal('conflict', 'Nothing was decided on these words: they are edited as a draft is', { because: 'notAdopted', clauseId })
  let [before, after] = ['', '']
  const { seq } = await context.texts.edit(room, { userId: actor.userId }, (doc) => {
    const words = () => readDraft(doc).nodes.find(({ id }) => id === clauseId)
    const was = words()
    const place = was && placeOfPoint(was.content, point)
    if (!was || !place) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
    if (!place.ok) throw new Refusal('invalid', 'This is no printing point', { because: place.because })
    applyEdits(doc, [{ clauseId, blockId: place.blockId, from: place.from, to: place.from + point.old.length, old: point.old, words: point.new }])
    before = canonicalClause(was.kind, was.content)
    after = canonicalClause(was.kind, words()?.content ?? { blocks: [] })
    // As anyone will check it who has only the hashed words.
    if (!isCorrectedText(before, after, inNfc(point))) throw new Refusal('invalid', 'This is no printing point', { because: 'notPlain' })
  })
  context.record(clauseCorrected(workspaceId, draftId, clauseId, { ...inNfc(point), reason, seq, before: sha256(before), hash: sha256(after) }))
  return { seq }
}

/** The words of a clause right before and after the row of the journal that holds a printing point. */
export interface CorrectedWords { readonly draftId: string; readonly clauseId: string; readonly seq: number; readonly before: string; readonly after: string }

export async function correctedWords(history: History, { draftId, ids, facts }: Pick<RecordedAct, 'draftId' | 'ids' | 'facts'>): Promise<CorrectedWords | null> {
  const [clauseId, seq] = [ids['clauseId'], facts['seq']]
  if (draftId === null || clauseId === undefined || typeof seq !== 'number') return null
  const wordsAt = async (place: number) => {
    const node = readDraft((await history.at(draftRoom(draftId), place)).doc).nodes.find(({ id }) => id === clauseId)
    return node ? canonicalClause(node.kind, node.content) : ''
  }
  return { draftId, clauseId, seq, before: await wordsAt(seq - 1), after: await wordsAt(seq) }
}
