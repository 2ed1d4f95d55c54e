import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** What is done to a statement on its way to the database. */
type Meddling = { readonly delayMs: number } | { readonly until: Promise<unknown> } | { readonly failWith: string } | null
type Query = (this: pg.Client, ...args: unknown[]) => unknown

/**
 * While the work runs, every statement of this process passes `decide`, which may hold it up or make it fail, as a slow or failing
 * database would. Pools and Prisma alike end in this one method, so nothing in the server has to know.
 */
export async function meddling<T>(decide: (text: string, name: string) => Meddling, work: () => Promise<T>): Promise<T> {
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const original = prototype.query
  prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text?: string; name?: string } | undefined]
    const meant = decide(typeof first === 'string' ? first : first?.text ?? '', typeof first === 'string' ? '' : first?.name ?? '')
    if (meant === null) return original.apply(this, args)
    const callback = args.findLast((arg): arg is (error: Error) => void => typeof arg === 'function')
    if ('failWith' in meant) {
      const error = new Error(meant.failWith)
      if (!callback) return Promise.reject(error)
      setImmediate(callback, error)
      return undefined
    }
    const held = 'until' in meant ? meant.until : wait(meant.delayMs)
    if (!callback) return held.then(() => original.apply(this, args))
    void held.then(() => original.apply(this, args))
    return undefined
  }
  try { return await work() } finally { prototype.query = original }
}
