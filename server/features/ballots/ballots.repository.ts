import type { Choice } from '#domain/decisions/tally.ts'
import type { Tx } from '#server/db/context.ts'

/** Holds a proposal open while a ballot is cast: closing waits for it. The times are the database's own. */
export async function lockForCasting(tx: Tx, proposalId: string): Promise<{ open: boolean; hash: string | null; castAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ open: boolean; hash: string | null; castAt: Date }[]>`
    select "closedAt" is null and clock_timestamp() < "closesAt" as open, hash, date_trunc('milliseconds', clock_timestamp()) as "castAt"
    from proposal where id = ${proposalId}::uuid for share`
  return row ?? null
}

export interface CastBallot { readonly proposalId: string; readonly userId: string; readonly choice: Choice; readonly reason: string | null; readonly castAt: Date }

/** Writes the ballot of an elector, or changes it: the unique key (proposal, elector) is the only arbiter (R21). Every choice is kept beside it (R23). */
export async function upsert(tx: Tx, { proposalId, userId, choice, reason, castAt }: CastBallot): Promise<{ id: string; revision: number }> {
  const [row] = await tx.$queryRaw<{ id: string; revision: number }[]>`
    insert into ballot (id, "proposalId", "userId", choice, reason, "castAt", revision)
    values (gen_random_uuid(), ${proposalId}::uuid, ${userId}, ${choice}, ${reason}, ${castAt}, 1)
    on conflict ("proposalId", "userId") do update
      set choice = excluded.choice, reason = excluded.reason, "castAt" = excluded."castAt", revision = ballot.revision + 1
    returning id, revision`
  if (!row) throw new Error('an upsert returns its row')
  await tx.ballotRevision.create({ data: { ballotId: row.id, revision: row.revision, choice, reason, castAt } })
  return row
}
