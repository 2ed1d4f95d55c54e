import type { EventName } from '#domain/live/events.ts'
import type { Texts } from '#server/texts/texts.ts'
import type { Prisma } from './generated/client.ts'

export type Tx = Prisma.TransactionClient

/** Something that happened, as a feature tells it: ids for everyone who listens, facts for the record only. */
export interface Happening {
  readonly name: EventName
  readonly workspaceId: string
  readonly draftId?: string
  readonly ids: Readonly<Record<string, string>>
  readonly facts?: Readonly<Record<string, unknown>>
  /** Who did it, where several are done together; for the record only. */
  readonly actorId?: string
}

/** What one unit of work may use: its transaction, its clock, the texts, and a place to say what happened. */
export interface Context {
  readonly tx: Tx
  readonly now: Date
  readonly texts: Texts
  /** Whether this installation is a demo that anyone may enter as one of its people. */
  readonly demo: boolean
  /** Kept in the same transaction (in the record too, when it is an act of authority); delivered after the commit. */
  record(happening: Happening): void
  /** Runs if the transaction does not commit: for what was done in memory. */
  onRollback(undo: () => unknown): void
}
