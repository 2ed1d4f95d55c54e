import { z } from 'zod'
import { id, instant, person } from './shared.ts'

/** A place in the journal of a text: how many rows it had then. */
export const seq = z.number().int().positive().describe('A place in the journal')

export const nameVersion = z.strictObject({
  name: z.string().trim().min(1).max(120).describe('Unique in its draft'),
  seq: seq.optional().describe('The moment that is named; by default the present one'),
})
export type NameVersion = z.infer<typeof nameVersion>

export const versionView = z.strictObject({
  id, seq, name: z.string(), at: instant.describe('When it was named'), by: person,
  hash: z.string().describe('SHA-256, in hexadecimal, of the canonical text of the whole draft at that moment'),
})
export type VersionView = z.infer<typeof versionView>
export const versionsView = z.strictObject({ versions: z.array(versionView).describe('The latest moment first') })
export type VersionsView = z.infer<typeof versionsView>

export const restore = z.strictObject({
  seq: seq.describe('The moment whose words are to come back'),
  clauseId: id.optional().describe('The one clause to bring back; by default the whole draft'),
})
export type Restore = z.infer<typeof restore>

export const restoredView = z.strictObject({
  seq: seq.describe('The row of the journal that holds the restoring edit; the present one when nothing differed'),
  changed: z.array(id).describe('The provisions whose words or place changed'),
})
export type RestoredView = z.infer<typeof restoredView>
