import type pg from 'pg'
import type { Limits } from '#server/limits.ts'
import { hashRow, packUpdates } from './chain.ts'
import * as journal from './journal.repository.ts'
import { commitSeconds, queuedUpdates } from './metrics.ts'

/** What one connection sent and the journal does not hold yet; told how it went, in the order in which it came. */
export interface Entry<Source extends object = object> {
  readonly update: Uint8Array
  readonly userId: string
  readonly clientId: number
  readonly source: Source
  /** Which of the document messages of its connection it was, counted from 1. */
  readonly message: number
  /** Time of the act, for what the seed makes in the past. */
  readonly at?: Date
  /** Of an edit by the server: it has a row of its own, behind all that came before it and before all that came after, and is told which. */
  readonly placed?: (seq: number) => void
}

/** What the committer needs of a room. */
export interface Ledger {
  readonly textId: string
  readonly generation: number
  seq: number
  head: Uint8Array
  /** Nobody is in it any more, and what waits may build on what was not written: whoever sent it comes again with all of it. */
  readonly isGone: boolean
  /** How many are told of what is committed. */
  readonly readers: number
  /** Client ids that appear for the first time, to be bound to their users with this flush. */
  takeNewBindings(): journal.Binding[]
  committed(entries: readonly Entry[], rows: number): void
  failed(error: unknown): void
}

/**
 * Group commit for all rooms: one statement holds everything that came since the last one. A quiet server writes at once; a busy one
 * (in many edits, or in many who are told of them) waits until `flushMs` have passed since the last statement, so that its cost is shared. Nothing is told before it is durable.
 */
export function makeCommitter(pool: pg.Pool, limits: Limits) {
  let queue = new Map<Ledger, Entry[]>()
  let queuedBytes = 0
  let unsavedBytes = 0
  let running: Promise<void> | null = null
  let waiting: { cancel(): void } | null = null
  let lastFlushAt = 0
  // Of about the last second.
  let updatesPerSecond = 0
  let deliveriesPerSecond = 0

  function enqueue(room: Ledger, entry: Entry) {
    const entries = queue.get(room)
    if (entries) entries.push(entry)
    else queue.set(room, [entry])
    queuedBytes += entry.update.length
    unsavedBytes += entry.update.length
    queuedUpdates.inc()
    if (!running && (!waiting || queuedBytes > limits.flushBytes)) schedule()
  }

  // At once means: after everything that the sockets have brought in this turn of the event loop.
  function schedule() {
    waiting?.cancel()
    const isBusy = updatesPerSecond > limits.busyUpdatesPerSecond || deliveriesPerSecond > limits.busyDeliveriesPerSecond
    const wait = isBusy && queuedBytes <= limits.flushBytes ? lastFlushAt + limits.flushMs - performance.now() : 0
    if (wait < 1) {
      const turn = setImmediate(start)
      waiting = { cancel: () => clearImmediate(turn) }
    } else {
      const timer = setTimeout(start, wait)
      waiting = { cancel: () => clearTimeout(timer) }
    }
  }

  function start() {
    waiting = null
    running = flush().finally(() => {
      running = null
      if (queue.size > 0) schedule()
    })
  }

  async function flush() {
    const batch = queue
    queue = new Map()
    const bytes = queuedBytes
    queuedBytes = 0
    let count = 0
    let deliveries = 0
    for (const [{ readers }, { length }] of batch) { count += length; deliveries += length * readers }
    const now = performance.now()
    const kept = Math.exp((lastFlushAt - now) / 1000)
    updatesPerSecond = updatesPerSecond * kept + count
    deliveriesPerSecond = deliveriesPerSecond * kept + deliveries
    lastFlushAt = now
    await write(batch)
    queuedUpdates.dec(count)
    unsavedBytes -= bytes
  }

  async function write(batch: Map<Ledger, Entry[]>) {
    const planned = [...batch].filter(([room]) => !room.isGone).map(([room, entries]) => plan(room, entries))
    if (planned.length === 0) return
    const stop = commitSeconds.startTimer()
    try {
      const at = planned.flatMap(({ entries }) => entries).find((entry) => entry.at)?.at ?? null
      const written = await journal.append(pool, planned.map(({ head }) => head), planned.flatMap(({ rows }) => rows), planned.flatMap(({ bindings }) => bindings), at)
      for (const each of planned) {
        if (written.has(each.room.textId)) settle(each)
        else each.room.failed(new Error('the text was moved on by another process'))
      }
    } catch (error) {
      for (const { room } of planned) room.failed(error)
    } finally {
      stop()
    }
  }

  const settle = ({ room, head, entries, rows, placed }: ReturnType<typeof plan>) => {
    room.seq = head.seq
    room.head = head.hash
    for (const [entry, seq] of placed) entry.placed?.(seq)
    room.committed(entries, rows.length)
  }

  return {
    enqueue,
    /** More waits for the journal than the server will hold in memory (R14). */
    isFull: () => unsavedBytes > limits.unsavedBytes,
    /** Resolves when nothing waits any more. */
    async settled() {
      while (running || waiting) await (running ?? new Promise((resolve) => { setImmediate(resolve) }))
    },
  }
}
export type Committer = ReturnType<typeof makeCommitter>

/** The rows of one room in this flush: one for each connection and client id, in the order in which they first spoke. */
function plan(room: Ledger, entries: readonly Entry[]) {
  let groups = new Map<object, Map<number, Entry[]>>()
  const placed = new Map<Entry, number>()
  const rows: journal.HashedRow[] = []
  let { seq, head: hash } = room
  const addRow = (clientId: number, group: readonly Entry[]) => {
    seq += 1
    const row = { textId: room.textId, seq, generation: room.generation, userId: group[0]?.userId ?? '', clientId, payload: packUpdates(group.map((entry) => entry.update)) }
    const prevSha256 = hash
    hash = hashRow(prevSha256, row)
    rows.push({ ...row, nUpdates: group.length, sha256: hash, prevSha256 })
  }
  const addGroups = () => {
    for (const own of groups.values()) for (const [clientId, group] of own) addRow(clientId, group)
    groups = new Map()
  }
  for (const entry of entries) {
    if (entry.placed) {
      addGroups()
      addRow(entry.clientId, [entry])
      placed.set(entry, seq)
      continue
    }
    const own = groups.get(entry.source) ?? new Map<number, Entry[]>()
    groups.set(entry.source, own)
    const same = own.get(entry.clientId)
    if (same) same.push(entry)
    else own.set(entry.clientId, [entry])
  }
  addGroups()
  const head: journal.Head = { textId: room.textId, generation: room.generation, expected: room.seq, seq, hash }
  return { room, entries, rows, head, placed, bindings: room.takeNewBindings() }
}
