import { Refusal } from '#domain/errors.ts'

interface Waiting<I, O> { readonly own: string | null; readonly item: I; resolve(done: O): void; reject(error: unknown): void }
interface Most { /** In one piece of work. */ readonly atOnce: number; /** Waiting for it. */ readonly waiting: number; /** From one piece of work for several to the next, in ms. */ readonly apart: number }

/**
 * Group commit: what is asked while `work` runs on a group waits, and is done together in the next piece of work, of each `own` (if any) one item.
 * Quiet, everything is done at once and alone; once several come at the same time, each piece of work waits a little, so that its cost is
 * shared by more. Work that fails is done again item by item, so that nobody fails for somebody else.
 */
export function makeTogether<I, O>(work: (items: readonly I[]) => Promise<readonly O[]>, most: Most) {
  const queues = new Map<string, Waiting<I, O>[]>()

  async function run(group: string, queue: Waiting<I, O>[]) {
    // After everything that the sockets have brought in this turn of the event loop.
    await new Promise((resolve) => { setImmediate(resolve) })
    while (queue.length > 0) {
      const startedAt = performance.now()
      const batch = takeFrom(queue)
      await doAll(batch)
      const early = startedAt + most.apart - performance.now()
      if (batch.length > 1 && early > 0) await new Promise((resolve) => { setTimeout(resolve, early) })
    }
    queues.delete(group)
  }

  function takeFrom(queue: Waiting<I, O>[]): Waiting<I, O>[] {
    const taken: Waiting<I, O>[] = []
    const owns = new Set<string>()
    const left = queue.splice(0).filter((one) => {
      if (taken.length >= most.atOnce || (one.own !== null && owns.has(one.own))) return true
      taken.push(one)
      if (one.own !== null) owns.add(one.own)
      return false
    })
    queue.push(...left)
    return taken
  }

  async function doAll(batch: readonly Waiting<I, O>[]) {
    try {
      const done = await work(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(done[index] as O)
    } catch (error) {
      // A refusal is of all of them; anything else may be the fault of one.
      if (batch.length === 1 || error instanceof Refusal) for (const { reject } of batch) reject(error)
      else for (const one of batch) await doAll([one])
    }
  }

  return (group: string, own: string | null, item: I): Promise<O> => new Promise((resolve, reject) => {
    const queue = queues.get(group) ?? []
    if (queue.length >= most.waiting) throw new Refusal('unavailable', 'The server is busy; nothing was changed', { because: 'busy' })
    queue.push({ own, item, resolve, reject })
    if (queues.has(group)) return
    queues.set(group, queue)
    void run(group, queue)
  })
}
