import { setImmediate as nextTurn } from 'node:timers/promises'
import type pg from 'pg'
import { Attribution } from '#domain/text/attribution.ts'
import { attributionFormat, decodeAttribution, encodeAttribution } from '#domain/text/attributionState.ts'
import { unpackUpdates } from './chain.ts'
import * as history from './history.repository.ts'

/** Rows read from the journal at once, and folded before others have their turn. */
const pageRows = 1000
const turnRows = 100
/** A lineage this far behind is folded in the background; one folded on demand is kept when it has gained as much. */
export const behindRows = 500
/** Folds kept in memory: the texts whose history somebody is looking at. One of 100,000 changes takes about 60 MB. */
const mostFolds = 3

interface Kept { readonly fold: Attribution; seq: number; savedSeq: number }

/**
 * Who wrote which words, for every text: the fold of its journal, continued where it was left. What is kept in the table `lineage`
 * is derived; a text without it, or with one that cannot be read, is folded from its first row.
 */
export function makeAttributions(pool: pg.Pool) {
  const folds = new Map<string, Promise<Kept>>()

  /** The fold of a text, at or past a row of its journal. Calls for one text take turns. */
  async function upTo(textId: string, seq: number): Promise<{ fold: Attribution; seq: number }> {
    const before = folds.get(textId) ?? load(textId)
    const kept = before.then((each) => advance(textId, each, seq))
    folds.delete(textId)
    folds.set(textId, kept)
    kept.catch(() => { if (folds.get(textId) === kept) folds.delete(textId) })
    for (const oldest of [...folds.keys()].slice(0, Math.max(0, folds.size - mostFolds))) folds.delete(oldest)
    return kept
  }

  async function load(textId: string): Promise<Kept> {
    const stored = await history.loadLineage(pool, textId, attributionFormat)
    try {
      if (stored) return { fold: new Attribution(decodeAttribution(stored.state)), seq: stored.seq, savedSeq: stored.seq }
    } catch {
      // What cannot be read says nothing that the journal does not.
    }
    return { fold: new Attribution(), seq: 0, savedSeq: 0 }
  }

  async function advance(textId: string, kept: Kept, upToSeq: number): Promise<Kept> {
    while (kept.seq < upToSeq) {
      const rows = await history.payloads(pool, textId, kept.seq, upToSeq, pageRows)
      if (rows.length === 0) break
      for (const [index, row] of rows.entries()) {
        for (const update of unpackUpdates(row.payload)) kept.fold.apply(update, row)
        kept.seq = row.seq
        if (index % turnRows === turnRows - 1) await nextTurn()
      }
    }
    if (kept.seq - kept.savedSeq >= behindRows) {
      await history.saveLineage(pool, textId, attributionFormat, kept.seq, encodeAttribution(kept.fold.state))
      kept.savedSeq = kept.seq
    }
    return kept
  }

  return { upTo }
}
