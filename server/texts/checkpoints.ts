import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'

/**
 * Makes checkpoints in a thread of their own: replaying, encoding and reading back a large text takes a second, in which nobody
 * could type. One text is asked for once however often it becomes due meanwhile.
 */
export function makeCheckpoints(databaseUrl: string, log: Logger) {
  const due = new Set<string>()
  let worker: Worker | null = null
  let making: Promise<void> | null = null

  function make(textId: string) {
    due.add(textId)
    making ??= work().finally(() => { making = null })
  }

  async function work() {
    for (const textId of due) {
      due.delete(textId)
      try {
        await ask(textId)
      } catch (error) {
        log.warn({ err: error, text: textId }, 'no checkpoint was made')
      }
    }
  }

  const ask = (textId: string) => new Promise<void>((resolve, reject) => {
    worker ??= start()
    const own = worker
    const over = (error: unknown) => { own.off('message', answered); own.off('error', over); own.off('exit', over); if (error === null) resolve(); else reject(error instanceof Error ? error : new Error(`the checkpoint thread ended (${error})`)) }
    const answered = (failure: string | null) => over(failure === null ? null : new Error(failure))
    own.on('message', answered).on('error', over).on('exit', over)
    own.postMessage(textId)
  })

  function start() {
    const isSource = import.meta.url.endsWith('.ts')
    const script = new URL(isSource ? './checkpointThread.ts' : './checkpointThread.js', import.meta.url)
    // From its sources (development, tests) a thread must be taught TypeScript by itself: it does not inherit that.
    const thread = isSource
      ? new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}) })`, { eval: true, workerData: databaseUrl })
      : new Worker(script, { workerData: databaseUrl })
    thread.unref()
    thread.on('exit', () => { if (worker === thread) worker = null })
    return thread
  }

  return {
    make,
    /** Ends the thread; what was due is made at another time, the journal has it all. */
    async close() {
      due.clear()
      await making
      await worker?.terminate()
    },
  }
}
