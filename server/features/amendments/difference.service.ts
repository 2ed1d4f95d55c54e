import { amendmentRoom, baseRoom } from '#domain/ids.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import { type ClauseChange, compareDrafts } from '#domain/text/compare.ts'
import { type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import type { AmendmentRow } from './amendments.repository.ts'

export interface Difference { readonly from: number; readonly hasMoved: readonly string[]; readonly clauses: readonly ClauseChange[] }

/** What an amendment changes in the text that it starts from, and where that has gone on since. Numbers that only follow are left out. */
export async function differenceOf(_permit: Permit<'draft.read'>, context: Context, row: AmendmentRow): Promise<Difference> {
  const { id, baseSeq } = row
  const room = baseRoom(row)
  const base = readDraft((await context.texts.history.at(room, baseSeq)).doc).nodes
  const branch = await context.texts.read(amendmentRoom(id), (doc) => readDraft(doc).nodes)
  const now = wordsOf(await context.texts.read(room, (doc) => readDraft(doc).nodes))
  const then = wordsOf(base)
  const clauses = compareDrafts(base, branch, await drafts.languageOf(context.tx, row.draftId)).filter(({ change }) => change !== 'renumbered')
  return { from: baseSeq, clauses, hasMoved: clauses.flatMap((clause) => now.get(clause.id) === then.get(clause.id) ? [] : [clause.id]) }
}

const wordsOf = (nodes: readonly ProvisionText[]) => new Map(nodes.map(({ id, kind, content }) => [id, canonicalClause(kind, content)]))
