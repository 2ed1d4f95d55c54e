import * as Y from 'yjs'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { type Change, type RefusedBecause, type RescueCopy, rescueOf } from './waiting.ts'

/** What the server said to the session whose changes are taken over, when it refused one of them. */
export interface Verdict { readonly session: string; readonly because: RefusedBecause; readonly clauseId: string | null }

/** What becomes of the changes that a closed session left. Each is in exactly one of the four. */
export interface Plan {
  /** The text has them: the acknowledgement was what got lost. */
  readonly kept: readonly Change[]
  /** Sent as they are, under the Yjs client ids that made them: what arrives twice is there once. */
  readonly send: readonly Change[]
  /** Written anew: the text as it would be with everything, and the clauses to take from it. */
  readonly anew: { readonly from: Y.Doc; readonly clauseIds: readonly string[]; readonly instead: readonly Change[] } | null
  /** Refused for good: only their words are left. */
  readonly refused: { readonly changes: readonly Change[]; readonly copies: readonly RescueCopy[] }
}

/**
 * Sorts what a closed session left by the text as the server has it (`doc`, synced, not changed here).
 *
 * A Yjs change builds on all earlier ones of its client: when the server refuses one, those after it cannot go as they are, not
 * even in other clauses. After a clause came to rest, the others are therefore written anew, as the difference between the text
 * and a copy of it that has everything; a clause that is not in the text at all (an article I had just added) is rescued as words.
 * After any other refusal nobody knows which change it was, or none may be sent: all are rescued.
 */
export function planFor(changes: readonly Change[], doc: Y.Doc, now: { readonly generation: number; readonly schema: number }, verdict: Verdict | null): Plan {
  const restored = changes.filter(({ generation }) => generation !== now.generation)
  const outOfDate = changes.filter(({ generation, schema }) => generation === now.generation && schema !== now.schema)
  const current = changes.filter(({ generation, schema }) => generation === now.generation && schema === now.schema)
  const snapshot = Y.snapshot(doc)
  const kept = current.filter(({ update }) => Y.snapshotContainsUpdate(snapshot, update))
  const open = current.filter((change) => !kept.includes(change))
  const foreign = [...rescueOf(restored, 'restored'), ...rescueOf(outOfDate, 'outOfDate')]
  const plan = (part: Partial<Plan>, lost: readonly Change[] = [], copies: readonly RescueCopy[] = []): Plan =>
    ({ kept, send: [], anew: null, ...part, refused: { changes: [...restored, ...outOfDate, ...lost], copies: [...foreign, ...copies] } })

  if (open.length === 0) return plan({})
  const from = withAll(doc, open)
  if (!from || (verdict && verdict.because !== 'atRest')) return plan({}, open, rescueOf(open, verdict?.because ?? 'malformed'))
  if (!verdict) return plan({ send: open })
  const copies = rescueOf(open, 'atRest')
  const clauseIds = [...new Set(open.flatMap(({ words }) => words.map(({ clauseId }) => clauseId)))]
  const writable = clauseIds.filter((id) => id !== verdict.clauseId && doc.getMap('clauses').has(id) && from.getMap('clauses').has(id))
  return plan({ anew: { from, clauseIds: writable, instead: open } }, [], copies.filter(({ clauseId }) => !writable.includes(clauseId)))
}

/** A copy of the text with the changes in it; null when one of them builds on something that the text does not have. */
function withAll(doc: Y.Doc, changes: readonly Change[]): Y.Doc | null {
  const copy = makeTextDoc()
  applyUpdates(copy, [Y.encodeStateAsUpdate(doc), ...changes.map(({ update }) => update)])
  return copy.store.pendingStructs || copy.store.pendingDs ? null : copy
}
