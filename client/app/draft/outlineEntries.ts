import type { DraftReading, DraftText } from '#client/editor/draftText.ts'
import type { OutlineEntry } from '#client/features/drafts/outlineEntry.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { plainText } from '#domain/text/clauseContent.ts'

const inOutline = (kind: string): kind is OutlineEntry['kind'] => kind === 'chapter' || kind === 'article' || kind === 'annex'

/** What the outline lists: chapters, articles and annexes, with what is open on each. */
export function outlineEntries(reading: DraftReading, text: DraftText, threads: readonly ThreadView[], proposals: readonly ProposalSummary[], isMovable: (clauseId: string) => boolean): OutlineEntry[] {
  const openThreads = new Map<string, number>()
  for (const { clauseId, resolvedAt } of threads) if (!resolvedAt) openThreads.set(clauseId, (openThreads.get(clauseId) ?? 0) + 1)
  const openProposals = new Set(proposals.filter(({ closedAt }) => !closedAt).map(({ clauseId }) => clauseId))
  return reading.clauses.flatMap((clause) => {
    const { id, kind, parent, number, heading } = clause
    if (!inOutline(kind)) return []
    return [{
      id, kind, parent, number, heading: heading ?? '', movable: isMovable(id),
      words: () => plainText(text.clause(id)?.content ?? clause.content),
      openThreads: openThreads.get(id) ?? 0,
      proposalOpen: openProposals.has(id),
    }]
  })
}
