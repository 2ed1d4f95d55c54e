import { type ClauseDecision, decidingActs, decisionsOn } from '#domain/clauseDecisions.ts'
import type { HistoryQuery } from '#domain/contract/history.ts'
import { draftRoom } from '#domain/ids.ts'
import { compareDrafts } from '#domain/text/compare.ts'
import { contentOf, provisionsOf, readDraft } from '#domain/text/draftText.ts'
import { treeOf } from '#domain/text/tree.ts'
import { Refusal } from '#domain/errors.ts'
import { referenceLabel } from '#domain/text/numbering.ts'
import type { AttributedBlock } from '#domain/text/attributedBlocks.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as versions from './versions.repository.ts'

export interface Timeline {
  readonly days: Awaited<ReturnType<Context['texts']['history']['days']>>
  readonly generations: Awaited<ReturnType<Context['texts']['history']['places']>>
  readonly versions: readonly versions.VersionRow[]
  readonly decisions: readonly versions.DecisionRow[]
  readonly acts: Awaited<ReturnType<typeof versions.actsOn>>
  /** The row that the text had reached at a time of a decision or an act. */
  seqAt(time: Date): number
}

/** Everything that a draft's time line is made of. Days are counted in the zone asked for, `limit` of them at most. */
export async function timeline(permit: Permit<'draft.read'>, context: Context, draftId: string, { zone, before, limit }: HistoryQuery) {
  const { history } = context.texts
  const room = draftRoom(draftId)
  const head = await history.head(room)
  const [days, generations, named, decisions, acts] = await Promise.all([
    history.days(room, { zone, before: before ? new Date(before) : null, limit: limit + 1 }), history.laterGenerations(room),
    versions.list(context.tx, draftId), versions.decisions(context.tx, draftId),
    versions.actsOn(context.tx, permit.subject.workspaceId, draftId, ['draft.advanced', 'draft.restored', 'clause.restored']),
  ])
  const times = [...decisions.flatMap(({ openedAt, closedAt }) => closedAt ? [openedAt, closedAt] : [openedAt]), ...acts.map(({ at }) => new Date(at))]
  const seqs = await history.seqsAt(room, times)
  const reached = new Map(times.map((time, index) => [time.getTime(), seqs[index] ?? 1]))
  return { head, timeline: { days, generations, versions: named, decisions, acts, seqAt: (time: Date) => reached.get(time.getTime()) ?? head.seq } satisfies Timeline }
}

/** The draft as it stood right after a row of its journal. Refuses `notFound` a row that is not there. */
export async function textAt(_permit: Permit<'draft.read'>, context: Context, draftId: string, seq: number) {
  const { doc, place } = await context.texts.history.at(draftRoom(draftId), seq)
  return { place, nodes: readDraft(doc, await drafts.languageOf(context.tx, draftId)).nodes }
}

/** What differs between two moments, by clause and word; by default from the first to the present one. */
export async function compare(_permit: Permit<'draft.read'>, context: Context, draftId: string, { from, to }: { from: number; to?: number | undefined }) {
  const { history } = context.texts
  const room = draftRoom(draftId)
  const [earlier, later] = await Promise.all([history.at(room, from), history.at(room, to ?? (await history.head(room)).seq)])
  return { from, to: later.place.seq, clauses: compareDrafts(readDraft(earlier.doc).nodes, readDraft(later.doc).nodes, await drafts.languageOf(context.tx, draftId)) }
}

export interface Attributed { readonly seq: number; readonly blocks: readonly AttributedBlock[]; readonly times: ReadonlyMap<number, Date>; readonly restoring: ReadonlySet<number> }

/** Who wrote the words of a clause as it stood at a moment, by default the present one. */
export async function attribution(permit: Permit<'draft.read'>, context: Context, { draftId, clauseId }: { draftId: string; clauseId: string }, asked: number | undefined): Promise<Attributed> {
  const { history } = context.texts
  const room = draftRoom(draftId)
  const seq = asked ?? (await history.head(room)).seq
  const blocks = await history.attribution(room, clauseId, seq)
  const seqs = new Set(blocks.flatMap(({ runs }) => runs.flatMap(({ origin }) => origin.through ? [origin.seq, origin.through.seq] : [origin.seq])))
  const places = await history.places(room, [...seqs])
  const acts = await versions.actsOn(context.tx, permit.subject.workspaceId, draftId, ['draft.restored', 'clause.restored'])
  return { seq, blocks, times: new Map(places.map(({ seq: place, at }) => [place, at])), restoring: new Set(acts.map(({ facts }) => Number(facts['seq']))) }
}

/** A provision, or a block of one, as it was named when it was last there. Refuses `notFound` what the draft never had. */
export async function former(_permit: Permit<'draft.read'>, context: Context, { draftId, clauseId }: { draftId: string; clauseId: string }, block: string | null) {
  const past = await context.texts.history.lastWith(draftRoom(draftId), (doc) =>
    treeOf(doc).has(clauseId) && (block === null || contentOf(doc, clauseId).blocks.some(({ id }) => id === block)))
  const language = await drafts.languageOf(context.tx, draftId)
  const provision = past && readDraft(past.doc, language).nodes.find(({ id }) => id === clauseId)
  if (!provision) throw new Refusal('notFound', 'The draft never had this provision', { clauseId })
  return { place: past.place, provision, label: referenceLabel(provisionsOf(past.doc), { target: clauseId, block, form: 'full' }, language) }
}

/** What was decided on the words of a clause, from the record alone, the latest first. */
export async function clauseDecisions(permit: Permit<'draft.read'>, context: Context, { draftId, clauseId }: { draftId: string; clauseId: string }): Promise<ClauseDecision[]> {
  return decisionsOn(await versions.actsOn(context.tx, permit.subject.workspaceId, draftId, decidingActs), clauseId)
}
