import type { Localized } from '#domain/contract/shared.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as clauses from '#server/features/clauses/clauses.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import source from './source.json' with { type: 'json' }
import * as repository from './challenges.repository.ts'

/** The essay that the challenges and measures come from; what they say is in our own words. */
export const sourceOf = source.source

/** The ten challenges and four measures of the source, for a new workspace. */
export async function createDefaults(tx: Tx, workspaceId: string): Promise<void> {
  await repository.insertAll(tx, workspaceId, source.challenges as Parameters<typeof repository.insertAll>[2], source.measures)
}

export async function list(_permit: Permit<'workspace.read' | 'draft.read'>, context: Context, workspaceId: string) {
  return { challenges: await repository.challenges(context.tx, workspaceId), measures: await repository.measures(context.tx, workspaceId) }
}

export const explainGap = (tx: Tx, draftId: string, challengeId: string, reason: Localized) => repository.explainGap(tx, draftId, challengeId, reason)

/** Which articles answer which challenge and take up which measure, and why a challenge has none. */
export async function coverage(permit: Permit<'draft.read'>, context: Context, draftId: string) {
  const { challenges, measures } = await list(permit, context, permit.subject.workspaceId)
  const links = await clauses.linksOf(context.tx, draftId)
  const { title, nodes } = await drafts.text(context, draftId)
  const articles = nodes.filter(({ kind }) => kind === 'article')
  return { title, nodes, articles, challenges, measures, links, gaps: await repository.gaps(context.tx, draftId) }
}

/** Ids of a workspace's challenges and measures by the keys of the source. */
export async function idsByKey(tx: Tx, workspaceId: string): Promise<Map<string, string>> {
  const all = [...await repository.challenges(tx, workspaceId), ...await repository.measures(tx, workspaceId)]
  return new Map(all.map(({ key, id }) => [key, id]))
}
