import { isRecorded } from '#domain/live/events.ts'
import type { Happening, Tx } from '#server/db/context.ts'
import * as outbox from '#server/events/outbox.repository.ts'
import * as records from '#server/features/records/records.service.ts'

/** Keeps what happened, in the transaction in which it did: for everyone who listens in the outbox, acts of authority in the record too. */
export async function keep(tx: Tx, actorId: string | null, happenings: readonly Happening[], now: Date): Promise<void> {
  await outbox.write(tx, happenings.map(({ facts: _facts, actorId: _actor, ...event }) => event))
  const acts = happenings.filter(({ name }) => isRecorded(name))
  if (acts.length > 0) await records.append(tx, actorId, acts, now)
}
