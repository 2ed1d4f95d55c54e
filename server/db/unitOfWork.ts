import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '#domain/errors.ts'
import type { Texts } from '#server/texts/texts.ts'
import type { Context, Happening, Tx } from './context.ts'
import type { Db } from './client.ts'

/** Who does an act: a signed-in user, or nobody (a deadline that passed). */
export type ActorId = string | null

export interface UnitOfWork {
  /** Runs the work in one transaction (READ COMMITTED: what must not race takes a row lock or a unique key); delivers after the commit. */
  <T>(actorId: ActorId, work: (context: Context) => Promise<T>, now?: Date): Promise<T>
  /** For work that only reads: no transaction, and nothing may be recorded. */
  read<T>(work: (context: Context) => Promise<T>): Promise<T>
}

interface Parts {
  readonly db: Db
  readonly texts: Texts
  readonly demo: boolean
  /** Writes what happened to the outbox and, for acts of authority, to the record; last thing in the transaction. */
  readonly keep: (tx: Tx, actorId: ActorId, happenings: readonly Happening[], now: Date) => Promise<void>
  readonly deliver: () => Promise<void>
}

const mostAttempts = 5

// Serialisation failure and deadlock, as PostgreSQL or Prisma calls them: the work is asked again from the start.
const retryable = ['P2034', '40001', '40P01']
const isRetryable = (error: unknown) => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return retryable.includes(code) || (code === 'P2010' && retryable.some((state) => message.includes(`Code: \`${state}\``)))
}

// Those who were in each other's way do not meet again at once.
const pause = (attempt: number) => wait(Math.random() * 20 * attempt)

// No connection came free in time, or the transaction outlived its time: nothing of it was kept.
const isBusy = (error: unknown) => (error as { code?: string }).code === 'P2028'

export function makeUnitOfWork({ db, texts, demo, keep, deliver }: Parts): UnitOfWork {
  async function once<T>(actorId: ActorId, work: (context: Context) => Promise<T>, now: Date): Promise<T> {
    const happenings: Happening[] = []
    const undoes: (() => unknown)[] = []
    try {
      const done = await db.prisma.$transaction(async (tx) => {
        const context: Context = { tx, now, texts, demo, record: (h) => happenings.push(h), onRollback: (undo) => undoes.push(undo) }
        const result = await work(context)
        if (happenings.length > 0) await keep(tx, actorId, happenings, now)
        return result
      }, { isolationLevel: 'ReadCommitted', maxWait: 5_000, timeout: 20_000 })
      if (happenings.length > 0) await deliver()
      return done
    } catch (error) {
      // Whoever hears of the refusal finds everything as it was; why it was refused counts for more than what could not be undone.
      await Promise.allSettled(undoes.reverse().map(async (undo) => undo()))
      throw error
    }
  }

  const run = async <T>(actorId: ActorId, work: (context: Context) => Promise<T>, now?: Date): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(actorId, work, now ?? new Date())
      } catch (error) {
        if (isBusy(error)) throw new Refusal('unavailable', 'The server is busy; nothing was changed', { because: 'busy' })
        if (!isRetryable(error)) throw error
        if (attempt === mostAttempts) throw new Refusal('unavailable', 'The server is busy; nothing was changed', { because: 'busy' })
        await pause(attempt)
      }
    }
  }

  const read = <T>(work: (context: Context) => Promise<T>) => work({
    tx: db.prisma, now: new Date(), texts, demo,
    record: () => { throw new Error('A reading unit of work recorded something') },
    onRollback: () => { throw new Error('A reading unit of work has nothing to roll back') },
  })

  return Object.assign(run, { read })
}
