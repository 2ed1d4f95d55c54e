import type { Stage } from '#domain/charter/roles.ts'
import type { Localized } from '#domain/contract/shared.ts'
import { type AtRest, everything } from '#domain/text/atRest.ts'
import { isLawLanguage, type LabelLanguage } from '#domain/text/languages.ts'
import type { Tx } from '#server/db/context.ts'

export interface DraftRow {
  readonly id: string; readonly workspaceId: string; readonly workspaceName: string; readonly reference: string
  readonly title: Localized; readonly longTitle: Localized | null; readonly language: LabelLanguage; readonly stage: Stage; readonly stageSince: Date
  readonly openThreads: number; readonly openProposals: number; readonly nextDeadlineAt: Date | null; readonly updatedAt: Date
}

// One query for what a list of drafts shows; the counts come from the rows themselves, so they cannot be wrong for long.
const select = `
  select d.id, d."workspaceId", w.name as "workspaceName", d.reference, d.title, d."longTitle", d.language, d.stage, d."stageSince",
    (select count(*)::int from thread t where t."draftId" = d.id and t."clauseId" is not null and t."resolvedAt" is null) as "openThreads",
    (select count(*)::int from proposal p where p."draftId" = d.id and p."closedAt" is null) as "openProposals",
    (select min(p."closesAt") from proposal p where p."draftId" = d.id and p."closedAt" is null) as "nextDeadlineAt",
    greatest(d."stageSince", (select max(j.created_at) from text x join journal j on j.text_id = x.id and j.seq = x.seq where x."draftId" = d.id)) as "updatedAt"
  from draft d join workspace w on w.id = d."workspaceId"`

export async function byId(tx: Tx, id: string): Promise<DraftRow | null> {
  const [row] = await tx.$queryRawUnsafe<DraftRow[]>(`${select} where d.id = $1::uuid`, id)
  return row ?? null
}

/** Drafts of the workspaces the person belongs to, and those of others that have left drafting. Who may read each is asked after. */
export async function candidates(tx: Tx, userId: string | null): Promise<DraftRow[]> {
  return tx.$queryRawUnsafe<DraftRow[]>(`${select}
    where d.stage <> 'drafting' or exists (select 1 from member m where m."workspaceId" = d."workspaceId" and m."userId" = $1 and m."leftAt" is null)
    order by d."createdAt"`, userId)
}

export async function placeOf(tx: Tx, id: string): Promise<{ workspaceId: string; stage: Stage } | null> {
  const row = await tx.draft.findUnique({ where: { id }, select: { workspaceId: true, stage: true } })
  return row && { workspaceId: row.workspaceId, stage: row.stage as Stage }
}

/** In which language a draft is written. */
export async function languageOf(tx: Tx, id: string): Promise<LabelLanguage> {
  const { language } = await tx.draft.findUniqueOrThrow({ where: { id }, select: { language: true } })
  return readLanguage(language)
}

export async function setLanguage(tx: Tx, id: string, language: LabelLanguage): Promise<void> {
  await tx.draft.update({ where: { id }, data: { language } })
}

export interface DraftName { readonly title: Localized; readonly language: LabelLanguage }

export async function names(tx: Tx, ids: readonly string[]): Promise<Map<string, DraftName>> {
  const rows = await tx.draft.findMany({ where: { id: { in: [...ids] } }, select: { id: true, title: true, language: true } })
  return new Map(rows.map(({ id, title, language }) => [id, { title: title as unknown as Localized, language: readLanguage(language) }]))
}

function readLanguage(tag: string): LabelLanguage {
  if (isLawLanguage(tag)) return tag
  throw new Error(`no law is written here in ${tag}`)
}

export async function countIn(tx: Tx, workspaceId: string): Promise<number> {
  return tx.draft.count({ where: { workspaceId } })
}

export async function insert(tx: Tx, draft: { workspaceId: string; reference: string; title: Localized; longTitle: Localized | null; language: LabelLanguage; createdAt: Date }): Promise<string> {
  const { longTitle, title, ...rest } = draft
  const row = await tx.draft.create({ data: { ...rest, title: { ...title }, ...(longTitle && { longTitle: { ...longTitle } }), stage: 'drafting', stageSince: draft.createdAt }, select: { id: true } })
  return row.id
}

/** Moves a draft on from the stage it was believed to be at; false when it has moved since. */
export async function moveStage(tx: Tx, id: string, from: Stage, to: Stage, at: Date): Promise<boolean> {
  return (await tx.draft.updateMany({ where: { id, stage: from }, data: { stage: to, stageSince: at } })).count === 1
}

export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId}::uuid for update`
}

/** What may not be written, and the clauses that may not leave their place, each with the proposal for which that is so. */
export async function clausesAtRest(tx: Tx, draftId: string): Promise<{ atRest: AtRest; inPlace: ReadonlyMap<string, string> }> {
  const rows = await tx.$queryRaw<{ clauseId: string | null; proposalId: string; keeps: string }[]>`select "clauseId", "proposalId", keeps from clause_at_rest where "draftId" = ${draftId}::uuid`
  const keeping = (what: string) => new Map(rows.flatMap(({ clauseId, proposalId, keeps }) => keeps === what ? [[clauseId ?? everything, proposalId] as const] : []))
  return { atRest: keeping('words'), inPlace: keeping('place') }
}

export interface AdoptedWhole { readonly proposalId: string; readonly number: number; readonly closedAt: Date; readonly hash: string; readonly seq: number; readonly words: string }

/** The latest vote that adopted a draft as a whole. */
export async function adoptedWhole(tx: Tx, draftId: string): Promise<AdoptedWhole | null> {
  const [row] = await tx.$queryRaw<AdoptedWhole[]>`
    select id::text as "proposalId", number, "closedAt", hash, seq::int, words from proposal
    where "draftId" = ${draftId}::uuid and kind = 'draft' and result->>'outcome' = 'adopted' order by "closedAt" desc limit 1`
  return row ?? null
}

/** Holds the draft until the transaction ends: no vote is opened or closed on it meanwhile. */
export async function lock(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
}

/** Words that must not change now, in their canonical form, each with the number of the open proposal that fixed them. `clauseId` null: those of the whole draft. */
export async function wordsAtRest(tx: Tx, draftId: string): Promise<{ clauseId: string | null; words: string; number: number }[]> {
  const rows = await tx.proposal.findMany({ where: { draftId, closedAt: null, kind: { in: ['clause', 'draft'] }, words: { not: null } }, select: { clauseId: true, words: true, number: true } })
  return rows.map(({ words, ...row }) => ({ ...row, words: words ?? '' }))
}
