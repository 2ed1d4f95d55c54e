import { Prisma } from '#server/db/generated/client.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import { ballotContent } from '#domain/contract/methods.ts'
import { stage, stakeholderRole } from '#domain/contract/shared.ts'
import type { BallotContent } from '#domain/decisions/ballot.ts'
import type { PaperCount } from '#domain/decisions/tally.ts'
import type { Tx } from '#server/db/context.ts'

export interface BallotRow { readonly id: string; readonly content: BallotContent; readonly reason: string | null; readonly castAt: Date; readonly revision: number; readonly byProxy: string | null }
export interface ElectorRow { readonly userId: string; readonly role: StakeholderRole; readonly hasCast: boolean; readonly ballot: BallotRow | null }

type Raw = Prisma.ElectorGetPayload<{ include: { ballot: true } }>

const electorRow = ({ userId, role, hasCast, ballot }: Raw): ElectorRow => ({
  userId, role: stakeholderRole.parse(role), hasCast, ballot: ballot && { id: ballot.id, content: ballotContent.parse(ballot.content), reason: ballot.reason, castAt: ballot.castAt, revision: ballot.revision, byProxy: ballot.byProxy },
})

/** The whole roll with its ballots, in the order of the ids: for counting once, never to answer one elector. */
export async function whole(tx: Tx, proposalId: string): Promise<ElectorRow[]> {
  return (await tx.elector.findMany({ where: { proposalId }, include: { ballot: true }, orderBy: { userId: 'asc' } })).map(electorRow)
}

/** The lines of one person on the rolls of several proposals. */
export async function linesOf(tx: Tx, proposalIds: readonly string[], userId: string | null): Promise<Map<string, ElectorRow>> {
  if (userId === null) return new Map()
  const rows = await tx.elector.findMany({ where: { proposalId: { in: [...proposalIds] }, userId }, include: { ballot: true } })
  return new Map(rows.map((row) => [row.proposalId, electorRow(row)]))
}

/** The role for which somebody counts on a roll; null for whoever is not on it. */
export async function roleOn(tx: Tx, proposalId: string, userId: string): Promise<StakeholderRole | null> {
  const row = await tx.elector.findUnique({ where: { proposalId_userId: { proposalId, userId } }, select: { role: true } })
  return row && stakeholderRole.parse(row.role)
}

/** What rights in a proposal depend on, in one query: where it is, whether it is open, and whether somebody is on its roll. */
export async function factsFor(tx: Tx, proposalId: string, userId: string | null) {
  const [row] = await tx.$queryRaw<{ draftId: string | null; workspaceId: string; stage: string | null; open: boolean; closesAt: Date; onRoll: boolean }[]>`
    select p."draftId"::text, coalesce(d."workspaceId", p."workspaceId")::text as "workspaceId", d.stage, p."closedAt" is null as open, p."closesAt", e."userId" is not null as "onRoll"
    from proposal p left join draft d on d.id = p."draftId" left join elector e on e."proposalId" = p.id and e."userId" = ${userId} where p.id = ${proposalId}::uuid`
  return row && { ...row, stage: stage.nullable().parse(row.stage) }
}

/** Those of these people who are on the roll. */
export async function onRoll(tx: Tx, proposalId: string, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`select "userId" from elector where "proposalId" = ${proposalId}::uuid and "userId" = any(${[...userIds]})`
  return new Set(rows.map(({ userId }) => userId))
}

export async function hasAllCast(tx: Tx, proposalId: string): Promise<boolean> {
  return await tx.elector.findFirst({ where: { proposalId, hasCast: false }, select: { userId: true } }) === null
}

const paperCount = ({ role, content, ballots }: { role: string; content: unknown; ballots: number }): PaperCount => ({ role: stakeholderRole.parse(role), content: ballotContent.parse(content), ballots })

/** The ballots of recorded votes as they are counted while they come in. */
export async function keptCounts(tx: Tx, proposalIds: readonly string[]): Promise<Map<string, PaperCount[]>> {
  const rows = await tx.ballotCount.findMany({ where: { proposalId: { in: [...proposalIds] }, ballots: { not: 0 } }, orderBy: [{ role: 'asc' }, { key: 'asc' }] })
  return new Map(proposalIds.map((id) => [id, rows.filter(({ proposalId }) => proposalId === id).map(paperCount)]))
}

/** Proposals whose kept count is not what a recount of their ballots gives. */
export async function miscounted(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recounted as (
      select b."proposalId", e.role, md5(b.content::text) as key, count(*)::int as ballots from ballot b join elector e using ("proposalId", "userId") group by 1, 2, 3)
    select distinct coalesce(r."proposalId", k."proposalId")::text as id
    from recounted r full join (select * from ballot_count where ballots <> 0) k using ("proposalId", role, key)
    where r.ballots is distinct from k.ballots or (k.content is not null and md5(k.content::text) <> key)`
  return new Set(rows.map(({ id }) => id))
}

/** Ballots of a recorded vote in the order in which they were cast, after the one named. */
export async function ballotsAfter(tx: Tx, proposalId: string, after: string | null, most: number): Promise<ElectorRow[]> {
  const place = after === null ? Prisma.empty : Prisma.sql`and ("castAt", id) > (select "castAt", id from ballot where id = ${after}::uuid and "proposalId" = ${proposalId}::uuid)`
  const found = await tx.$queryRaw<{ userId: string }[]>`select "userId" from ballot where "proposalId" = ${proposalId}::uuid ${place} order by "castAt", id limit ${most}`
  const rows = await tx.elector.findMany({ where: { proposalId, userId: { in: found.map(({ userId }) => userId) } }, include: { ballot: true } })
  const byUser = new Map(rows.map((row) => [row.userId, electorRow(row)]))
  return found.flatMap(({ userId }) => byUser.get(userId) ?? [])
}
