import { randomUUID } from 'node:crypto'
import type * as Y from 'yjs'
import { decide } from '#domain/charter/decide.ts'
import { stages } from '#domain/charter/roles.ts'
import type { AdvanceDraft, ChangeDraft } from '#domain/contract/drafts.ts'
import type { Localized } from '#domain/contract/shared.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { restsFor } from '#domain/text/atRest.ts'
import { changedSince } from '#domain/text/changedSince.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { makeTextDoc } from '#domain/text/textDoc.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import { standingIn } from '#server/authorize/standing.repository.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { requireInOrder } from './check.service.ts'
import { draftAdvanced, draftChanged, draftCreated } from './drafts.events.ts'
import * as drafts from './drafts.repository.ts'

/** Every draft that the person may read, in this and any other workspace. */
export async function list(context: Context, userId: string | null) {
  const rows = await drafts.candidates(context.tx, userId)
  const standings = new Map<string, Awaited<ReturnType<typeof standingIn>>>()
  for (const { workspaceId } of rows) if (!standings.has(workspaceId)) standings.set(workspaceId, await standingIn(context.tx, workspaceId, userId))
  return rows.filter(({ id, workspaceId, stage }) => {
    const standing = standings.get(workspaceId)
    return standing && decide(standing.charter, standing.actor, 'draft.read', { workspaceId, draftId: id, stage }, context.now).allowed
  })
}

export async function read(_permit: Permit<'draft.read'>, context: Context, draftId: string) {
  const draft = await drafts.byId(context.tx, draftId)
  if (!draft) throw new Refusal('notFound', 'There is no such draft')
  const nodes = await textOf(context, draftId, draft.language)
  return { draft, nodes, ...await drafts.clausesAtRest(context.tx, draftId), adoption: await adoptionOf(context.tx, draftId, nodes), ...await context.texts.stateOf(draftRoom(draftId)) }
}

/** The latest vote that adopted the draft as a whole, and what is not any more as it was then. */
async function adoptionOf(tx: Tx, draftId: string, nodes: readonly ProvisionText[]) {
  const adopted = await drafts.adoptedWhole(tx, draftId)
  if (!adopted) return null
  const { words, ...vote } = adopted
  return { ...vote, changed: changedSince(words, nodes) }
}

/** The committed words of a draft as its own language says them, and its title from the database. */
export async function text(context: Context, draftId: string) {
  const named = (await drafts.names(context.tx, [draftId])).get(draftId)
  if (!named) throw new Error(`there is no draft ${draftId}`)
  return { title: named.title, nodes: await textOf(context, draftId, named.language) }
}

const textOf = (context: Context, draftId: string, language: LabelLanguage) => context.texts.read(draftRoom(draftId), (doc) => readDraft(doc, language).nodes)

/** In which a draft is written. */
export const languageOf = (tx: Tx, draftId: string) => drafts.languageOf(tx, draftId)

interface NewDraft { readonly title: Localized; readonly longTitle: Localized | null; readonly language: LabelLanguage; readonly first: Y.Doc }

/** Creates a draft with its first text in the same transaction: there is never a draft without words. */
export async function create(permit: Permit<'draft.create'>, context: Context, { title, longTitle, language, first }: NewDraft): Promise<string> {
  const { actor, subject: { workspaceId } } = permit
  if (actor.userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  await drafts.lockWorkspace(context.tx, workspaceId)
  const reference = `PAR ${context.now.getUTCFullYear()}/${await drafts.countIn(context.tx, workspaceId) + 1}`
  const draftId = await drafts.insert(context.tx, { workspaceId, reference, title, longTitle, language, createdAt: context.now })
  await context.texts.create(context.tx, { textId: draftRoom(draftId), draftId, first, author: { userId: actor.userId }, at: context.now })
  context.record(draftCreated(workspaceId, draftId, reference, language))
  return draftId
}

/** A title and one empty article: what a new draft begins with. */
export function firstText(title: string): Y.Doc {
  const doc = makeTextDoc()
  doc.transact(() => {
    writeClause(addNode(doc, { id: randomUUID(), kind: 'title', parent: null, after: null }), { blocks: [{ type: 'plain', id: randomUUID(), inlines: [{ text: title }] }] })
    writeClause(addNode(doc, { id: randomUUID(), kind: 'article', parent: null, after: null }), {
      blocks: [{ type: 'heading', id: randomUUID(), inlines: [] }, { type: 'paragraph', id: randomUUID(), inlines: [] }],
    })
  })
  return doc
}

/** Moves a draft one stage on, or one back. Refuses a leap, adopting with a vote open, going on with a text that is not in order, and a draft that somebody else has moved. */
export async function advance(permit: Permit<'draft.advance'>, context: Context, { stage: to, reason }: AdvanceDraft): Promise<void> {
  const { workspaceId, draftId, stage: from } = permit.subject
  if (!draftId || !from) throw new Error('a stage belongs to a draft')
  if (Math.abs(stages.indexOf(to) - stages.indexOf(from)) !== 1) throw new Refusal('invalid', 'A draft moves one stage at a time', { from, to })
  if (to === 'adopted' && (await drafts.byId(context.tx, draftId))?.openProposals) throw new Refusal('conflict', 'A proposal is still open', { because: 'voteOpen' })
  if (stages.indexOf(to) > stages.indexOf(from)) await requireInOrder(context, draftId)
  if (!await drafts.moveStage(context.tx, draftId, from, to, context.now)) throw new Refusal('conflict', 'The draft has been moved since', { because: 'moved' })
  context.record(draftAdvanced(workspaceId, draftId, from, to, reason ?? null))
}

/**
 * Says in which language a draft is written. Its words and their hashes stay; what the law calls its provisions follows on every page.
 * So it is refused while a vote on the draft is open, whose electors would read it otherwise than it was opened, and of an adopted draft.
 */
export async function change(permit: Permit<'draft.advance'>, context: Context, { language: to }: ChangeDraft): Promise<void> {
  const { workspaceId, draftId } = permit.subject
  if (!draftId) throw new Error('a language belongs to a draft')
  await drafts.lock(context.tx, draftId)
  const draft = await drafts.byId(context.tx, draftId)
  if (!draft || draft.language === to) return
  if (draft.openProposals > 0) throw new Refusal('conflict', 'A vote on this draft is open', { because: 'voteOpen' })
  if (draft.stage === 'adopted') throw new Refusal('conflict', 'An adopted draft keeps its language', { because: 'languageAdopted' })
  await drafts.setLanguage(context.tx, draftId, to)
  context.record(draftChanged(workspaceId, draftId, { from: draft.language, to }))
}

export const placeOf = (tx: Tx, draftId: string) => drafts.placeOf(tx, draftId)
export const namesOf = (tx: Tx, ids: readonly string[]) => drafts.names(tx, ids)

/** Whether anything of a draft may not be written or moved now, and what. */
export const atRestIn = (tx: Tx, draftId: string) => drafts.clausesAtRest(tx, draftId)

/**
 * The first of these clauses that is at rest: for an open proposal on it or on the whole draft, or for agreed words that are about to be
 * written in; or of those that are to leave their place, the first that is needed there.
 */
export async function atRestAmong(tx: Tx, draftId: string, clauseIds: readonly string[], leaving: readonly string[]): Promise<string | null> {
  const { atRest, inPlace } = await drafts.clausesAtRest(tx, draftId)
  return clauseIds.find((clauseId) => restsFor(atRest, clauseId) !== null) ?? leaving.find((clauseId) => inPlace.has(clauseId)) ?? null
}
