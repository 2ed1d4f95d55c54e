import { setTimeout as wait } from 'node:timers/promises'
import { Logger as WorkerLogger, run } from 'graphile-worker'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Db } from '#server/db/client.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import * as amendments from '#server/features/amendments/decision.service.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import { closeAtDeadline } from '#server/features/proposals/closing.service.ts'

interface Parts { readonly db: Db; readonly unitOfWork: UnitOfWork; readonly log: Logger }

const ofProposal = z.object({ proposalId: z.uuid() })
const consolidation = z.object({ amendmentId: z.uuid() })
const restartMs = 2_000

/**
 * Work that waits for a time, kept in PostgreSQL: what came due while the server was down is done at its next start. The worker ends
 * when it loses the database while it notes how a job went: then it begins again, as often as it takes, and looks for what came due meanwhile.
 */
export async function startJobs(parts: Parts) {
  const { log } = parts
  const over = new AbortController()
  let worker = await begin(parts)

  async function beginAgain() {
    while (!over.signal.aborted) {
      // One that ends as soon as it has begun must not keep the server busy.
      await wait(restartMs, undefined, { signal: over.signal }).catch(() => undefined)
      if (over.signal.aborted) break
      try {
        return await begin(parts)
      } catch (error) {
        log.error({ err: error }, 'the worker of jobs cannot begin')
      }
    }
    return null
  }

  async function keep() {
    while (!over.signal.aborted) {
      const error: unknown = await worker.promise.then(() => null, (reason: unknown) => reason)
      if (over.signal.aborted) return
      log.error({ err: error }, 'the worker of jobs has ended, and begins again')
      worker = await beginAgain() ?? worker
      // Asked to stop while it began.
      if (over.signal.aborted) await worker.stop().catch(() => undefined)
    }
  }
  const kept = keep()

  return {
    async stop() {
      over.abort()
      // One that has ended by itself has nothing to stop.
      await worker.stop().catch(() => undefined)
      await kept
    },
  }
}

async function begin({ db, unitOfWork, log }: Parts) {
  const closeProposal = (proposalId: string) => unitOfWork(null, (context) => closeAtDeadline(context, proposalId))
  const consolidate = (amendmentId: string) => unitOfWork(null, (context) => amendments.consolidate(context, amendmentId))

  const worker = await run({
    pgPool: db.pool, noHandleSignals: true,
    // Without a batch nobody waits for the note of how a job went: where it fails, the process would end.
    preset: { worker: { concurrentJobs: 2, pollInterval: 2_000, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: quiet(log),
    crontab: '* * * * * foldLineage',
    taskList: {
      closeProposal: async (payload) => closeProposal(ofProposal.parse(payload).proposalId),
      remindElectors: async (payload) => unitOfWork(null, (context) => proposals.remind(context, ofProposal.parse(payload).proposalId)),
      consolidate: async (payload) => consolidate(consolidation.parse(payload).amendmentId),
      foldLineage: () => unitOfWork.read(({ texts }) => texts.catchUp()),
    },
  })
  try {
    // A job can be lost with a restored backup, or stay with a worker that ended; an overdue proposal cannot be overlooked.
    for (const id of await unitOfWork.read(proposals.overdue)) await closeProposal(id)
    for (const id of await unitOfWork.read(amendments.unconsolidated)) await consolidate(id).catch((error: unknown) => log.error({ err: error, amendment: id }, 'an amendment was not written in'))
    return worker
  } catch (error) {
    await worker.stop().catch(() => undefined)
    throw error
  }
}

const quiet = (log: Logger) => new WorkerLogger(() => (level, message) => { if (level === 'error') log.error(message) })
