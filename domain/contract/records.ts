import { z } from 'zod'
import { recordedEvents } from '#domain/live/events.ts'
import { id, instant, localized, person } from './shared.ts'

export const recordQuery = z.strictObject({
  name: z.enum(recordedEvents).optional(), actorId: id.optional(), draftId: id.optional(),
  from: instant.optional(), to: instant.optional(), before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type RecordQuery = z.infer<typeof recordQuery>

export const recordEntryView = z.strictObject({
  seq: z.number().int(), name: z.enum(recordedEvents), at: instant, actor: person.nullable(),
  draft: z.strictObject({ id, title: localized }).nullable(), ids: z.record(z.string(), z.string()), facts: z.record(z.string(), z.unknown()),
  hash: z.string(), prevHash: z.string(),
})
export type RecordEntryView = z.infer<typeof recordEntryView>
export const recordView = z.strictObject({ entries: z.array(recordEntryView), nextBefore: z.number().int().nullable() })
export type RecordView = z.infer<typeof recordView>
