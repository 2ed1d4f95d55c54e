import { readCanonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { alreadyWritten, consolidationOf, placesOf, writeSealed } from '#domain/amendments/sealed.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { Context } from '#server/db/context.ts'
import { placeOfDraft } from '#server/authorize/standing.repository.ts'
import { amendmentConsolidated, amendmentDecided } from './amendments.events.ts'
import * as amendments from './amendments.repository.ts'
import { leaveUncalled } from './preemption.service.ts'

export interface Sealed { readonly amendmentId: string; readonly number: number; readonly title: string; readonly words: string; readonly clauses: readonly string[]; /** Clauses that have to keep their place, and those that it takes from theirs. */ readonly anchors: readonly string[]; readonly leaving: readonly string[] }

/** The words of an amendment that may be put to the vote, and the clauses they change. Refuses one that is not sealed, or was decided. */
export async function sealedFor(context: Context, draftId: string, amendmentId: string): Promise<Sealed> {
  await amendments.lock(context.tx, amendmentId)
  const row = await amendments.byId(context.tx, amendmentId)
  if (!row || row.draftId !== draftId) throw new Refusal('notFound', 'The draft has no such amendment', { amendmentId })
  if (row.state !== 'sealed' || row.words === null || row.number === null) throw new Refusal('conflict', 'Only a sealed amendment is put to the vote', { because: 'notSealed', amendmentId })
  return { amendmentId, number: row.number, title: row.title, words: row.words, clauses: await amendments.clausesOf(context.tx, amendmentId), ...placesOf(readCanonicalAmendment(row.words)) }
}

/** The clauses of a draft that may leave their place by a vote that is open, or by one whose words are not written in yet. */
export async function leavingByVote(context: Context, draftId: string): Promise<Set<string>> {
  const rows = await amendments.ofDraft(context.tx, draftId)
  return new Set(rows.flatMap(({ words, isVotedOn, state, outcome }) => words !== null && (isVotedOn || (state === 'decided' && outcome === 'agreedTo')) ? placesOf(readCanonicalAmendment(words)).leaving : []))
}

/** Refuses words that could not be written into the draft as it is now. */
export async function requireWritable(context: Context, draftId: string, words: string): Promise<void> {
  const consolidation = consolidationOf(await textOf(context, draftId), readCanonicalAmendment(words))
  if (!consolidation.ok) throw new Refusal('conflict', 'The draft has changed where the amendment changes it', { because: 'textMoved', clauseId: consolidation.clauseId })
}

/**
 * What a valid vote made of the amendments it was on: the one that was agreed to, and of those that it was chosen before each is not
 * called; where none was agreed to, all are disagreed to. What was agreed to is written in by a job that is planned in the same
 * transaction, so that nothing can come between.
 */
export async function decide(context: Context, workspaceId: string, amendmentIds: readonly string[], { proposalId, agreedTo }: { proposalId: string; agreedTo: string | null }): Promise<void> {
  const rows: amendments.AmendmentRow[] = []
  for (const id of [...amendmentIds].sort()) {
    await amendments.lock(context.tx, id)
    const row = await amendments.byId(context.tx, id)
    if (!row) throw new Error('a proposal names amendments that are there')
    rows.push(row)
  }
  const agreed = rows.find(({ id }) => id === agreedTo)
  // The one that was agreed to is told of first.
  for (const row of [...agreed ? [agreed] : [], ...rows.filter((other) => other !== agreed)]) {
    const preemption = agreed && row !== agreed ? { by: agreed, clauseId: null } : null
    const outcome = row === agreed ? 'agreedTo' : preemption ? 'notCalled' : 'disagreedTo'
    await amendments.change(context.tx, row.id, { state: 'decided', outcome, decidedAt: context.now, decidedBy: proposalId, preemptedById: preemption?.by.id ?? null })
    context.record(amendmentDecided(workspaceId, row, outcome, proposalId, preemption))
  }
  if (agreed) await amendments.planConsolidation(context.tx, agreed.id)
}

/**
 * Writes the agreed words, and only those, into the draft, as words of the first sponsor; its clauses have been at rest since the vote
 * opened. A text that has them already (a kill between writing and recording) is only recorded. Throws, and so leaves everything as it
 * is and the clauses at rest, when the text is not what it was when the words were sealed.
 */
export async function consolidate(context: Context, amendmentId: string): Promise<void> {
  if (await amendments.lock(context.tx, amendmentId) !== 'decided') return
  const row = await amendments.byId(context.tx, amendmentId)
  const place = row && await placeOfDraft(context.tx, row.draftId)
  const [author] = row?.sponsors ?? []
  if (!row || !place || row.outcome !== 'agreedTo' || row.words === null || author === undefined) return
  const sealed = readCanonicalAmendment(row.words)
  const room = draftRoom(row.draftId)
  const main = await textOf(context, row.draftId)
  const { seq } = alreadyWritten(main, sealed) ? await context.texts.history.head(room) : await write(context, row, sealed, author)
  await amendments.change(context.tx, amendmentId, { state: 'consolidated', consolidatedAt: context.now, consolidatedSeq: seq })
  context.record(amendmentConsolidated(place.workspaceId, row, { seq, clauses: sealed.clauses.map(({ id }) => id) }))
  await leaveUncalled(context, place.workspaceId, row, sealed)
}

async function write(context: Context, { id, draftId }: amendments.AmendmentRow, sealed: SealedAmendment, userId: string): Promise<{ seq: number }> {
  const consolidation = consolidationOf(await textOf(context, draftId), sealed)
  if (!consolidation.ok) throw new Refusal('conflict', 'The draft is not what it was when the words were sealed', { because: consolidation.because, clauseId: consolidation.clauseId })
  return context.texts.edit(draftRoom(draftId), { userId }, (doc) => {
    writeSealed(doc, sealed)
    // Before it is sent anywhere: what others write meanwhile has no say in it.
    if (!alreadyWritten(readDraft(doc).nodes, sealed)) throw new Error(`the text of ${draftId} would not have the sealed words of ${id}`)
  })
}

export const unconsolidated = (context: Context) => amendments.unconsolidated(context.tx)

const textOf = (context: Context, draftId: string) => context.texts.read(draftRoom(draftId), (doc) => readDraft(doc).nodes)
