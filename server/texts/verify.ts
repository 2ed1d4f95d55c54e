import type pg from 'pg'
import { firstHash } from './chain.ts'
import * as journal from './journal.repository.ts'
import { checkRows, checksum, JournalFault } from './load.ts'

const page = 500

/** Checks every journal from its first row, and every checkpoint. Throws a JournalFault at the first that is not what was written. */
export async function* verifyJournals(pool: pg.Pool): AsyncGenerator<{ textId: string; rows: number; checkpoints: number }> {
  for (const textId of await journal.allTextIds(pool)) {
    const head = await journal.headOf(pool, textId)
    let at: ReturnType<typeof checkRows> = { seq: 0, hash: firstHash }
    while (at.seq < head.seq) {
      const rows = await journal.rowsAfter(pool, textId, at.seq, Math.min(head.seq, at.seq + page))
      if (rows.length === 0) throw new JournalFault(textId, at.seq + 1, 'missing')
      at = checkRows(textId, rows, at)
    }
    if (!Buffer.from(at.hash).equals(head.hash)) throw new JournalFault(textId, head.seq, 'head')
    const checkpoints = await journal.checkpoints(pool, textId)
    for (const { seq, state, sha256 } of checkpoints) if (!checksum(state).equals(sha256)) throw new JournalFault(textId, seq, 'checkpoint')
    yield { textId, rows: head.seq, checkpoints: checkpoints.length }
  }
}
