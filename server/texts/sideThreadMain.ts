import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { makeAttributions } from './attribution.ts'
import { makeCheckpoint } from './checkpoint.ts'
import type { Errand } from './sideThread.ts'

// The thread beside the server: takes an errand, answers null or what went wrong.
const pool = new pg.Pool({ connectionString: String(workerData), max: 1, idleTimeoutMillis: 10_000, allowExitOnIdle: true })
pool.on('error', () => undefined)
const attributions = makeAttributions(pool)

const run = async (errand: Errand): Promise<unknown> => (errand.what === 'checkpoint' ? makeCheckpoint(pool, errand.textId) : attributions.upTo(errand.textId, errand.seq))

parentPort?.on('message', (errand: Errand) => {
  run(errand).then(() => parentPort?.postMessage(null), (error: unknown) => parentPort?.postMessage(String(error)))
})
