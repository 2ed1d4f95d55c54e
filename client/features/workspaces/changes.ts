import type { ThreadView } from '#domain/contract/comments.ts'
import type { Person } from '#domain/contract/shared.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'

/** Something that changed: an act of the record, or words said in a thread. */
export type Change =
  | { readonly key: string; readonly at: string; readonly draftId: string | null; readonly workspaceId: string; readonly entry: RecordEntryView }
  | { readonly key: string; readonly at: string; readonly draftId: string; readonly person: Person; readonly words: string; readonly threadId: string; readonly clauseId: string; readonly reply: boolean }

const days = 14
const perDraft = 8

/**
 * The latest changes, grouped by draft, newest first, at most eight a draft. What I said or did myself is left out: it is no news to me.
 */
export function changesOf(acts: readonly { workspaceId: string; entry: RecordEntryView }[], threads: readonly ThreadView[], me: string, now: Date): { draftId: string | null; changes: Change[] }[] {
  const since = new Date(now.getTime() - days * 86_400_000).toISOString()
  const said = threads.flatMap(({ id, draftId, clauseId, comments }) => comments.filter(({ author }) => author.id !== me).map((comment, index): Change =>
    ({ key: comment.id, at: comment.createdAt, draftId, person: comment.author, words: comment.body, threadId: id, clauseId, reply: index > 0 })))
  const done = acts.filter(({ entry }) => entry.actor?.id !== me).map(({ workspaceId, entry }): Change =>
    ({ key: `${workspaceId}:${entry.seq}`, at: entry.at, draftId: entry.draft?.id ?? null, workspaceId, entry }))
  const recent = [...said, ...done].filter(({ at }) => at > since).sort((a, b) => b.at.localeCompare(a.at))
  const draftIds = [...new Set(recent.map(({ draftId }) => draftId))]
  // What concerns a draft comes first; what concerns the workspace as such closes the list.
  return draftIds.sort((a, b) => Number(a === null) - Number(b === null))
    .map((draftId) => ({ draftId, changes: recent.filter((change) => change.draftId === draftId).slice(0, perDraft) }))
}
