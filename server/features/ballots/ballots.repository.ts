import type { BallotContent } from '#domain/decisions/ballot.ts'
import type { Tx } from '#server/db/context.ts'

/** Holds a proposal open while a ballot is cast: closing waits for it. The times are the database's own. */
export async function lockForCasting(tx: Tx, proposalId: string): Promise<{ open: boolean; hash: string | null; castAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ open: boolean; hash: string | null; castAt: Date }[]>`
    select "closedAt" is null and clock_timestamp() < "closesAt" as open, hash, date_trunc('milliseconds', clock_timestamp()) as "castAt"
    from proposal where id = ${proposalId}::uuid for share`
  return row ?? null
}

export interface CastBallot { readonly proposalId: string; readonly userId: string; readonly content: BallotContent; readonly reason: string | null; readonly castAt: Date; readonly byProxy: string | null }

/**
 * Writes the ballot of an elector, or changes it: the unique key (proposal, elector) is the only arbiter (R21). Every content is kept
 * beside it (R23), and the count of the proposal with it. One statement: those who vote at once wait for each other in the count.
 */
export async function upsert(tx: Tx, { proposalId, userId, content, reason, castAt, byProxy }: CastBallot): Promise<{ id: string; revision: number }> {
  const [row] = await tx.$queryRaw<{ id: string; revision: number }[]>`
    with cast_now as materialized (select * from cast_ballot(${proposalId}::uuid, ${userId}, ${JSON.stringify(content)}::jsonb, ${reason}, ${castAt}, ${byProxy})),
    marked as (update elector set "hasCast" = true where "proposalId" = ${proposalId}::uuid and "userId" = ${userId} and not "hasCast")
    select id, revision from cast_now`
  if (!row) throw new Error('an upsert returns its row')
  return row
}

/** Keeps the key under which a ballot was sent. What it came to: new, sent before with this body, or with another one. */
export async function keepKey(tx: Tx, own: { proposalId: string; userId: string; key: string; bodyHash: string }): Promise<'new' | 'same' | 'other'> {
  const [kept] = await tx.$queryRaw<{ fresh: boolean; bodyHash: string }[]>`
    insert into ballot_key ("proposalId", "userId", key, "bodyHash") values (${own.proposalId}::uuid, ${own.userId}, ${own.key}, ${own.bodyHash})
    on conflict ("proposalId", "userId", key) do update set key = excluded.key returning xmax::text = '0' as fresh, "bodyHash"`
  if (kept?.fresh) return 'new'
  return kept?.bodyHash === own.bodyHash ? 'same' : 'other'
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

/** Secret ballots of one proposal are laid in one after the other. */
export async function queueSecret(tx: Tx, proposalId: string): Promise<void> {
  await tx.$queryRaw`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${`secret:${proposalId}`}, 0))) lock`
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

