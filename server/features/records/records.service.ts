import { createHash } from 'node:crypto'
import type { RecordQuery } from '#domain/contract/records.ts'
import { isRecorded } from '#domain/live/events.ts'
import { canonicalAct, recordDomain, type RecordedAct } from '#domain/record.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Happening, Tx } from '#server/db/context.ts'
import * as records from './records.repository.ts'

const origin = new Uint8Array(32)

export const hashOf = (prevHash: Uint8Array, canonical: Uint8Array): Uint8Array =>
  createHash('sha256').update(recordDomain).update(prevHash).update(canonical).digest()

/** Appends the acts of authority among what happened, each chained to the one before it; last thing in its transaction. */
export async function append(tx: Tx, actorId: string | null, happenings: readonly Happening[], now: Date): Promise<void> {
  for (const [workspaceId, acts] of byWorkspace(happenings)) {
    await records.lock(tx, workspaceId)
    let last = await records.tail(tx, workspaceId) ?? { seq: 0, hash: origin }
    for (const act of acts) last = await appendOne(tx, last, recordedAct(act, last.seq + 1, actorId, now))
  }
}

async function appendOne(tx: Tx, last: { hash: Uint8Array }, act: RecordedAct) {
  const canonical = new TextEncoder().encode(canonicalAct(act))
  const hash = hashOf(last.hash, canonical)
  await records.insert(tx, act, { canonical, prevHash: last.hash, hash })
  return { seq: act.seq, hash }
}

function recordedAct({ name, workspaceId, draftId, ids, facts }: Happening, seq: number, actorId: string | null, now: Date): RecordedAct {
  if (!isRecorded(name)) throw new Error(`${name} is not an act of authority`)
  return { workspaceId, seq, name, actorId, draftId: draftId ?? null, at: now.toISOString(), ids, facts: facts ?? {} }
}

function byWorkspace(happenings: readonly Happening[]) {
  const groups = new Map<string, Happening[]>()
  for (const happening of happenings) {
    if (isRecorded(happening.name)) groups.set(happening.workspaceId, [...(groups.get(happening.workspaceId) ?? []), happening])
  }
  // A fixed order of locks: two acts on the same two workspaces never wait for each other.
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

export async function list(permit: Permit<'record.read'>, context: Context, query: RecordQuery) {
  const rows = await records.list(context.tx, permit.subject.workspaceId, query)
  const entries = rows.slice(0, query.limit)
  return { entries, nextBefore: rows.length > query.limit ? entries.at(-1)?.act.seq ?? null : null }
}

export type Verdict = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly seq: number; readonly fault: 'hash' | 'link' | 'gap' }

/** Recomputes the chain of a workspace from its bytes; names the first act where it does not hold. */
export async function verify(tx: Tx, workspaceId: string): Promise<Verdict> {
  let prev: Uint8Array = origin
  let entries = 0
  for await (const { act, hash, prevHash, canonical } of records.all(tx, workspaceId)) {
    entries += 1
    if (act.seq !== entries) return { ok: false, seq: entries, fault: 'gap' }
    if (!Buffer.from(prevHash).equals(prev)) return { ok: false, seq: act.seq, fault: 'link' }
    if (!Buffer.from(hash).equals(hashOf(prevHash, canonical))) return { ok: false, seq: act.seq, fault: 'hash' }
    prev = hash
  }
  return { ok: true, entries }
}

export const workspaceIds = (tx: Tx) => records.workspaceIds(tx)
