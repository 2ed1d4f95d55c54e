import { setTimeout as wait } from 'node:timers/promises'
import type { Ground } from '#tests/faults/ground.ts'
import { onDatabase } from '#tests/faults/ground.ts'
import { onSite, scribesOf } from '#tests/faults/stage.ts'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { Scribe } from '#tests/support/oracle/scribe.ts'
import type { Site } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'
import type { World } from '#tests/support/world.ts'

/** What one trial has to work with: a server, a draft, and two people with it open. */
export interface Trial { readonly site: Site; readonly world: World; readonly url: string; readonly dice: Dice; readonly ilse: Scribe; readonly tomas: Scribe }
/** Says what is wrong with the server, a sentence each; nothing for one that keeps its rules. */
export type Scenario = (trial: Trial) => Promise<string[]>

/** Runs one scenario on a server of its own. `sql` changes its database first, for a rule that the database keeps. */
export const tried = (ground: Ground, dice: Dice, scenario: Scenario, sql?: string) => onDatabase(ground, (url) => onSite(url, {}, async (site, worlds) => {
  const [world] = worlds
  if (!world) throw new Error('there is no draft')
  if (sql) await site.sql(sql)
  const [ilse, tomas] = await scribesOf({ origin: site.origin, worlds, count: 2, dice })
  if (!ilse || !tomas) throw new Error('two people are needed')
  try {
    for (const scribe of [ilse, tomas]) scribe.connect()
    await until(() => ilse.isSynced && tomas.isSynced)
    return await scenario({ site, world, url, dice, ilse, tomas })
  } finally {
    for (const scribe of [ilse, tomas]) scribe.disconnect()
  }
}))

/** Somebody new in the draft, signed in as `persona`. */
export async function comer({ site, world, dice }: Trial, persona: string, more: Partial<Scribe['part']> = {}): Promise<Scribe> {
  const scribe = new Scribe({ name: 'n00', client: await site.as(persona), draftId: world.draftId, clauseIds: [world.first.id], dice: dice.fork(99), ...more })
  scribe.connect()
  return scribe
}

/** True when it happens in time; false when it does not. */
export const happens = async (holds: () => boolean, ms = 2_000) => until(holds, ms).then(() => true, () => false)

export const pause = (ms: number) => wait(ms)
