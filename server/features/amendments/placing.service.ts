import { setImmediate as aTurn } from 'node:timers/promises'
import { readCanonicalAmendment, type SealedAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { type Changes, changesOf, type Placed, placedOn } from '#domain/amendments/placed.ts'
import { amendmentRoom, draftRoom } from '#domain/ids.ts'
import { type ProvisionText, readDraft } from '#domain/text/draftText.ts'
import type { Context } from '#server/db/context.ts'
import type { Texts } from '#server/texts/texts.ts'
import type { AmendmentRow } from './amendments.repository.ts'

/** An amendment on the text of now. */
export interface OnNow extends Placed { readonly id: string; readonly number: number; readonly row: AmendmentRow; readonly sealed: SealedAmendment | null }
/** What was computed of one amendment, and from which states: its own text and base, and then the draft. */
interface Known { readonly of: string; readonly changes: Changes; readonly on: string; readonly placed: Placed }

// Reading the texts of sixty amendments takes seconds, placing those that are known a few milliseconds each. Thrown away without loss.
const known = new WeakMap<Texts, Map<string, Known>>()
const mostKnown = 500

/**
 * Places amendments on the text of their draft as it is now. Only what was written in since it was last asked is read again; others have
 * their turn between two of them.
 */
export async function placedOnNow({ texts }: Context, draftId: string, rows: readonly AmendmentRow[]): Promise<{ main: readonly ProvisionText[]; placed: OnNow[] }> {
  const room = draftRoom(draftId)
  // Before the texts are read: what is newer than it is said to be is computed again, never the other way round.
  const heads = await texts.history.heads([room, ...rows.map(({ id }) => amendmentRoom(id))])
  const main = await texts.read(room, (doc) => readDraft(doc).nodes)
  const bases = new Map<number, Promise<readonly ProvisionText[]>>()
  const baseOf = (seq: number) => {
    const base = bases.get(seq) ?? texts.history.at(room, seq).then(({ doc }) => readDraft(doc).nodes)
    bases.set(seq, base)
    return base
  }
  const placed: OnNow[] = []
  for (const row of rows) {
    const [of, on] = [`${row.baseSeq}/${heads.get(amendmentRoom(row.id)) ?? 0}`, `${heads.get(room) ?? 0}`]
    const before = knownIn(texts).get(row.id)
    const changes = before?.of === of ? before.changes : changesOf(await baseOf(row.baseSeq), await texts.read(amendmentRoom(row.id), (doc) => readDraft(doc).nodes))
    const now = before?.changes === changes && before.on === on ? before : { of, on, changes, placed: placedOn(main, changes) }
    keep(texts, row.id, now)
    placed.push({ id: row.id, number: row.number ?? 0, row, sealed: row.words === null ? null : readCanonicalAmendment(row.words), ...now.placed })
    if (now !== before) await aTurn()
  }
  return { main, placed }
}

function knownIn(texts: Texts): Map<string, Known> {
  const own = known.get(texts) ?? new Map<string, Known>()
  known.set(texts, own)
  return own
}

function keep(texts: Texts, id: string, now: Known) {
  const own = knownIn(texts)
  own.delete(id)
  own.set(id, now)
  for (const oldest of [...own.keys()].slice(0, Math.max(0, own.size - mostKnown))) own.delete(oldest)
}
