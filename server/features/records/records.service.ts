import { createHash } from 'node:crypto'
import type { RecordQuery } from '#domain/contract/records.ts'
import { isRecorded } from '#domain/live/events.ts'
import { canonicalAct, type RecordedAct } from '#domain/record.ts'
import { type ChainFault, chainFault, chainOrigin, type Head, hashOfAct, type Sha256 } from '#domain/verify/chain.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Happening, Tx } from '#server/db/context.ts'
import * as records from './records.repository.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** Appends the acts of authority among what happened, each chained to the one before it; last thing in its transaction. */
export async function append(tx: Tx, actorId: string | null, happenings: readonly Happening[], now: Date): Promise<void> {
  for (const [workspaceId, acts] of byWorkspace(happenings)) {
    await records.lock(tx, workspaceId)
    let last = await headOf(tx, workspaceId)
    const rows = acts.map((happening) => {
      const act = recordedAct(happening, last.seq + 1, actorId, now)
      const canonical = new TextEncoder().encode(canonicalAct(act))
      const prevHash = last.hash
      last = { seq: act.seq, hash: hashOfAct(prevHash, canonical, sha256) }
      return { act, canonical, prevHash: Buffer.from(prevHash, 'hex'), hash: Buffer.from(last.hash, 'hex') }
    })
    await records.insert(tx, rows)
  }
}

/** Where the record of a workspace ends now. */
export async function headOf(tx: Tx, workspaceId: string): Promise<Head> {
  const tail = await records.tail(tx, workspaceId)
  return tail ? { seq: tail.seq, hash: hex(tail.hash) } : chainOrigin
}

function recordedAct({ name, workspaceId, draftId, ids, facts, actorId: own }: Happening, seq: number, actorId: string | null, now: Date): RecordedAct {
  if (!isRecorded(name)) throw new Error(`${name} is not an act of authority`)
  return { workspaceId, seq, name, actorId: own ?? actorId, draftId: draftId ?? null, at: now.toISOString(), ids, facts: facts ?? {} }
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

export type Verdict = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly seq: number; readonly fault: ChainFault }

/** Recomputes the chain of a workspace from its bytes; names the first act where it does not hold. */
export async function verify(tx: Tx, workspaceId: string): Promise<Verdict> {
  let last = chainOrigin
  for await (const { seq, canonical, prevHash, hash } of records.all(tx, workspaceId)) {
    const row = { seq, canonical, prevHash: hex(prevHash), hash: hex(hash) }
    const fault = chainFault(last, row, sha256)
    if (fault) return { ok: false, seq: last.seq + 1, fault }
    last = row
  }
  return { ok: true, entries: last.seq }
}

export const workspaceIds = (tx: Tx) => records.workspaceIds(tx)
