import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { meddling } from './meddle.ts'
import { until } from '#tests/support/until.ts'

/** Opening a text fails, once or as long as one tries; the pages hold the text and type on. */
export const f15: Fault = {
  title: 'a text that cannot be loaded is never opened blank, and takes nothing until it is',
  cycles: 20,
  run: ({ ground, cycles, dice }) => onDatabase(ground, (url) => onSite(url, {}, async (site, worlds) => {
    const faults: string[] = []
    const scribes = await scribesOf({ origin: site.origin, worlds, count: 2, dice })
    // Written so that it is not taken for the server's own.
    const rows = async () => (await site.sql<{ n: string }>('select count(*) as n from "journal"'))[0]?.n
    let refused = 0
    connectAll(scribes)
    await until(() => scribes.every(({ isSynced }) => isSynced), 30_000)
    for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
      const always = cycle % 2 === 0
      // Only a server that has just begun opens the text anew.
      await site.stop()
      const before = await rows()
      let failures = 0
      const [newcomer] = await meddling((text) => {
        if (!/from (text|journal|checkpoint)\b/.test(text) || !/^\s*select/.test(text) || (!always && failures > 0)) return null
        failures += 1
        return { failWith: 'the disk could not be read' }
      }, async () => {
        await site.start()
        const made = await scribesOf({ origin: site.origin, worlds, count: 1, dice: dice.fork(cycle), letter: 'n' })
        connectAll(made)
        const everybody = [...scribes, ...made]
        for (let edit = 0; edit < 5; edit += 1) for (const scribe of scribes) scribe.edit()
        await until(() => everybody.every(({ closes }) => closes.length > 0) || (!always && everybody.every(({ isSynced }) => isSynced)), 10_000)
        if (always && everybody.some(({ isSynced }) => isSynced)) faults.push(`cycle ${cycle}: somebody was given a text that could not be loaded`)
        if (always && await rows() !== before) faults.push(`cycle ${cycle}: something was written to a text that could not be loaded`)
        return made
      })
      if (failures === 0) faults.push(`cycle ${cycle}: nothing failed`)
      refused += failures
      if (newcomer) { await until(() => newcomer.isSynced); newcomer.disconnect() }
      faults.push(...(await checked(url, scribes)).map((fault) => `cycle ${cycle}: ${fault}`))
    }
    disconnectAll(scribes)
    return { faults, figures: { ...deeds(scribes), failedLoads: refused } }
  })),
}
