import type { Logger } from 'pino'
import { openDb } from '#server/db/client.ts'
import * as amendments from '#server/features/amendments/verify.service.ts'
import * as proposals from '#server/features/proposals/verify.service.ts'
import * as corrections from '#server/features/versions/verify.service.ts'
import * as records from '#server/features/records/records.service.ts'
import { makeHistory } from '#server/texts/history.ts'
import { JournalFault } from '#server/texts/load.ts'
import { verifyJournals } from '#server/texts/verify.ts'

/** Replays every journal, recomputes every record and every closed proposal; says what it checked; 1 at the first fault, with its place. */
export async function verify(databaseUrl: string, log: Logger, say: (line: string) => void): Promise<number> {
  const db = openDb(databaseUrl, (error) => log.warn({ err: error }, 'a database connection was lost'))
  try {
    for await (const { textId, rows, generations, checkpoints } of verifyJournals(db.pool)) {
      say(`journal ${textId}: ${rows} rows in ${generations} ${generations === 1 ? 'generation' : 'generations'} replayed, ${checkpoints} checkpoints say the same, whole`)
    }
    for (const workspaceId of await records.workspaceIds(db.prisma)) {
      const verdict = await records.verify(db.prisma, workspaceId)
      if (!verdict.ok) { say(`record of workspace ${workspaceId}: damaged at ${verdict.seq} (${verdict.fault})`); return 1 }
      say(`record of workspace ${workspaceId}: ${verdict.entries} acts, whole`)
    }
    for (const { id, number, isClosed, fault } of await proposals.verifyVotes(db.prisma, makeHistory(db.pool))) {
      if (fault) { say(`proposal ${number} (${id}): ${fault} is not what it was decided by`); return 1 }
      say(`proposal ${number} (${id}): ${isClosed ? 'result' : 'count'} recomputed, the same`)
    }
    for (const { id, number, fault } of await amendments.verifyWritten(db.prisma, makeHistory(db.pool))) {
      if (fault) { say(`amendment ${number} (${id}): ${fault} is not what was sealed`); return 1 }
      say(`amendment ${number} (${id}): the words written are those that were sealed`)
    }
    for (const { clauseId, seq, isSame } of await corrections.verifyCorrections(db.prisma, makeHistory(db.pool))) {
      if (!isSame) { say(`correction of clause ${clauseId} in row ${seq}: the words are not the recorded ones`); return 1 }
      say(`correction of clause ${clauseId} in row ${seq}: the words of before with the printing point, and nothing else`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof JournalFault)) throw error
    say(error.message)
    return 1
  } finally {
    await db.close()
  }
}
