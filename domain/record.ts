import type { RecordedEvent } from '#domain/live/events.ts'

/** One act of authority, as it is hashed. Personal data by reference only, so that erasing a person leaves the chain whole (R26). */
export interface RecordedAct {
  readonly workspaceId: string
  readonly seq: number
  readonly name: RecordedEvent
  readonly actorId: string | null
  readonly draftId: string | null
  readonly at: string
  readonly ids: Readonly<Record<string, string>>
  readonly facts: Readonly<Record<string, unknown>>
}

/** Put before every hashed row, so that a hash of the record can be mistaken for no other. */
export const recordDomain = 'parley-record/1'

/** The bytes of an act, as text: fixed order of fields, keys of `ids` and `facts` sorted at every depth. */
export const canonicalAct = (act: RecordedAct): string => JSON.stringify({
  workspaceId: act.workspaceId, seq: act.seq, name: act.name, actorId: act.actorId, draftId: act.draftId, at: act.at,
  ids: sorted(act.ids), facts: sorted(act.facts),
})

export const readAct = (canonical: string): RecordedAct => JSON.parse(canonical) as RecordedAct

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}
