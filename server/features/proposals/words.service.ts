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
import { requireInOrder } from '#server/features/drafts/check.service.ts'
import * as proposals from './proposals.repository.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What is put to the vote, fixed: its kind, the words as canonical text if there are any, and the hash that every ballot must carry. */
interface Fixed { readonly kind: ProposalKind; readonly words: string | null; readonly label: string | null; readonly seq: number | null; readonly alternatives: Alternative[]; readonly hash: string | null }
interface Words { readonly words: string | null; readonly label: string | null; readonly seq: number | null }

/** The one place where words are fixed for a vote: a new kind of proposal is a new case here. */
export async function fix(context: Context, draftId: string, proposalId: string, input: NewProposal): Promise<Fixed> {
  const kind: ProposalKind = input.clauseId === null ? 'question' : 'clause'
  const alternatives = choosesAmong(input.method) ? [...input.alternatives, { id: keepId, label: '', words: null }] : input.alternatives
  const fixed = input.clauseId === null ? { words: null, label: null, seq: null } : await ofClause(context, draftId, input.clauseId, proposalId)
  const sealed = sealedText(fixed.words, alternatives)
  return { kind, ...fixed, alternatives, hash: sealed === null ? null : sha256(sealed) }
}

async function ofClause(context: Context, draftId: string, clauseId: string, proposalId: string): Promise<Words> {
  if (await proposals.openOn(context.tx, draftId, clauseId)) throw new Refusal('conflict', 'A proposal on this clause is open', { because: 'openProposal', clauseId })
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
