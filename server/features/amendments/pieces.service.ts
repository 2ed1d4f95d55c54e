import { applyHunks } from '#domain/amendments/applyHunks.ts'
import type { SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { choose } from '#domain/amendments/choose.ts'
import { type Hunk, hunksOf } from '#domain/amendments/hunks.ts'
import { type Instruction, instructionsOf } from '#domain/amendments/instruction.ts'
import { alreadyWritten, consolidationOf, sealedOf } from '#domain/amendments/sealed.ts'
import { rebase, type Rebased } from '#domain/amendments/threeWay.ts'
import type { SettleAmendment } from '#domain/contract/amendments.ts'
import { Refusal } from '#domain/errors.ts'
import { amendmentRoom, baseRoom } from '#domain/ids.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { blockText } from '#domain/text/clauseContent.ts'
import { type ProvisionText, provisionsIn, readDraft } from '#domain/text/draftText.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { labelsOf } from '#domain/text/numbering.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import type { AmendmentRow } from './amendments.repository.ts'

/** Who changed the draft where a piece changes it, last and when. */
export interface Changed { readonly userId: string; readonly at: Date }
export interface Piece extends Rebased { readonly instruction: Instruction; readonly now: string | null; readonly wanted: string | null; readonly changed: Changed | null }
export interface Pieces { readonly from: number; readonly seq: number; readonly isBehind: boolean; readonly pieces: readonly Piece[] }

/** A text as it stood right after one row of its journal. */
export const textAt = async ({ texts }: Context, room: string, seq: number): Promise<ProvisionText[]> => readDraft((await texts.history.at(room, seq)).doc).nodes

/** The pieces of an amendment as they stand to the text that it is a branch of as that is now, with the words that stand there and who put them there. */
export async function piecesOf(_permit: Permit<'draft.read'>, context: Context, row: AmendmentRow, reader: LabelLanguage): Promise<Pieces> {
  const { id, baseSeq } = row
  const room = baseRoom(row)
  const { seq } = await context.texts.history.head(room)
  const [base, main] = [await textAt(context, room, baseSeq), await textAt(context, room, seq)]
  const branch = await context.texts.read(amendmentRoom(id), (doc) => readDraft(doc).nodes)
  const law = await drafts.languageOf(context.tx, row.draftId)
  const pieces = rebase(base, main, hunksOf(base, branch))
  const instructions = new Map(instructionsOf(base, pieces.map(({ hunk }) => hunk), { reader, law }).map((each) => [each.hunkId, each]))
  const [now, wanted] = [wordsIn(main, law), wordsIn(branch, law)]
  const changedBy = await changes(context, room, { baseSeq, seq, base, main }, pieces)
  return {
    from: baseSeq, seq, isBehind: pieces.some(({ stand }) => stand !== 'clean') || !consolidationOf(main, sealedOf(base, branch)).ok,
    pieces: pieces.map((piece) => {
      const each = instructions.get(piece.hunk.id)
      if (!each) throw new Error('there is an instruction for each piece')
      return { ...piece, instruction: each, now: now(piece.hunk), wanted: wanted(piece.hunk), changed: changedBy(piece) }
    }),
  }
}

/** What a text has at the place of a piece: the words of the block, or of the whole clause. */
function wordsIn(nodes: readonly ProvisionText[], law: LabelLanguage) {
  const labels = labelsOf(provisionsIn(nodes), law)
  const clauses = new Map(nodes.map((node) => [node.id, node]))
  return (hunk: Hunk): string | null => {
    const clause = clauses.get(hunk.clauseId)
    if (!clause) return null
    if (!('blockId' in hunk)) return clause.content.blocks.map((block) => blockText(block, labels)).join('\n')
    const block = clause.content.blocks.find(({ id }) => id === hunk.blockId)
    return block ? blockText(block, labels) : null
  }
}

interface Between { readonly baseSeq: number; readonly seq: number; readonly base: readonly ProvisionText[]; readonly main: readonly ProvisionText[] }

/** Who changed what since, told only of clauses that read otherwise now; of a place that is no longer what it was, who moved something last. */
async function changes({ texts: { history } }: Context, room: string, { baseSeq, seq, base, main }: Between, pieces: readonly Rebased[]): Promise<(piece: Rebased) => Changed | null> {
  const moved = movedSince(base, main)
  const isAsked = ({ hunk, stand }: Rebased) => moved(hunk.clauseId) || stand === 'conflict'
  if (!pieces.some(isAsked)) return () => null
  const { clauses, places } = await history.changes(room, baseSeq, seq)
  const rowOf = (piece: Rebased) => clauses.get(piece.hunk.clauseId) ?? ('blockId' in piece.hunk ? null : places)
  const rows = new Map((await history.places(room, pieces.filter(isAsked).flatMap((piece) => rowOf(piece) ?? []))).map((place) => [place.seq, place]))
  return (piece) => {
    const row = isAsked(piece) ? rows.get(rowOf(piece) ?? 0) : undefined
    return row ? { userId: row.userId, at: row.at } : null
  }
}

/** Whether a clause reads otherwise in a later text, or stands elsewhere. */
export function movedSince(before: readonly ProvisionText[], after: readonly ProvisionText[]): (clauseId: string) => boolean {
  const statesIn = (nodes: readonly ProvisionText[]) => new Map(nodes.map(({ id, kind, parent, order, content }) => [id, `${parent}/${order}/${canonicalClause(kind, content)}`]))
  const [was, is] = [statesIn(before), statesIn(after)]
  return (clauseId) => was.get(clauseId) !== is.get(clauseId)
}

/** Refuses a choice that does not fit what the amendment and the draft have become. */
export function refuseChoice({ because, pieceId }: { readonly because: 'moved' | 'textMoved' | 'needsOther'; readonly pieceId: string }): never {
  const words = { moved: 'The amendment has no such piece any more', textMoved: 'The draft has changed where the piece changes it', needsOther: 'The piece needs another one' }
  throw new Refusal('conflict', words[because], { because, pieceId })
}

/** The pieces that are asked for, on the text that an amendment starts from. */
export interface Asked { readonly base: readonly ProvisionText[]; readonly hunks: readonly Hunk[]; readonly taken: readonly string[] }

/** What is asked for of an amendment that is accepted, whole or in part, or rejected. Refuses to accept one that changes nothing. */
export function askedOf(base: readonly ProvisionText[], branch: readonly ProvisionText[], { accepted, pieces }: Pick<SettleAmendment, 'accepted' | 'pieces'>): Asked & { readonly left: number; readonly isInPart: boolean } {
  const hunks = hunksOf(base, branch)
  if (accepted && hunks.length === 0) throw new Refusal('conflict', 'The amendment changes nothing', { because: 'nothingChanged' })
  const all = hunks.map(({ id }) => id)
  const taken = !accepted ? [] : pieces === 'all' ? all : [...new Set(pieces)]
  return { base, hunks, taken, left: all.length - taken.length, isInPart: taken.length > 0 && taken.length < all.length }
}

/** The pieces that are taken, where a text reads so already: somebody wrote them, or an acceptance that a kill cut off before it was kept. */
export function doneIn(main: readonly ProvisionText[], { base, hunks, taken }: Asked): readonly Hunk[] | null {
  const due = rebase(base, main, hunks).filter(({ hunk }) => taken.includes(hunk.id))
  return due.length === taken.length && due.every(({ stand }) => stand === 'done') ? due.map(({ hunk }) => hunk) : null
}

/**
 * Where a text says already what is taken, and what was written there: its clauses as they read without these pieces and with them, and
 * nothing else. Null where no moment of the text is that, be it that the pieces came one by one while others wrote in the same clauses.
 */
export async function writtenAlready(context: Context, room: string, asked: Asked): Promise<{ seq: number; change: SealedAmendment } | null> {
  const { history } = context.texts
  const { seq } = await history.head(room)
  const now = await textAt(context, room, seq)
  if (!doneIn(now, asked)) return null
  const whole = changeBetween(asked.base, now, asked)
  if (whole) return { seq, change: whole }
  // These clauses have changed elsewhere too, before it or since: what counts is the row with which all of it was there.
  const last = await history.lastWith(room, (doc) => !doneIn(readDraft(doc).nodes, asked))
  if (!last || last.place.seq >= seq) return null
  const then = last.place.seq + 1
  const change = changeBetween(readDraft(last.doc).nodes, await textAt(context, room, then), asked)
  return change && { seq: then, change }
}

/** What all the pieces that are taken do to one text, where the other is word for word that. */
function changeBetween(before: readonly ProvisionText[], after: readonly ProvisionText[], { base, hunks, taken }: Asked): SealedAmendment | null {
  const choice = choose(rebase(base, before, hunks), taken)
  if (!choice.ok || choice.hunks.length < taken.length) return null
  const change = sealedOf(before, applyHunks(before, choice.hunks))
  return alreadyWritten(after, change) ? change : null
}

/** What the pieces that are taken do to the text of now. Refuses those that it stands in the way of. */
export function changeOf(main: readonly ProvisionText[], { base, hunks, taken }: Asked): { hunks: readonly Hunk[]; change: SealedAmendment } {
  const choice = choose(rebase(base, main, hunks), taken)
  if (!choice.ok) return refuseChoice(choice)
  const change = sealedOf(main, applyHunks(main, choice.hunks))
  if (change.clauses.length === 0) throw new Refusal('conflict', 'It reads so already', { because: 'nothingChanged' })
  return { hunks: choice.hunks, change }
}
