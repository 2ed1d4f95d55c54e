import { readAct, type RecordedAct } from '#domain/record.ts'
import type { Outcome } from '#domain/decisions/result.ts'
import { type AtRest, everything } from '#domain/text/atRest.ts'
import type { Tx } from '#server/db/context.ts'

export interface VersionRow { readonly id: string; readonly draftId: string; readonly seq: number; readonly name: string; readonly hash: string; readonly userId: string; readonly createdAt: Date }
export interface DecisionRow {
  readonly id: string; readonly number: number; readonly question: string; readonly clauseId: string | null; readonly seq: number | null
  readonly openedById: string; readonly openedAt: Date; readonly closedAt: Date | null; readonly closedById: string | null; readonly outcome: Outcome | null
}

export async function list(tx: Tx, draftId: string): Promise<VersionRow[]> {
  const rows = await tx.version.findMany({ where: { draftId }, orderBy: [{ seq: 'desc' }, { createdAt: 'desc' }] })
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

/** Keeps a version; false when the draft has one of that name. */
export async function insert(tx: Tx, version: VersionRow): Promise<boolean> {
  return (await tx.version.createMany({ data: { ...version, seq: BigInt(version.seq) }, skipDuplicates: true })).count === 1
}

/** Holds a draft until the transaction ends: no vote on its words opens meanwhile. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
}

/** What may not be written now: the words of a clause, or only its place. */
export async function clausesAtRest(tx: Tx, draftId: string): Promise<{ words: AtRest; place: ReadonlySet<string> }> {
  const rows = await tx.$queryRaw<{ clauseId: string | null; proposalId: string; keeps: string }[]>`select "clauseId", "proposalId", keeps from clause_at_rest where "draftId" = ${draftId}::uuid`
  const keeping = (what: string) => rows.flatMap(({ clauseId, proposalId, keeps }) => keeps === what ? [[clauseId ?? everything, proposalId] as const] : [])
  return { words: new Map(keeping('words')), place: new Set(keeping('place').map(([id]) => id)) }
}

/** Proposals on a draft, as moments of its history: without roll and ballots. */
export async function decisions(tx: Tx, draftId: string): Promise<DecisionRow[]> {
  const rows = await tx.proposal.findMany({
    where: { draftId }, orderBy: { openedAt: 'asc' },
    select: { id: true, number: true, question: true, clauseId: true, seq: true, openedById: true, openedAt: true, closedAt: true, closedById: true, result: true },
  })
  return rows.map(({ result, seq, ...row }) => ({ ...row, seq: seq === null ? null : Number(seq), outcome: (result as { outcome?: Outcome } | null)?.outcome ?? null }))
}

/** Acts of the record that moved a draft on or put its words back, oldest first. */
export async function actsOn(tx: Tx, workspaceId: string, draftId: string, names: readonly RecordedAct['name'][]): Promise<RecordedAct[]> {
  const rows = await tx.record.findMany({ where: { workspaceId, draftId, name: { in: [...names] } }, orderBy: { seq: 'asc' }, select: { canonical: true } })
  return rows.map(({ canonical }) => readAct(new TextDecoder().decode(canonical)))
}

/** Every printing point that was corrected, in all workspaces. */
export async function correctionsOf(tx: Tx): Promise<RecordedAct[]> {
  const rows = await tx.record.findMany({ where: { name: 'clause.corrected' }, orderBy: [{ workspaceId: 'asc' }, { seq: 'asc' }], select: { canonical: true } })
  return rows.map(({ canonical }) => readAct(new TextDecoder().decode(canonical)))
}
