import type { RecordedEvent } from '#domain/live/events.ts'
import { withSortedKeys } from './canonicalJson.ts'

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

/** The bytes of an act, as text: fixed order of fields, keys of `ids` and `facts` sorted at every depth. */
export const canonicalAct = (act: RecordedAct): string => JSON.stringify({
  workspaceId: act.workspaceId, seq: act.seq, name: act.name, actorId: act.actorId, draftId: act.draftId, at: act.at,
  ids: withSortedKeys(act.ids), facts: withSortedKeys(act.facts),
})

export const readAct = (canonical: string): RecordedAct => JSON.parse(canonical) as RecordedAct
