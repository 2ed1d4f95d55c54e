import type { Capability } from '#domain/charter/charter.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { draftRoom } from '#domain/ids.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import { contentOf, provisionsOf } from '#domain/text/draftText.ts'
import { labelsOf } from '#domain/text/numbering.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { authorize, type Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as ballots from '#server/features/ballots/ballots.service.ts'
import * as comments from '#server/features/comments/comments.service.ts'
import { threadSubject } from '#server/features/comments/comments.subject.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import { proposalSubject } from '#server/features/proposals/proposals.subject.ts'
import type { Texts } from '#server/texts/texts.ts'
import { methodOf, type Places, type Seed, type SeedPlace } from './content.ts'
import { findWords, replaceWords } from './words.ts'

/** Where the seed acts: the draft it made, and where each of its keys went. */
export interface Stage { readonly draftId: string; readonly places: Places; readonly userOf: (key: string) => string }
type Thread = Seed['threads'][number]
type Proposal = Seed['proposals'][number]

const nodeOf = ({ places }: Stage, key: string) => places.nodes.get(key) ?? ''
const blockOf = ({ places }: Stage, { clause, para, point }: SeedPlace) => places.blocks.get([clause, para, point].filter(Boolean).join('/')) ?? ''

/** Asks for a right as the person would by a request; the seed has no other way in. */
export const ask = <C extends Capability>(context: Context, userId: string, capability: C, subject: Subject): Promise<Permit<C>> =>
  authorize(context.tx, userId, capability, subject, context.now)

export async function openThread(context: Context, stage: Stage, thread: Thread): Promise<string> {
  const userId = stage.userOf(thread.by)
  const clauseId = nodeOf(stage, thread.clause)
  const anchor = await context.texts.read(draftRoom(stage.draftId), (doc) => {
    const labels = labelsOf(provisionsOf(doc), 'en')
    for (const block of contentOf(doc, clauseId).blocks) {
      const words = findWords(block, labels, thread.quote)
      if (words) return makeAnchor(doc, clauseId, block.id, words.from, words.to)
    }
    throw new Error(`${thread.key}: its words are not in the clause`)
  })
  const permit = await ask(context, userId, 'comment.write', await draftSubject(context, stage.draftId, userId))
  return comments.open(permit, context, stage.draftId, { clauseId, kind: thread.kind, anchor, body: thread.text })
}

export async function reply(context: Context, stage: Stage, threadId: string, { by, text }: Thread['replies'][number]): Promise<void> {
  const userId = stage.userOf(by)
  const permit = await ask(context, userId, 'comment.write', await threadSubject(context, threadId, userId))
  await comments.reply(permit, context, { draftId: stage.draftId, threadId }, text)
}

export async function resolveThread(context: Context, stage: Stage, threadId: string, by: string): Promise<void> {
  const userId = stage.userOf(by)
  const permit = await ask(context, userId, 'comment.resolve', await threadSubject(context, threadId, userId))
  await comments.resolve(permit, context, { draftId: stage.draftId, threadId })
}

/** An edit on the same road as typing: an update of the person's own, in the journal at its day; of the draft, or in an amendment. */
export async function edit(texts: Texts, stage: Stage, { by, target, old, new: words }: Omit<Seed['edits'][number], 'key' | 'day'>, at: Date, room = draftRoom(stage.draftId)): Promise<void> {
  await texts.edit(room, { userId: stage.userOf(by) }, (doc) => {
    const fragment = clausesOf(doc).get(nodeOf(stage, target.clause))
    if (!fragment) throw new Error(`there is no clause ${target.clause}`)
    replaceWords(fragment, blockOf(stage, target), old, words)
  }, at)
}

export async function openProposal(context: Context, stage: Stage, proposal: Proposal, { clause, instruction, closesAt, by }: { clause: string; instruction: string; closesAt: Date; by: string }): Promise<string> {
  const userId = stage.userOf(by)
  const permit = await ask(context, userId, 'proposal.open', await draftSubject(context, stage.draftId, userId))
  return proposals.open(permit, context, stage.draftId, {
    question: `Shall the article be amended as follows? ${instruction}`, clauseId: nodeOf(stage, clause), wholeDraft: false, amendmentId: null, amendmentIds: [], method: methodOf(proposal, permit.charter),
    alternatives: [], roles: [...permit.charter.roles], quorum: { all: { kind: 'number', electors: proposal.quorum.min }, roles: {} },
    reason: 'optional', secrecy: 'recorded', hidden: false, earlyClose: 'never', proxies: false, closesAt: closesAt.toISOString(),
  })
}

export async function castBallot(context: Context, stage: Stage, proposalId: string, { by, choice, reason }: Proposal['ballots'][number]): Promise<void> {
  const userId = stage.userOf(by)
  const permit = await ask(context, userId, 'ballot.cast', await proposalSubject(context, proposalId, userId))
  const proposal = await proposals.find(context.tx, proposalId)
  await ballots.cast(permit, context, { choice, hash: proposal?.hash ?? null, ...(reason && { reason }) }, context.now)
}
