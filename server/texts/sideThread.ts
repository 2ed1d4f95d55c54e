import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'

/** What takes a second with a large text, in which nobody could type: to replay, encode and read back its checkpoint, to fold who wrote it up to a row. */
export type Errand = { readonly what: 'checkpoint'; readonly textId: string } | { readonly what: 'lineage'; readonly textId: string; readonly seq: number }

/** Runs errands in a thread of their own, one after the other. One is run once however often it becomes due meanwhile. */
export function makeSideThread(databaseUrl: string, log: Logger) {
  const due = new Map<string, Errand>()
  let worker: Worker | null = null
  let working: Promise<void> | null = null

  async function work() {
    for (const [key, errand] of due) {
      due.delete(key)
      try {
        await ask(errand)
      } catch (error) {
        log.warn({ err: error, ...errand }, 'something was not made of a text')
      }
    }
  }

  const ask = (errand: Errand) => new Promise<void>((resolve, reject) => {
    worker ??= start()
    const own = worker
    const over = (error: unknown) => { own.off('message', answered); own.off('error', over); own.off('exit', over); if (error === null) resolve(); else reject(error instanceof Error ? error : new Error(`the side thread ended (${error})`)) }
    const answered = (failure: string | null) => over(failure === null ? null : new Error(failure))
    own.on('message', answered).on('error', over).on('exit', over)
    own.postMessage(errand)
  })

  function start() {
    const isSource = import.meta.url.endsWith('.ts')
    const script = new URL(isSource ? './sideThreadMain.ts' : './sideThreadMain.js', import.meta.url)
    // From its sources (development, tests) a thread must be taught TypeScript by itself: it does not inherit that.
    const thread = isSource
      ? new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}) })`, { eval: true, workerData: databaseUrl })
      : new Worker(script, { workerData: databaseUrl })
    thread.unref()
    thread.on('exit', () => { if (worker === thread) worker = null })
    return thread
  }

  return {
    /** Resolves when nothing is due any more; what fails is logged, and becomes due again. */
    run(errand: Errand): Promise<void> {
      due.set(`${errand.what} ${errand.textId}`, errand)
      working ??= work().finally(() => { working = null })
      return working
    },
    /** Ends the thread; what was due is made at another time, the journal has it all. */
    async close() {
      due.clear()
      await working
      await worker?.terminate()
    },
  }
}
export type SideThread = ReturnType<typeof makeSideThread>
