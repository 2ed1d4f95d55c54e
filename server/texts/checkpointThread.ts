import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { makeCheckpoint } from './checkpoint.ts'

// The thread beside the server that makes checkpoints: takes the name of a text, answers null or what went wrong.
const pool = new pg.Pool({ connectionString: String(workerData), max: 1, idleTimeoutMillis: 10_000, allowExitOnIdle: true })
pool.on('error', () => undefined)

parentPort?.on('message', (textId: string) => {
  makeCheckpoint(pool, textId).then(() => parentPort?.postMessage(null), (error: unknown) => parentPort?.postMessage(String(error)))
})
