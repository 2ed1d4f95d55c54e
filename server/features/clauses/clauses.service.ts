import type { LinkClause } from '#domain/contract/clauses.ts'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { clauseLinked } from './clauses.events.ts'
import * as clauses from './clauses.repository.ts'

/** Says what a clause answers. Refuses a clause the text does not have, and challenges of another workspace. */
export async function link(permit: Permit<'clause.link'>, context: Context, { draftId, clauseId }: { draftId: string; clauseId: string }, input: LinkClause): Promise<LinkClause> {
  const { workspaceId } = permit.subject
  const links = { challengeIds: [...new Set(input.challengeIds)], measureIds: [...new Set(input.measureIds)] }
  await requireClause(context, draftId, clauseId)
  const own = await clauses.countOwn(context.tx, workspaceId, links)
  if (own !== links.challengeIds.length + links.measureIds.length) throw new Refusal('invalid', 'A challenge or measure that this workspace does not have')
  await linkFirst(context, { workspaceId, draftId, clauseId }, links)
  return links
}

/** Links a clause of a draft that its own transaction has just made, so that its text cannot be asked yet. */
export async function linkFirst(context: Context, { workspaceId, draftId, clauseId }: { workspaceId: string; draftId: string; clauseId: string }, links: LinkClause): Promise<void> {
  await clauses.link(context.tx, draftId, clauseId, links)
  context.record(clauseLinked(workspaceId, draftId, clauseId, links))
}

/** Refuses `notFound` when the draft's text has no such clause now. */
export async function requireClause(context: Context, draftId: string, clauseId: string): Promise<void> {
  if (!await context.texts.read(draftRoom(draftId), (doc) => clausesOf(doc).has(clauseId))) throw new Refusal('notFound', 'The draft has no such clause', { clauseId })
}

export const linksOf = (tx: Tx, draftId: string) => clauses.ofDraft(tx, draftId)
export const describe = (tx: Tx, draftId: string, clauseId: string, about: Parameters<typeof clauses.describe>[3]) => clauses.describe(tx, draftId, clauseId, about)
