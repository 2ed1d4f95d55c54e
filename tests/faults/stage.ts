import { setTimeout as wait } from 'node:timers/promises'
import { openDb } from '#server/db/client.ts'
import { clientOf } from '#tests/support/client.ts'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { settle, textFaults } from '#tests/support/oracle/invariants.ts'
import { Scribe } from '#tests/support/oracle/scribe.ts'
import { openSite, type Site, type SiteOptions } from '#tests/support/site.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const writers = ['policymaker', 'policymaker-2']

/** Opens a server in this process with as many drafts as asked, each in a workspace of its own; ends it after the work. */
export async function onSite<T>(url: string, { drafts = 1, ...options }: SiteOptions & { drafts?: number }, work: (site: Site, worlds: readonly World[]) => Promise<T>): Promise<T> {
  const site = await openSite(url, options)
  try {
    const worlds: World[] = []
    for (let count = 0; count < drafts; count += 1) worlds.push(await aWorkspace(site))
    return await work(site, worlds)
  } finally {
    await site.end()
  }
}

interface Cast { readonly origin: string; readonly worlds: readonly World[]; readonly count: number; readonly dice: Dice; readonly address?: (index: number) => string; readonly generation?: number; readonly letter?: string }

/** Scribes spread over the drafts, signed in as the people who may write, not yet connected. */
export async function scribesOf({ origin, worlds, count, dice, address, generation, letter = 'c' }: Cast): Promise<Scribe[]> {
  const clients = await Promise.all(writers.map(async (persona) => {
    const client = clientOf(origin)
    const { status } = await client.post('/api/demo/sign-in', { persona })
    if (status !== 200) throw new Error(`nobody could sign in as ${persona}: ${status}`)
    return client
  }))
  return Array.from({ length: count }, (_, index) => {
    const world = worlds[index % worlds.length]
    const client = clients[Math.floor(index / worlds.length) % clients.length]
    if (!world || !client) throw new Error('there is no draft to write in')
    return new Scribe({
      name: `${letter}${String(index).padStart(2, '0')}`, client, draftId: world.draftId, clauseIds: [world.first.id, world.second.id], dice: dice.fork(index),
      ...(address && { address: address(index) }), ...(generation !== undefined && { generation }),
    })
  })
}

export const connectAll = (scribes: readonly Scribe[]) => { for (const scribe of scribes) scribe.connect() }
export const disconnectAll = (scribes: readonly Scribe[]) => { for (const scribe of scribes) scribe.disconnect() }

/** Everybody types for a while, at this many edits a second together, connected or not. */
export async function typeFor(scribes: readonly Scribe[], ms: number, dice: Dice, perSecond = 20): Promise<void> {
  for (const deadline = Date.now() + ms; Date.now() < deadline;) {
    dice.pick(scribes).edit()
    await wait(Math.min(1000 / perSecond, Math.max(0, deadline - Date.now())))
  }
}

/** Waits until everything came back to rest, then asks the oracle. */
export async function checked(databaseUrl: string, scribes: readonly Scribe[], ms?: number): Promise<string[]> {
  await settle(scribes, ms)
  return onDb(databaseUrl, ({ pool }) => textFaults(pool, scribes))
}

/** Looks at the database by itself, past the server. */
export async function onDb<T>(databaseUrl: string, work: (db: ReturnType<typeof openDb>) => Promise<T>): Promise<T> {
  const db = openDb(databaseUrl, () => undefined)
  try { return await work(db) } finally { await db.close() }
}

/** What the scribes did, for the figures of an outcome. */
export const deeds = (scribes: readonly Scribe[]) => ({
  edits: scribes.reduce((sum, { journal }) => sum + journal.acts.length, 0),
  acknowledged: scribes.reduce((sum, { journal }) => sum + journal.acts.filter(({ ackedAt }) => ackedAt !== null).length, 0),
})
