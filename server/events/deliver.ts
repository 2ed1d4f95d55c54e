import type pg from 'pg'
import type { LiveEvent } from '#domain/live/events.ts'
import * as outbox from './outbox.repository.ts'

/** Hears of everything that happened, after it was committed. Must be idempotent: after a crash it may hear twice. */
export type Subscriber = (event: LiveEvent) => void | Promise<void>

/**
 * Delivers what waits in the outbox to all subscribers, in order, one drain at a time.
 * A subscriber that throws is logged and does not keep the others from hearing.
 */
export function makeDelivery(pool: pg.Pool, onError: (error: unknown, event?: LiveEvent) => void) {
  const subscribers: Subscriber[] = []
  let draining: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const tell = async (event: LiveEvent) => {
    for (const subscriber of subscribers) {
      try { await subscriber(event) } catch (error) { onError(error, event) }
    }
  }

  const drain = async () => {
    for (;;) {
      const events = await outbox.take(pool, 100)
      for (const event of events) await tell(event)
      if (events.length < 100) return
    }
  }

  // Queued behind the drain under way: an event written before the call is told before the promise resolves.
  const deliver = () => (draining = draining.then(drain).catch(onError))

  return {
    subscribe: (subscriber: Subscriber) => { subscribers.push(subscriber) },
    deliver,
    /** Finds what a crash left undelivered, now, and what other processes (a command, another node) did, every second. */
    start: () => { void outbox.sweep(pool).catch(onError); void deliver(); timer = setInterval(() => void deliver(), 1_000); timer.unref() },
    stop: async () => { clearInterval(timer); await draining },
  }
}
