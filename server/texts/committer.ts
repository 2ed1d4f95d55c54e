import type pg from 'pg'
import { hashRow, packUpdates } from './chain.ts'
import * as journal from './journal.repository.ts'
import { commitSeconds, queuedUpdates } from './metrics.ts'

/** What one connection sent and the journal does not hold yet; told how it went, in the order in which it came. */
export interface Entry {
  readonly update: Uint8Array
  readonly userId: string
  readonly clientId: number
  readonly source: object
  /** Time of the act, for what the seed makes in the past. */
  readonly at?: Date
}

/** What the committer needs of a room. */
export interface Ledger {
  readonly textId: string
  readonly generation: number
  seq: number
  head: Uint8Array
  /** Client ids that appear for the first time, to be bound to their users with this flush. */
  takeNewBindings(): journal.Binding[]
  committed(entries: readonly Entry[]): void
  failed(error: unknown): void
}

/**
 * Group commit for all rooms: one statement holds everything that came while the last one was being written, so a quiet text is
 * written at once and a busy one in batches as long as a commit takes (about 1 ms). Nothing is told before it is durable.
 */
export function makeCommitter(pool: pg.Pool) {
  let queue = new Map<Ledger, Entry[]>()
  let running: Promise<void> | null = null

  function enqueue(room: Ledger, entry: Entry) {
    const entries = queue.get(room)
    if (entries) entries.push(entry)
    else queue.set(room, [entry])
    queuedUpdates.inc()
    running ??= Promise.resolve().then(drain).finally(() => { running = null })
  }

  async function drain() {
    while (queue.size > 0) {
      const batch = queue
      queue = new Map()
      await flush(batch)
    }
  }

  async function flush(batch: Map<Ledger, Entry[]>) {
    const stop = commitSeconds.startTimer()
    const planned = [...batch].map(([room, entries]) => plan(room, entries))
    try {
      const at = [...batch.values()].flat().find((entry) => entry.at)?.at ?? null
      const written = await journal.append(pool, planned.map(({ head }) => head), planned.flatMap(({ rows }) => rows), planned.flatMap(({ bindings }) => bindings), at)
      for (const each of planned) {
        if (written.has(each.room.textId)) settle(each)
        else each.room.failed(new Error('the text was moved on by another process'))
      }
    } catch (error) {
      for (const { room } of planned) room.failed(error)
    } finally {
      queuedUpdates.dec([...batch.values()].reduce((sum, entries) => sum + entries.length, 0))
      stop()
    }
  }

  const settle = ({ room, head, entries }: ReturnType<typeof plan>) => {
    room.seq = head.seq
    room.head = head.hash
    room.committed(entries)
  }

  return { enqueue, settled: () => running ?? Promise.resolve() }
}
export type Committer = ReturnType<typeof makeCommitter>

/** The rows of one room in this flush: one for each connection and client id, in the order in which they first spoke. */
function plan(room: Ledger, entries: readonly Entry[]) {
  const groups = new Map<object, Map<number, Entry[]>>()
  for (const entry of entries) {
    const own = groups.get(entry.source) ?? new Map<number, Entry[]>()
    groups.set(entry.source, own)
    own.set(entry.clientId, [...(own.get(entry.clientId) ?? []), entry])
  }
  let { seq, head: hash } = room
  const rows = [...groups.values()].flatMap((own) => [...own.values()]).flatMap((group): journal.HashedRow[] => {
    const [first] = group
    if (!first) return []
    seq += 1
    const row = { textId: room.textId, seq, generation: room.generation, userId: first.userId, clientId: first.clientId, payload: packUpdates(group.map((entry) => entry.update)) }
    const prevSha256 = hash
    hash = hashRow(prevSha256, row)
    return [{ ...row, nUpdates: group.length, sha256: hash, prevSha256 }]
  })
  const head: journal.Head = { textId: room.textId, generation: room.generation, expected: room.seq, seq, hash }
  return { room, entries, rows, head, bindings: room.takeNewBindings() }
}
