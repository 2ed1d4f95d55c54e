import type { CoverageView } from '#domain/contract/challenges.ts'
import type * as challenges from './challenges.service.ts'

type Coverage = Awaited<ReturnType<typeof challenges.coverage>>

/** Challenges and measures as rows, articles as columns. Links of recitals count for nothing: only an article settles anything. */
export function coverageView(draftId: string, { title, nodes, articles, challenges, measures, links, gaps }: Coverage): CoverageView {
  const order = new Map(articles.map(({ id }, index) => [id, index]))
  const headings = new Map(nodes.map(({ id, heading }) => [id, heading]))
  const clauseIds = (key: 'challengeIds' | 'measureIds', id: string) => [...links].filter(([clauseId, link]) => order.has(clauseId) && link[key].includes(id))
    .map(([clauseId]) => clauseId).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return {
    draftId, title,
    clauses: articles.map(({ id, parent, number, heading }) => ({ id, chapter: (parent && headings.get(parent)) ?? null, number, heading: heading ?? '' })),
    rows: [
      ...challenges.map(({ id, key, topic, core, label }) => ({ kind: 'challenge' as const, id, key, topic, core, label, clauseIds: clauseIds('challengeIds', id), gapReason: gaps.get(id) ?? null })),
      ...measures.map(({ id, key, label }) => ({ kind: 'measure' as const, id, key, topic: null, core: false, label, clauseIds: clauseIds('measureIds', id), gapReason: null })),
    ],
  }
}
