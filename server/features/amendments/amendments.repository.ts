import type { AmendmentOutcome, AmendmentState, Openness } from '#domain/amendments/states.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { Tx } from '#server/db/context.ts'

export interface AmendmentRow {
  readonly id: string; readonly draftId: string; readonly number: number | null; readonly title: string; readonly reason: string
  readonly openTo: Openness; readonly role: StakeholderRole | null; readonly state: AmendmentState; readonly outcome: AmendmentOutcome | null; readonly baseSeq: number
  /** The amendment that it amends, and the place of the draft's journal that one started from then; null of an amendment to the draft. */
  readonly amends: { readonly id: string; readonly number: number | null; readonly title: string } | null; readonly rootSeq: number | null
  readonly movedById: string; readonly movedAt: Date; readonly lodgedAt: Date | null; readonly sealedAt: Date | null
  readonly words: string | null; readonly hash: string | null; readonly decidedAt: Date | null; readonly decidedBy: string | null
  readonly consolidatedAt: Date | null; readonly consolidatedSeq: number | null
  /** In the order in which they joined. */
  readonly sponsors: readonly string[]; readonly supporters: readonly string[]
  /** The latest vote on it, and whether it is open. */
  readonly proposalId: string | null; readonly isVotedOn: boolean
  readonly preemptedBy: { readonly id: string; readonly number: number | null; readonly title: string } | null; readonly preemptedClauseId: string | null
}
/** `pieces`: which were accepted, where not all were. */
export interface DispositionRow { readonly accepted: boolean; readonly pieces: readonly string[]; readonly reason: string; readonly byId: string; readonly at: Date; readonly seq: number | null }

// Prisma reads several relations of one row at once, which a connection in a transaction cannot: what else there is of a row is asked for after it.
const withNames = { names: { orderBy: { since: 'asc' } } } as const
type Raw = NonNullable<Awaited<ReturnType<typeof raw>>>
const raw = (tx: Tx, id: string) => tx.amendment.findUnique({ where: { id }, include: withNames })
const withKind = (names: Raw['names'], kind: string) => names.filter((name) => name.kind === kind).map(({ userId }) => userId)

interface Vote { readonly amendmentId: string; readonly proposalId: string; readonly open: boolean }

/** The latest vote on each amendment, alone or among others. */
async function votesOn(tx: Tx, ids: readonly string[]): Promise<Map<string, Vote>> {
  const votes = await tx.$queryRaw<Vote[]>`
    select distinct on ("amendmentId") "amendmentId"::text, id::text as "proposalId", "closedAt" is null as open from (
      select "amendmentId", id, "openedAt", "closedAt" from proposal where "amendmentId" = any(${[...ids]}::uuid[])
      union all select c."amendmentId", p.id, p."openedAt", p."closedAt" from proposal_amendment c join proposal p on p.id = c."proposalId" where c."amendmentId" = any(${[...ids]}::uuid[])
    ) votes order by "amendmentId", "openedAt" desc`
  return new Map(votes.map((vote) => [vote.amendmentId, vote]))
}

async function rowsOf(tx: Tx, raws: readonly Raw[]): Promise<AmendmentRow[]> {
  const votes = raws.length > 0 ? await votesOn(tx, raws.map(({ id }) => id)) : new Map<string, Vote>()
  const named = [...new Set(raws.flatMap(({ preemptedById, amendsId }) => [preemptedById ?? [], amendsId ?? []].flat()))]
  const others = named.length > 0 ? await tx.amendment.findMany({ where: { id: { in: named } }, select: { id: true, number: true, title: true } }) : []
  const other = (otherId: string | null) => others.find(({ id }) => id === otherId) ?? null
  return raws.map(({ names, baseSeq, rootSeq, consolidatedSeq, openTo, role, state, outcome, preemptedById, amendsId, ...row }) => ({
    ...row, baseSeq: Number(baseSeq), rootSeq: rootSeq === null ? null : Number(rootSeq), consolidatedSeq: consolidatedSeq === null ? null : Number(consolidatedSeq),
    openTo: openTo as Openness, role: role as StakeholderRole | null, state: state as AmendmentState, outcome: outcome as AmendmentOutcome | null,
    sponsors: withKind(names, 'sponsor'), supporters: withKind(names, 'supporter'), proposalId: votes.get(row.id)?.proposalId ?? null,
    isVotedOn: votes.get(row.id)?.open ?? false, preemptedBy: other(preemptedById), amends: other(amendsId),
  }))
}

export async function byId(tx: Tx, id: string): Promise<AmendmentRow | null> {
  const row = await raw(tx, id)
  return row && (await rowsOf(tx, [row]))[0] || null
}

export async function ofDraft(tx: Tx, draftId: string): Promise<AmendmentRow[]> {
  return rowsOf(tx, await tx.amendment.findMany({ where: { draftId }, include: withNames, orderBy: [{ number: 'asc' }, { movedAt: 'asc' }] }))
}

/** Holds an amendment until the transaction ends; the state it is in. */
export async function lock(tx: Tx, id: string): Promise<AmendmentState | null> {
  const [row] = await tx.$queryRaw<{ state: AmendmentState }[]>`select state from amendment where id = ${id}::uuid for update`
  return row?.state ?? null
}

/** Holds a draft until the transaction ends: no vote on its words opens meanwhile. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
}

/** Holds a draft, so that the numbers of its amendments have no gap. */
export async function nextNumber(tx: Tx, draftId: string): Promise<number> {
  await lockDraft(tx, draftId)
  return ((await tx.amendment.aggregate({ where: { draftId }, _max: { number: true } }))._max.number ?? 0) + 1
}

/** How many amendments somebody has begun and neither handed in nor withdrawn. */
export async function begunBy(tx: Tx, draftId: string, movedById: string): Promise<number> {
  return tx.amendment.count({ where: { draftId, movedById, state: 'drafting' } })
}

type NewAmendment = Pick<AmendmentRow, 'id' | 'draftId' | 'title' | 'reason' | 'openTo' | 'role' | 'baseSeq' | 'rootSeq' | 'movedById' | 'movedAt'> & { readonly amendsId: string | null }

const asBig = (seq: number | null) => seq === null ? null : BigInt(seq)

export async function insert(tx: Tx, { baseSeq, rootSeq, ...amendment }: NewAmendment): Promise<void> {
  await tx.amendment.create({ data: { ...amendment, number: null, state: 'drafting', baseSeq: BigInt(baseSeq), rootSeq: asBig(rootSeq), names: { create: { userId: amendment.movedById, kind: 'sponsor', since: amendment.movedAt } } } })
}

type Change = Partial<{ number: number; preemptedById: string | null } & Pick<AmendmentRow, 'title' | 'reason' | 'openTo' | 'state' | 'outcome' | 'baseSeq' | 'rootSeq' | 'lodgedAt' | 'sealedAt' | 'words' | 'hash' | 'decidedAt' | 'decidedBy' | 'preemptedClauseId' | 'consolidatedAt' | 'consolidatedSeq'>>

/** Changes an amendment. Its words and their hash are fixed once: the database refuses others. */
export async function change(tx: Tx, id: string, { baseSeq, rootSeq, consolidatedSeq, words, hash, ...rest }: Change): Promise<void> {
  if (words !== undefined && hash !== undefined) await tx.$executeRaw`select seal_amendment(${id}::uuid, ${words}, ${hash})`
  await tx.amendment.update({ where: { id }, data: { ...rest, ...(baseSeq !== undefined && { baseSeq: BigInt(baseSeq) }), ...(rootSeq !== undefined && { rootSeq: asBig(rootSeq) }), ...(consolidatedSeq != null && { consolidatedSeq: BigInt(consolidatedSeq) }) } })
}

/** What rests while an amendment is voted on: the clauses that it changes, and those that only keep their place. */
export async function touch(tx: Tx, amendmentId: string, clauseIds: readonly string[], anchors: readonly string[]): Promise<void> {
  const rows = (ids: readonly string[]) => ({ data: ids.map((clauseId) => ({ amendmentId, clauseId })), skipDuplicates: true })
  await tx.amendmentClause.createMany(rows(clauseIds))
  await tx.amendmentPlace.createMany(rows(anchors))
}

export async function clausesOf(tx: Tx, amendmentId: string): Promise<string[]> {
  return (await tx.amendmentClause.findMany({ where: { amendmentId }, orderBy: { clauseId: 'asc' } })).map(({ clauseId }) => clauseId)
}

/** Puts a person's name to an amendment; a supporter who becomes a sponsor is one no longer. */
export async function name(tx: Tx, amendmentId: string, userId: string, kind: 'sponsor' | 'supporter', since: Date): Promise<void> {
  await tx.amendmentName.upsert({ where: { amendmentId_userId: { amendmentId, userId } }, create: { amendmentId, userId, kind, since }, update: kind === 'sponsor' ? { kind, since } : {} })
}

export async function takeName(tx: Tx, amendmentId: string, userId: string, kind: 'sponsor' | 'supporter'): Promise<boolean> {
  return (await tx.amendmentName.deleteMany({ where: { amendmentId, userId, kind } })).count > 0
}

/** How it was settled without a vote, if it was. */
export async function disposition(tx: Tx, amendmentId: string): Promise<DispositionRow | null> {
  const row = await tx.amendmentDisposition.findFirst({ where: { amendmentId } })
  return row && { accepted: row.accepted, pieces: row.pieces, reason: row.reason, byId: row.byId, at: row.at, seq: row.seq === null ? null : Number(row.seq) }
}

export async function settle(tx: Tx, amendmentId: string, { seq, pieces, ...settled }: DispositionRow): Promise<void> {
  await tx.amendmentDisposition.create({ data: { amendmentId, ...settled, pieces: [...pieces], seq: asBig(seq) } })
}

/** The amendments to an amendment that are handed in and wait for its sponsors' answer, in the order in which they are locked. */
export async function unanswered(tx: Tx, amendsId: string): Promise<string[]> {
  return (await tx.amendment.findMany({ where: { amendsId, state: 'lodged' }, select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)
}

/** The sealed amendments of a draft, in the order in which they are locked. */
export async function sealedIn(tx: Tx, draftId: string): Promise<string[]> {
  return (await tx.amendment.findMany({ where: { draftId, state: 'sealed' }, select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)
}

/** Amendments that were agreed to by a vote and whose words are not in the text yet. */
export async function unconsolidated(tx: Tx): Promise<string[]> {
  return (await tx.amendment.findMany({ where: { state: 'decided', outcome: 'agreedTo' }, select: { id: true }, orderBy: { decidedAt: 'asc' } })).map(({ id }) => id)
}

/** The job that writes an agreed amendment into its draft, in the transaction that decides it. */
export async function planConsolidation(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job('consolidate', json_build_object('amendmentId', ${id}::text), job_key => ${`consolidate:${id}`}, max_attempts => 25)`
}

/** Every amendment whose words were ever fixed, of all drafts. */
export async function sealed(tx: Tx): Promise<AmendmentRow[]> {
  return rowsOf(tx, await tx.amendment.findMany({ where: { hash: { not: null } }, include: withNames, orderBy: { sealedAt: 'asc' } }))
}
