import type { Localized } from '#domain/contract/shared.ts'
import type { Tx } from '#server/db/context.ts'

export interface Note { readonly law: string; readonly text: string }
export interface ClauseRow { readonly id: string; readonly summary: Localized | null; readonly addressees: readonly string[]; readonly notes: readonly Note[]; readonly challengeIds: readonly string[]; readonly measureIds: readonly string[] }

export async function ofDraft(tx: Tx, draftId: string): Promise<Map<string, ClauseRow>> {
  const rows = await tx.clause.findMany({ where: { draftId }, include: { challenges: { select: { challengeId: true } }, measures: { select: { measureId: true } } } })
  return new Map(rows.map(({ id, summary, addressees, notes, challenges, measures }) => [id, {
    id, summary: summary as unknown as Localized | null, addressees, notes: notes as unknown as Note[],
    challengeIds: challenges.map(({ challengeId }) => challengeId), measureIds: measures.map(({ measureId }) => measureId),
  }]))
}

/** Sets all that a clause answers; what is not listed is unlinked. */
export async function link(tx: Tx, draftId: string, clauseId: string, links: { challengeIds: readonly string[]; measureIds: readonly string[] }): Promise<void> {
  await tx.clause.upsert({ where: { draftId_id: { draftId, id: clauseId } }, create: { draftId, id: clauseId }, update: {} })
  await tx.clauseChallenge.deleteMany({ where: { draftId, clauseId } })
  await tx.clauseMeasure.deleteMany({ where: { draftId, clauseId } })
  await tx.clauseChallenge.createMany({ data: links.challengeIds.map((challengeId) => ({ draftId, clauseId, challengeId })) })
  await tx.clauseMeasure.createMany({ data: links.measureIds.map((measureId) => ({ draftId, clauseId, measureId })) })
}

export async function describe(tx: Tx, draftId: string, clauseId: string, about: { summary: Localized; addressees: readonly string[]; notes: readonly Note[] }): Promise<void> {
  const data = { summary: { ...about.summary }, addressees: [...about.addressees], notes: about.notes.map(({ law, text }) => ({ law, text })) }
  await tx.clause.upsert({ where: { draftId_id: { draftId, id: clauseId } }, create: { draftId, id: clauseId, ...data }, update: data })
}

/** How many of these challenges and measures belong to the workspace of the draft. */
export async function countOwn(tx: Tx, workspaceId: string, { challengeIds, measureIds }: { challengeIds: readonly string[]; measureIds: readonly string[] }): Promise<number> {
  return await tx.challenge.count({ where: { workspaceId, id: { in: [...challengeIds] } } }) + await tx.measure.count({ where: { workspaceId, id: { in: [...measureIds] } } })
}
