import type { BallotContent } from '#domain/decisions/ballot.ts'
import type { Tx } from '#server/db/context.ts'

/** Holds a proposal open while ballots are cast: closing waits for them, and so do ballots cast elsewhere. The time is the database's own. */
export async function lockForCasting(tx: Tx, proposalId: string): Promise<{ open: boolean; castAt: Date } | null> {
  await tx.$queryRaw`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${`ballots:${proposalId}`}, 0))) lock`
  const [row] = await tx.$queryRaw<{ open: boolean; castAt: Date }[]>`
    select "closedAt" is null and clock_timestamp() < "closesAt" as open, date_trunc('milliseconds', clock_timestamp()) as "castAt"
    from proposal where id = ${proposalId}::uuid for share`
  return row ?? null
}

export interface NewBallot { readonly userId: string; readonly content: BallotContent; readonly reason: string | null; readonly castAt: Date }

/**
 * Writes the ballots of electors, or changes them: the unique key (proposal, elector) is the only arbiter (R21). Every content is kept
 * beside it (R23), and the count of the proposal with it. By elector, what each has now.
 */
export async function upsert(tx: Tx, proposalId: string, cast: readonly NewBallot[]): Promise<Map<string, { id: string; revision: number }>> {
  if (cast.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ userId: string; id: string; revision: number }[]>`
    with sent as (select * from unnest(${cast.map(({ userId }) => userId)}::text[], ${cast.map(({ content }) => JSON.stringify(content))}::jsonb[], ${cast.map(({ reason }) => reason)}::text[], ${cast.map(({ castAt }) => castAt)}::timestamptz[]) s(elector, content, reason, at)),
    cast_now as (
      insert into ballot (id, "proposalId", "userId", content, reason, "castAt", revision)
      select gen_random_uuid(), ${proposalId}::uuid, elector, content, reason, at, 1 from sent
      on conflict ("proposalId", "userId") do update
        set content = excluded.content, reason = excluded.reason, "castAt" = excluded."castAt", revision = ballot.revision + 1
      returning *),
    kept as (insert into ballot_revision ("ballotId", revision, content, reason, "castAt") select id, revision, content, reason, "castAt" from cast_now),
    marked as (update elector e set "hasCast" = true from sent where e."proposalId" = ${proposalId}::uuid and e."userId" = elector and not "hasCast")
    select "userId", id, revision from cast_now`
  return new Map(rows.map(({ userId, ...ballot }) => [userId, ballot]))
}

/** Keeps the keys under which ballots were sent. What each elector's came to: new, sent before with this body, or with another one. */
export async function keepKeys(tx: Tx, proposalId: string, own: readonly { userId: string; key: string; bodyHash: string }[]): Promise<Map<string, 'new' | 'same' | 'other'>> {
  if (own.length === 0) return new Map()
  const kept = await tx.$queryRaw<{ userId: string; fresh: boolean; bodyHash: string }[]>`
    insert into ballot_key ("proposalId", "userId", key, "bodyHash")
    select ${proposalId}::uuid, * from unnest(${own.map(({ userId }) => userId)}::text[], ${own.map(({ key }) => key)}::text[], ${own.map(({ bodyHash }) => bodyHash)}::text[])
    on conflict ("proposalId", "userId", key) do update set key = excluded.key returning "userId", xmax::text = '0' as fresh, "bodyHash"`
  const sent = new Map(own.map(({ userId, bodyHash }) => [userId, bodyHash]))
  return new Map(kept.map(({ userId, fresh, bodyHash }) => [userId, fresh ? 'new' : sent.get(userId) === bodyHash ? 'same' : 'other']))
}

/** Marks an elector as having voted in a secret ballot; false when they have already. No time, no ballot. */
export async function markCast(tx: Tx, proposalId: string, userId: string): Promise<boolean> {
  return (await tx.elector.updateMany({ where: { proposalId, userId, hasCast: false }, data: { hasCast: true } })).count === 1
}

/**
 * Lays a paper and a receipt in, and writes up to this many other rows of the same tables anew in the same transaction, in random order:
 * which line of the roll was written together with which paper does not show afterwards. One at a time for each proposal, so that nobody waits for each other.
 */
export async function insertSecret(tx: Tx, { proposalId, role, content, receipt }: { proposalId: string; role: string | null; content: BallotContent; receipt: string }): Promise<void> {
  const cover = 200
  await tx.$executeRaw`with cover as (delete from secret_ballot where id in (select id from secret_ballot where "proposalId" = ${proposalId}::uuid order by random() limit ${cover}) returning role, content)
    insert into secret_ballot ("proposalId", role, content)
    select ${proposalId}::uuid, role, content from (select role, content from cover union all select ${role}::text, ${JSON.stringify(content)}::jsonb) papers order by random()`
  await tx.$executeRaw`with cover as (delete from secret_receipt where receipt in (select receipt from secret_receipt where "proposalId" = ${proposalId}::uuid order by random() limit ${cover}) returning receipt)
    insert into secret_receipt ("proposalId", receipt) select ${proposalId}::uuid, receipt from (select receipt from cover union all select ${receipt}::text) receipts order by random()`
  await tx.$executeRaw`with cover as materialized (select "userId" from elector where "proposalId" = ${proposalId}::uuid order by random() limit ${cover})
    update elector e set "hasCast" = e."hasCast" from cover where e."proposalId" = ${proposalId}::uuid and e."userId" = cover."userId"`
}

export interface Objection { readonly id: string; readonly proposalId: string; readonly userId: string; readonly state: string; readonly upheld: boolean }

/** An objection; with `lock` it stays as it is until the transaction ends. */
export async function objection(tx: Tx, id: string, lock?: 'lock'): Promise<Objection | null> {
  if (lock) await tx.$queryRaw`select 1 from objection where id = ${id}::uuid for update`
  const row = await tx.objection.findUnique({ where: { id } })
  return row && { id, proposalId: row.proposalId, userId: row.userId, state: row.state, upheld: row.upheldAt !== null }
}

/** Objections of one elector that have not been withdrawn. */
export async function kept(tx: Tx, proposalId: string, userId: string): Promise<{ id: string; words: string }[]> {
  return tx.objection.findMany({ where: { proposalId, userId, state: { not: 'withdrawn' } }, select: { id: true, words: true } })
}

export async function raise(tx: Tx, own: { proposalId: string; userId: string; words: string; raisedAt: Date }): Promise<string> {
  return (await tx.objection.create({ data: own, select: { id: true } })).id
}

export async function changeObjection(tx: Tx, id: string, change: { state: 'withdrawn'; withdrawnAt: Date } | { state: 'answered'; answer: string; answeredById: string; answeredAt: Date } | { upheldAt: Date }): Promise<void> {
  await tx.objection.update({ where: { id }, data: change })
}

