import type { Localized, Person } from '#domain/contract/shared.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import type { RecordRow } from './records.repository.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export function recordEntryView({ act, hash, prevHash }: RecordRow, people: ReadonlyMap<string, Person>, named: ReadonlyMap<string, { readonly title: Localized }>): RecordEntryView {
  const title = act.draftId ? named.get(act.draftId)?.title : undefined
  return {
    seq: act.seq, name: act.name, at: act.at, ids: { ...act.ids }, facts: { ...act.facts }, hash: hex(hash), prevHash: hex(prevHash),
    actor: act.actorId ? people.get(act.actorId) ?? null : null,
    draft: act.draftId && title ? { id: act.draftId, title } : null,
  }
}
