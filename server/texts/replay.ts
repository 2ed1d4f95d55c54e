import type * as Y from 'yjs'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { firstHash, unpackUpdates } from './chain.ts'
import type { HashedRow } from './journal.repository.ts'
import { checkRows, JournalFault } from './load.ts'

const page = 500

/** Reads rows of a journal with after < seq ≤ upTo, in order. */
export type ReadRows = (after: number, upTo: number) => Promise<readonly HashedRow[]>

/**
 * The text as its journal alone gives it at a place: from nothing at the first row of a generation to `upTo`, every hash and link
 * checked on the way. Throws a JournalFault at the first row that is not what was written.
 */
export async function replay(textId: string, { first, upTo }: { first: number; upTo: number }, read: ReadRows): Promise<Y.Doc> {
  const doc = makeTextDoc()
  let at: ReturnType<typeof checkRows> | null = null
  for (let seq = first - 1; seq < upTo; seq = at?.seq ?? upTo) {
    const rows = await read(seq, Math.min(upTo, seq + page))
    const [next] = rows
    if (!next) throw new JournalFault(textId, seq + 1, 'missing')
    // What is before a generation is no matter of its text; its whole chain is what `verify` looks at.
    at = checkRows(textId, rows, at ?? { seq, hash: first === 1 ? firstHash : next.prevSha256 })
    for (const row of rows) applyRow(doc, row)
  }
  if (!isWhole(doc)) throw new JournalFault(textId, upTo, 'a change that builds on nothing')
  return doc
}

/** Applies what one row holds. Throws a JournalFault when that cannot be. */
export function applyRow(doc: Y.Doc, { textId, seq, payload }: HashedRow): void {
  try {
    applyUpdates(doc, unpackUpdates(payload))
  } catch {
    throw new JournalFault(textId, seq, 'an update that cannot be applied')
  }
}

export const isWhole = ({ store }: Y.Doc) => store.pendingStructs === null && store.pendingDs === null
