import { Logger as WorkerLogger, run } from 'graphile-worker'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Db } from '#server/db/client.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import { closeAtDeadline } from '#server/features/proposals/closing.service.ts'

const ofProposal = z.object({ proposalId: z.uuid() })
const consolidation = z.object({ amendmentId: z.uuid() })

/** Work that waits for a time, kept in PostgreSQL: what came due while the server was down is done at its next start. */
export async function startJobs({ db, unitOfWork, log }: { db: Db; unitOfWork: UnitOfWork; log: Logger }) {
  const closeProposal = (proposalId: string) => unitOfWork(null, (context) => closeAtDeadline(context, proposalId))

  const consolidate = (amendmentId: string) => unitOfWork(null, (context) => amendments.consolidate(context, amendmentId))

  const runner = await run({
    pgPool: db.pool, concurrency: 2, noHandleSignals: true, pollInterval: 2_000,
    logger: quiet(log),
    crontab: '* * * * * foldLineage',
    taskList: {
      closeProposal: async (payload) => closeProposal(ofProposal.parse(payload).proposalId),
      remindElectors: async (payload) => unitOfWork(null, (context) => proposals.remind(context, ofProposal.parse(payload).proposalId)),
      consolidate: async (payload) => consolidate(consolidation.parse(payload).amendmentId),
      foldLineage: () => unitOfWork.read(({ texts }) => texts.catchUp()),
    },
  })
  // A job can be lost with a restored backup; an overdue proposal cannot be overlooked.
  for (const id of await unitOfWork.read(proposals.overdue)) await closeProposal(id)
  for (const id of await unitOfWork.read(amendments.unconsolidated)) await consolidate(id).catch((error: unknown) => log.error({ err: error, amendment: id }, 'an amendment was not written in'))
  return { stop: () => runner.stop() }
}

const quiet = (log: Logger) => new WorkerLogger(() => (level, message) => { if (level === 'error') log.error(message) })
