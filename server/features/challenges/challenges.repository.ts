import type { Localized } from '#domain/contract/shared.ts'
import type { Tx } from '#server/db/context.ts'

export interface ChallengeRow { readonly id: string; readonly key: string; readonly topic: 'ethical' | 'societal'; readonly core: boolean; readonly label: Localized; readonly question: Localized | null }
export interface MeasureRow { readonly id: string; readonly key: string; readonly label: Localized }

export async function challenges(tx: Tx, workspaceId: string): Promise<ChallengeRow[]> {
  const rows = await tx.challenge.findMany({ where: { workspaceId }, orderBy: { position: 'asc' } })
  return rows.map(({ id, key, topic, core, label, question }) => ({ id, key, core, topic: topic as ChallengeRow['topic'], label: label as unknown as Localized, question: question as unknown as Localized | null }))
}

export async function measures(tx: Tx, workspaceId: string): Promise<MeasureRow[]> {
  const rows = await tx.measure.findMany({ where: { workspaceId }, orderBy: { position: 'asc' } })
  return rows.map(({ id, key, label }) => ({ id, key, label: label as unknown as Localized }))
}

export async function insertAll(tx: Tx, workspaceId: string, challengeList: readonly Omit<ChallengeRow, 'id'>[], measureList: readonly Omit<MeasureRow, 'id'>[]): Promise<void> {
  await tx.challenge.createMany({ data: challengeList.map(({ key, topic, core, label, question }, position) => ({ workspaceId, position, key, topic, core, label: { ...label }, ...(question && { question: { ...question } }) })) })
  await tx.measure.createMany({ data: measureList.map(({ key, label }, position) => ({ workspaceId, position, key, label: { ...label } })) })
}

export async function gaps(tx: Tx, draftId: string): Promise<Map<string, Localized>> {
  const rows = await tx.coverageGap.findMany({ where: { draftId } })
  return new Map(rows.map(({ challengeId, reason }) => [challengeId, reason as unknown as Localized]))
}

export async function explainGap(tx: Tx, draftId: string, challengeId: string, reason: Localized): Promise<void> {
  await tx.coverageGap.upsert({ where: { draftId_challengeId: { draftId, challengeId } }, create: { draftId, challengeId, reason: { ...reason } }, update: { reason: { ...reason } } })
}
