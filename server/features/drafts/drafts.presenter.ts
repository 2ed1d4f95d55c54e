import type { DraftSummary, DraftView } from '#domain/contract/drafts.ts'
import { draftRoom } from '#domain/ids.ts'
import { everything, restsFor } from '#domain/text/atRest.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import type * as clauses from '#server/features/clauses/clauses.service.ts'
import type { DraftRow } from './drafts.repository.ts'
import type * as drafts from './drafts.service.ts'

export const draftSummary = (row: DraftRow): DraftSummary => ({
  id: row.id, workspaceId: row.workspaceId, workspaceName: row.workspaceName, title: row.title, reference: row.reference, language: row.language,
  stage: row.stage, stageSince: row.stageSince.toISOString(), openThreads: row.openThreads, openProposals: row.openProposals,
  nextDeadlineAt: row.nextDeadlineAt?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString(),
})

type Read = Awaited<ReturnType<typeof drafts.read>>
type Links = Awaited<ReturnType<typeof clauses.linksOf>>

export function draftView({ draft, nodes, atRest, inPlace, adoption, generation, isDamaged }: Read, links: Links): DraftView {
  return {
    ...draftSummary(draft), longTitle: draft.longTitle, atRestFor: atRest.get(everything) ?? null,
    adoption: adoption && { ...adoption, closedAt: adoption.closedAt.toISOString() },
    tree: nodes.map(({ id, kind, parent, order }) => ({ id, kind, parent, order })),
    clauses: nodes.map(({ id, kind, parent, depth, number, heading, text }) => {
      const about = links.get(id)
      return {
        id, kind, parent, depth, number, heading, text, atRestFor: restsFor(atRest, id), inPlaceFor: inPlace.get(id) ?? null,
        summary: about?.summary ?? null, addressees: [...about?.addressees ?? []], notes: [...about?.notes ?? []],
        challengeIds: [...about?.challengeIds ?? []], measureIds: [...about?.measureIds ?? []],
      }
    }),
    sync: { room: draftRoom(draft.id), schema: schemaVersion, generation, isDamaged },
  }
}
