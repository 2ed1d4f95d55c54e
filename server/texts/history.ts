import type pg from 'pg'
import type * as Y from 'yjs'
import { attributedBlocks, type AttributedBlock } from '#domain/text/attributedBlocks.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { Refusal } from '#domain/errors.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { makeAttributions } from './attribution.ts'
import { type Changes, makeChanges } from './changes.ts'
import { unpackUpdates } from './chain.ts'
import * as journal from './history.repository.ts'
import { checksum, JournalFault } from './load.ts'

/** A text as it stood right after one row of its journal, and who wrote that row. */
export interface PastText { readonly doc: Y.Doc; readonly place: journal.RowPlace }

/** The past of all texts, read from their journals. Nothing here opens a room or changes a text. */
export interface History {
  /** The last row that a journal has. Refuses `notFound` for no such text. */
  head(textId: string): Promise<journal.RowPlace>
  /** How far some texts have come, by their names; those that are not there are left out. */
  heads(textIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** The text right after a row, not to be changed. Refuses `notFound` a row that the journal does not have. */
  at(textId: string, seq: number): Promise<PastText>
  /** A moment at which a text held something that it does not hold at the next one (now, if it holds it still); null if none is found. */
  lastWith(textId: string, holds: (doc: Y.Doc) => boolean): Promise<PastText | null>
  /** Who wrote the words of a clause as it stood right after a row. Refuses `notFound` a row or clause that is not there. */
  attribution(textId: string, clauseId: string, seq: number): Promise<AttributedBlock[]>
  /** Which rows changed which clauses last, after one row and up to another (or a later one). Refuses `notFound` a first row that is not there. */
  changes(textId: string, from: number, upTo: number): Promise<Changes>
  /** When rows were written and by whom; rows that are not there are left out. */
  places(textId: string, seqs: readonly number[]): Promise<journal.RowPlace[]>
  days(textId: string, asked: { zone: string; before: Date | null; limit: number }): Promise<journal.Day[]>
  /** The row that the text had reached at each of these times. */
  seqsAt(textId: string, times: readonly Date[]): Promise<number[]>
  /** The rows with which a restored text began anew. */
  laterGenerations(textId: string): Promise<journal.RowPlace[]>
}

/** Past texts kept in memory, of whichever drafts. */
const mostRecent = 4

export function makeHistory(pool: pg.Pool): History {
  const attributions = makeAttributions(pool)

  async function placeOf(textId: string, seq: number): Promise<journal.RowPlace> {
    const [place] = await journal.places(pool, textId, [seq])
    if (!place) throw new Refusal('notFound', 'The journal has no such moment', { seq })
    return place
  }

  /** A generation begins with a row that holds its whole text, so nothing before that row is in it. */
  async function firstOf(textId: string, generation: number): Promise<number> {
    if (generation === 1) return 1
    return (await journal.laterGenerations(pool, textId)).find((place) => place.generation === generation)?.seq ?? 1
  }

  // Whoever steps through a history reads its text, compares it and asks who wrote it; what a journal held once it always held.
  const recent = new Map<string, Promise<PastText>>()
  function at(textId: string, seq: number): Promise<PastText> {
    const key = `${textId}@${seq}`
    const past = recent.get(key) ?? replay(textId, seq)
    recent.delete(key)
    recent.set(key, past)
    past.catch(() => { if (recent.get(key) === past) recent.delete(key) })
    for (const oldest of [...recent.keys()].slice(0, Math.max(0, recent.size - mostRecent))) recent.delete(oldest)
    return past
  }

  const changes = makeChanges(pool, at)

  async function replay(textId: string, seq: number): Promise<PastText> {
    const place = await placeOf(textId, seq)
    const first = await firstOf(textId, place.generation)
    const checkpoint = await journal.checkpointBefore(pool, textId, first, seq)
    const doc = makeTextDoc()
    if (checkpoint) {
      if (!checksum(checkpoint.state).equals(checkpoint.sha256)) throw new JournalFault(textId, checkpoint.seq, 'checkpoint')
      applyUpdates(doc, [checkpoint.state])
    }
    const rows = await journal.payloads(pool, textId, checkpoint?.seq ?? first - 1, seq)
    applyUpdates(doc, rows.flatMap(({ payload }) => unpackUpdates(payload)))
    return { doc, place }
  }

  /**
   * Steps back from the present twice as far each time until the text holds it, then halves. Each look is a replay from a checkpoint:
   * thirty of them for a journal of 100,000 rows. What was deleted and brought back more than once may be found at an earlier time.
   */
  async function lastWith(textId: string, holds: (doc: Y.Doc) => boolean): Promise<PastText | null> {
    const last = await journal.lastPlace(pool, textId)
    if (!last) return null
    let without = last.seq + 1
    let found: PastText | null = null
    for (let step = 0; !found && without > 1; step = Math.max(1, step * 2)) {
      const past = await replay(textId, Math.max(1, last.seq - step))
      if (holds(past.doc)) found = past
      else without = past.place.seq
    }
    while (found && without - found.place.seq > 1) {
      const past = await replay(textId, Math.floor((found.place.seq + without) / 2))
      if (holds(past.doc)) found = past
      else without = past.place.seq
    }
    return found
  }

  async function attribution(textId: string, clauseId: string, seq: number): Promise<AttributedBlock[]> {
    const place = await placeOf(textId, seq)
    const { fold, seq: reached } = await attributions.upTo(textId, seq)
    const doc = reached === seq ? fold.doc : (await at(textId, seq)).doc
    const fragment = clausesOf(doc).get(clauseId)
    if (!fragment) throw new Refusal('notFound', 'The draft had no such clause then', { clauseId, seq })
    return attributedBlocks(fragment, fold.lineageOf(place.generation))
  }

  return {
    at, lastWith, attribution, changes: changes.since,
    head: async (textId) => {
      const place = await journal.lastPlace(pool, textId)
      if (!place) throw new Refusal('notFound', 'There is no such text')
      return place
    },
    heads: (textIds) => journal.heads(pool, textIds),
    places: (textId, seqs) => journal.places(pool, textId, seqs),
    days: (textId, asked) => journal.days(pool, textId, asked),
    seqsAt: (textId, times) => journal.seqsAt(pool, textId, times),
    laterGenerations: (textId) => journal.laterGenerations(pool, textId),
  }
}
