import type { DraftReading, DraftText } from '#client/editor/draftText.ts'
import type { OutlineEntry } from '#client/features/drafts/Outline.tsx'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { plainText } from '#domain/text/clauseContent.ts'

const inOutline = (kind: string): kind is OutlineEntry['kind'] => kind === 'chapter' || kind === 'article' || kind === 'annex'

/** What the outline lists: chapters, articles and annexes, with what is open on each. */
export function outlineEntries(reading: DraftReading, text: DraftText, threads: readonly ThreadView[], proposals: readonly ProposalSummary[], { unnamed, isMovable }: { unnamed: string; isMovable: (clauseId: string) => boolean }): OutlineEntry[] {
  return reading.clauses.flatMap((clause) => {
    const { id, kind, parent, number, heading } = clause
    if (!inOutline(kind)) return []
    return [{
      id, kind, parent, number, heading: heading || unnamed, movable: isMovable(id),
      words: plainText(text.clause(id)?.content ?? clause.content),
      openThreads: threads.filter((thread) => thread.clauseId === id && !thread.resolvedAt).length,
      proposalOpen: proposals.some((proposal) => proposal.clauseId === id && !proposal.closedAt),
    }]
  })
}
