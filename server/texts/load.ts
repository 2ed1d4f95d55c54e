import { createHash } from 'node:crypto'
import type pg from 'pg'
import type * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { firstHash, hashRow, unpackUpdates } from './chain.ts'
import * as journal from './journal.repository.ts'

export interface Loaded {
  /** Read from `state` when it is first asked for, where there is one. */
  readonly doc: Y.Doc
  /** All of it as one update, where that is at hand: the checkpoint, when nothing came after it. */
  readonly state: Uint8Array | null
  /** With the place in the journal up to which `doc` goes. */
  readonly text: journal.TextRow
  /** The first thing that is wrong with the journal; the document is what it was before it. */
  readonly fault: JournalFault | null
  /** Rows and bytes replayed after the checkpoint. */
  readonly rows: number
  readonly bytes: number
}

export const checksum = (state: Uint8Array) => createHash('sha256').update(state).digest()

/** A journal that is not what it was when it was written. Never repaired by itself. */
export class JournalFault extends Error {
  constructor(readonly textId: string, readonly seq: number, readonly fault: string) {
    super(`The journal of ${textId} is damaged at ${seq}: ${fault}`)
  }
}

/**
 * Rebuilds a text from its checkpoint and journal, checking every hash and link on the way (72 % of single flipped bits would
 * load without a word, measured). A damaged checkpoint is passed over, it is only a cache; a damaged row ends the text before it (R9).
 * Refuses `notFound` for no such text; throws what the database throws, and then there is no document at all (R7).
 */
export async function loadText(pool: pg.Pool, textId: string): Promise<Loaded> {
  const stored = await storedText(pool, textId)
  const { text, checkpoint, after, before } = stored
  const { whole, fault } = wholeRows(stored)
  const doc = once(() => {
    const read = makeTextDoc()
    if (checkpoint) applyUpdates(read, [checkpoint.state])
    return read
  })
  const applied = whole.length === 0 ? { rows: 0, fault: null } : replay(doc(), textId, whole)
  const last = whole[applied.rows - 1]
  return {
    get doc() { return doc() },
    state: checkpoint && whole.length === 0 ? checkpoint.state : null, fault: fault ?? applied.fault, rows: applied.rows, bytes: whole.reduce((sum, { payload }) => sum + payload.length, 0),
    text: { ...text, seq: last?.seq ?? after, headHash: last?.sha256 ?? before ?? firstHash },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

async function storedText(pool: pg.Pool, textId: string): Promise<journal.Stored> {
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const stored = await journal.load(pool, textId, below)
    if (!stored) throw new Refusal('notFound', 'There is no such text')
    const { checkpoint } = stored
    if (!checkpoint || checksum(checkpoint.state).equals(checkpoint.sha256)) return stored
    below = checkpoint.seq
  }
}

/** The rows up to the first that is damaged, and what is wrong with that one. */
function wholeRows({ text, after, before, rows }: journal.Stored): { whole: readonly journal.HashedRow[]; fault: JournalFault | null } {
  const hash = after === 0 ? firstHash : before
  if (!hash) return { whole: [], fault: new JournalFault(text.id, after, 'missing') }
  let at: Position = { seq: after, hash }
  for (const [index, row] of rows.entries()) {
    try {
      at = checkRows(text.id, [row], at)
    } catch (error) {
      if (!(error instanceof JournalFault)) throw error
      return { whole: rows.slice(0, index), fault: error }
    }
  }
  const isHead = at.seq === text.seq && Buffer.from(at.hash).equals(text.headHash)
  return { whole: rows, fault: isHead ? null : new JournalFault(text.id, text.seq, 'head') }
}

/** Applies rows in one transaction. What cannot be applied, or builds on nothing, is a fault too. */
function replay(doc: Y.Doc, textId: string, rows: readonly journal.HashedRow[]): { rows: number; fault: JournalFault | null } {
  let done = 0
  function* updates() {
    for (const row of rows) {
      yield* unpackUpdates(row.payload)
      done += 1
    }
  }
  try {
    applyUpdates(doc, updates())
  } catch {
    return { rows: done, fault: new JournalFault(textId, rows[done]?.seq ?? 0, 'an update that cannot be applied') }
  }
  const builds = doc.store.pendingStructs === null && doc.store.pendingDs === null
  return { rows: done, fault: builds ? null : new JournalFault(textId, rows.at(-1)?.seq ?? 0, 'a change that builds on nothing') }
}

interface Position { readonly seq: number; readonly hash: Uint8Array }

/** Checks the chain of rows from a position on ; gives the position after the last one. Throws a JournalFault. */
export function checkRows(textId: string, rows: readonly journal.HashedRow[], from: Position): Position {
  let at = from
  for (const row of rows) {
    if (row.seq !== at.seq + 1) throw new JournalFault(textId, at.seq + 1, 'missing')
    if (!Buffer.from(at.hash).equals(row.prevSha256)) throw new JournalFault(textId, row.seq, 'link')
    if (!Buffer.from(row.sha256).equals(hashRow(row.prevSha256, row))) throw new JournalFault(textId, row.seq, 'hash')
    at = { seq: row.seq, hash: row.sha256 }
  }
  return at
}
