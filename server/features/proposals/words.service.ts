import { createHash } from 'node:crypto'
import type { NewProposal } from '#domain/contract/proposals.ts'
import { type Alternative, choosesAmong, keepId } from '#domain/decisions/method.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import type { ProposalKind } from '#domain/decisions/terms.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { nodeLabel } from '#domain/text/numbering.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import { requireInOrder } from '#server/features/drafts/check.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What is put to the vote, fixed: its kind, the words as canonical text if there are any, and the hash that every ballot must carry. */
interface Fixed { readonly kind: ProposalKind; readonly words: string | null; readonly label: string | null; readonly seq: number | null; readonly alternatives: Alternative[]; readonly hash: string | null }
interface Words { readonly words: string | null; readonly label: string | null; readonly seq: number | null }

/** The one place where words are fixed for a vote: a new kind of proposal is a new case here. Refuses a clause and an amendment in one, and alternatives to an amendment. */
export async function fix(context: Context, draftId: string, proposalId: string, input: NewProposal): Promise<Fixed> {
  const { clauseId, amendmentId, method } = input
  if (clauseId !== null && amendmentId !== null) throw new Refusal('invalid', 'A proposal is about a clause or about an amendment', { because: 'clauseAndAmendment' })
  if (amendmentId !== null && choosesAmong(method)) throw new Refusal('invalid', 'An amendment is agreed to or not', { because: 'alternatives' })
  const kind: ProposalKind = amendmentId !== null ? 'amendment' : clauseId !== null ? 'clause' : 'question'
  const alternatives = choosesAmong(method) ? [...input.alternatives, { id: keepId, label: '', words: null }] : input.alternatives
  const fixed = await wordsOf(context, draftId, input, proposalId)
  const sealed = sealedText(fixed.words, alternatives)
  return { kind, ...fixed, alternatives, hash: sealed === null ? null : sha256(sealed) }
}

async function wordsOf(context: Context, draftId: string, { clauseId, amendmentId }: NewProposal, proposalId: string): Promise<Words> {
  if (amendmentId !== null) return ofAmendment(context, draftId, amendmentId, proposalId)
  return clauseId === null ? { words: null, label: null, seq: null } : ofClause(context, draftId, clauseId, proposalId)
}

/** The words of a sealed amendment: the clauses that it changes are put to rest, and must be as they were when it was sealed. */
async function ofAmendment(context: Context, draftId: string, amendmentId: string, proposalId: string): Promise<Words> {
  const { words, clauses } = await amendments.sealedFor(context, draftId, amendmentId)
  await requireAwake(context, draftId, clauses)
  let seq = 0
  for (const clauseId of clauses) {
    const rest = await context.texts.putToRest(draftRoom(draftId), clauseId, proposalId)
    context.onRollback(rest.undo)
    seq = rest.seq
  }
  await amendments.requireWritable(context, draftId, words)
  return { words, seq, label: null }
}

async function requireAwake(context: Context, draftId: string, clauseIds: readonly string[]) {
  const clauseId = await drafts.atRestAmong(context.tx, draftId, clauseIds)
  if (clauseId !== null) throw new Refusal('conflict', 'A proposal on this clause is open', { because: 'openProposal', clauseId })
}

async function ofClause(context: Context, draftId: string, clauseId: string, proposalId: string): Promise<Words> {
  await requireAwake(context, draftId, [clauseId])
  const room = draftRoom(draftId)
  const { content, seq, undo } = await context.texts.putToRest(room, clauseId, proposalId)
  context.onRollback(undo)
  const { kind, label } = await context.texts.read(room, (doc) => {
    const provisions = provisionsOf(doc)
    return { kind: provisions.kinds.get(clauseId), label: nodeLabel(provisions, clauseId) }
  })
  if (!kind || content.blocks.length === 0) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
  await requireInOrder(context, draftId, clauseId)
  return { words: canonicalClause(kind, content), seq, label }
}
