import type pg from 'pg'
import type { LiveEvent } from '#domain/live/events.ts'
import type { Tx } from '#server/db/context.ts'

export async function write(tx: Tx, events: readonly LiveEvent[]): Promise<void> {
  await tx.$executeRaw`insert into outbox (event) select event from unnest(${events.map((event) => JSON.stringify(event))}::jsonb[]) with ordinality e(event, n) order by n`
}

/** Takes up to `limit` waiting events, oldest first, and marks them delivered; two takers never get the same one. */
export async function take(pool: pg.Pool, limit: number): Promise<LiveEvent[]> {
  const { rows } = await pool.query<{ event: LiveEvent }>(`
    with taken as (
      update outbox set "deliveredAt" = now()
      where id in (select id from outbox where "deliveredAt" is null order by id limit $1 for update skip locked)
      returning id, event
    ) select event from taken order by id`, [limit])
  return rows.map((row) => row.event)
}

/** Delivered events older than a week are of no more use. */
export const sweep = (pool: pg.Pool) => pool.query(`delete from outbox where "deliveredAt" < now() - interval '7 days'`)

/** A session that ended is told on no workspace's channel: only the doors hear it. */
export const tellSessionEnded = (tx: Tx, sessionId: string, userId: string): Promise<void> =>
  write(tx, [{ name: 'session.ended', workspaceId: '', ids: { sessionId, userId } }])
