import { createHash } from 'node:crypto'
import { canonicalCharter } from '#domain/charter/canonicalCharter.ts'
import type { Charter } from '#domain/charter/charter.ts'
import type { NewProposal } from '#domain/contract/proposals.ts'
import { type Alternative, amendmentAlternative, amendmentsAmong, choosesAmong, keepId } from '#domain/decisions/method.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import type { ProposalKind } from '#domain/decisions/terms.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { everything } from '#domain/text/atRest.ts'
import { canonicalClause, canonicalDraft } from '#domain/text/canonical.ts'
import { provisionsOf, readDraft } from '#domain/text/draftText.ts'
import { nodeCaption } from '#domain/text/numbering.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import { refuseDisorder, requireInOrder } from '#server/features/drafts/check.service.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as proposals from './proposals.repository.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What is put to the vote, fixed: its kind, the words as canonical text if there are any, and the hash that every ballot must carry. */
export interface Fixed { readonly kind: ProposalKind; readonly words: string | null; readonly label: string | null; readonly seq: number | null; readonly alternatives: readonly proposals.PaperAlternative[]; readonly hash: string | null }
interface Words { readonly words: string | null; readonly label: string | null; readonly seq: number | null }

/** The one place where words are fixed for a vote: a new kind of proposal is a new case here. */
export async function fix(context: Context, draftId: string, proposalId: string, input: NewProposal): Promise<Fixed> {
  const { amendmentIds, method } = input
  const kind = kindOf(input)
  const { words, label, seq, among } = amendmentIds.length > 0 ? await ofAmendments(context, draftId, input, proposalId) : { ...await wordsFor(context, draftId, input, proposalId), among: input.alternatives }
  const own = among.map((alternative): proposals.PaperAlternative => ({ amendmentId: null, ...alternative }))
  const alternatives = choosesAmong(method) ? [...own, { id: keepId, label: '', words: null, amendmentId: null }] : own
  const sealed = sealedText(words, alternatives)
  return { kind, words, label, seq, alternatives, hash: sealed === null ? null : sha256(sealed) }
}

/** The words of a proposed charter: the whole of it. The charter in force stays until the transaction ends, and is voted on in one vote at a time. */
export async function fixCharter({ charter, subject: { workspaceId } }: Permit<'proposal.open'>, context: Context, proposed: Charter): Promise<Fixed> {
  const inForce = await charters.requireFollowing(context, workspaceId, proposed)
  if (inForce.version !== charter.version) throw new Refusal('conflict', 'The charter has just been changed', { because: 'charterMoved' })
  if (await proposals.openOnCharter(context.tx, workspaceId) !== null) throw new Refusal('conflict', 'Another vote on the charter is open', { because: 'openOnCharter' })
  const words = canonicalCharter(proposed)
  return { kind: 'charter', words, label: null, seq: null, alternatives: [], hash: sha256(words) }
}

function kindOf({ clauseId, amendmentId, amendmentIds, wholeDraft }: NewProposal): ProposalKind {
  if (wholeDraft) return 'draft'
  if (amendmentId !== null || amendmentIds.length > 0) return 'amendment'
  return clauseId === null ? 'question' : 'clause'
}

/**
 * Several sealed amendments to choose among, on the paper in the order of their numbers: every clause that any of them changes is put to
 * rest, and each must be as it was when it was sealed. Refuses fewer than two, one that is named twice, and a method that does not choose.
 */
async function ofAmendments(context: Context, draftId: string, { clauseId, amendmentId, amendmentIds, wholeDraft, alternatives, method }: NewProposal, proposalId: string): Promise<Words & { among: Alternative[] }> {
  if (clauseId !== null || amendmentId !== null || wholeDraft || alternatives.length > 0) throw new Refusal('invalid', 'Amendments are chosen among alone', { because: 'clauseAndAmendment' })
  if (!choosesAmong(method) || amendmentIds.length < amendmentsAmong.fewest || new Set(amendmentIds).size !== amendmentIds.length) throw new Refusal('invalid', 'Two amendments at least, under a method that chooses among them', { because: 'alternatives' })
  const sealed: amendments.Sealed[] = []
  for (const id of [...amendmentIds].sort()) sealed.push(await amendments.sealedFor(context, draftId, id))
  const seq = await layToRest(context, draftId, sealed, proposalId)
  for (const { words } of sealed) await amendments.requireWritable(context, draftId, words)
  const among = [...sealed].sort((a, b) => a.number - b.number).map(({ amendmentId: id, number, title, words }) => ({ id: amendmentAlternative(number), label: title, words, amendmentId: id }))
  return { words: null, label: null, seq, among }
}

async function wordsFor(context: Context, draftId: string, { clauseId, amendmentId, wholeDraft, method }: NewProposal, proposalId: string): Promise<Words> {
  if ([clauseId !== null, amendmentId !== null, wholeDraft].filter(Boolean).length > 1) throw new Refusal('invalid', 'A proposal is about a clause, about an amendment or about the whole draft', { because: 'clauseAndAmendment' })
  if (wholeDraft && choosesAmong(method)) throw new Refusal('invalid', 'A draft is adopted or not: there is nothing to choose among', { because: 'alternatives' })
  if (wholeDraft) return ofDraft(context, draftId, proposalId)
  if (amendmentId !== null && choosesAmong(method)) throw new Refusal('invalid', 'One amendment is agreed to or not: there is nothing to choose among', { because: 'alternatives' })
  if (amendmentId !== null) return ofAmendment(context, draftId, amendmentId, proposalId)
  return clauseId === null ? { words: null, label: null, seq: null } : ofClause(context, draftId, clauseId, proposalId)
}

/** The words of a sealed amendment: the clauses that it changes are put to rest, and must be as they were when it was sealed. */
async function ofAmendment(context: Context, draftId: string, amendmentId: string, proposalId: string): Promise<Words> {
  const sealed = await amendments.sealedFor(context, draftId, amendmentId)
  const seq = await layToRest(context, draftId, [sealed], proposalId)
  await amendments.requireWritable(context, draftId, sealed.words)
  return { words: sealed.words, label: null, seq }
}

/** The words of all provisions: they are put to rest together, and nothing may be put in between them. Refuses while any of them is in another vote. */
async function ofDraft(context: Context, draftId: string, proposalId: string): Promise<Words> {
  const { atRest, inPlace } = await drafts.atRestIn(context.tx, draftId)
  const [clauseId] = [...atRest.keys(), ...inPlace.keys()]
  if (clauseId !== undefined) throw new Refusal('conflict', 'A proposal on words of this draft is open', { because: 'openInDraft', ...(clauseId !== everything && { clauseId }) })
  const room = draftRoom(draftId)
  const { seq, undo } = await context.texts.putToRest(room, everything, { proposalId, keeps: 'words' })
  context.onRollback(undo)
  const language = await drafts.languageOf(context.tx, draftId)
  const nodes = await context.texts.read(room, (doc) => readDraft(doc, language).nodes)
  refuseDisorder(nodes, null)
  return { words: canonicalDraft(nodes), seq, label: null }
}

/**
 * Puts the clauses to rest that amendments change, which must all be awake, and holds those in their place behind or in which they put
 * something, none of which may leave it by another vote; the place in the journal from which on that is so.
 */
async function layToRest(context: Context, draftId: string, sealed: readonly amendments.Sealed[], proposalId: string): Promise<number> {
  const clauses = new Set(sealed.flatMap((each) => each.clauses))
  await requireAwake(context, draftId, [...clauses], sealed.flatMap(({ leaving }) => leaving))
  const anchors = [...new Set(sealed.flatMap((each) => each.anchors))].filter((id) => !clauses.has(id))
  const leaving = anchors.length > 0 ? await amendments.leavingByVote(context, draftId) : new Set<string>()
  refuseOpen(anchors.find((id) => leaving.has(id)) ?? null)
  const keeping = [...[...clauses].map((id) => [id, 'words'] as const), ...anchors.map((id) => [id, 'place'] as const)]
  let seq = 0
  for (const [clauseId, keeps] of keeping) {
    const rest = await context.texts.putToRest(draftRoom(draftId), clauseId, { proposalId, keeps })
    context.onRollback(rest.undo)
    seq = rest.seq
  }
  return seq
}

async function requireAwake(context: Context, draftId: string, clauseIds: readonly string[], leaving: readonly string[]) {
  refuseOpen(await drafts.atRestAmong(context.tx, draftId, clauseIds, leaving))
}

function refuseOpen(clauseId: string | null) {
  if (clauseId !== null) throw new Refusal('conflict', 'A proposal on this clause is open', { because: 'openProposal', clauseId })
}

async function ofClause(context: Context, draftId: string, clauseId: string, proposalId: string): Promise<Words> {
  await requireAwake(context, draftId, [clauseId], [])
  const room = draftRoom(draftId)
  const { content, seq, undo } = await context.texts.putToRest(room, clauseId, { proposalId, keeps: 'words' })
  context.onRollback(undo)
  const language = await drafts.languageOf(context.tx, draftId)
  const { kind, label } = await context.texts.read(room, (doc) => {
    const provisions = provisionsOf(doc)
    return { kind: provisions.kinds.get(clauseId), label: nodeCaption(provisions, clauseId, language) }
  })
  if (!kind || content.blocks.length === 0) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
  await requireInOrder(context, draftId, clauseId)
  return { words: canonicalClause(kind, content), seq, label }
}
