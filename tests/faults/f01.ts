import { connectAll, checked, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { onProcess } from './parleyProcess.ts'
import { until } from '#tests/support/until.ts'

const backWithinMs = 5_000

/** kill -9 of the server at a random moment, under typing; everybody types on while it is away. */
export const f01: Fault = {
  title: 'kill -9 of the server loses nothing that was acknowledged',
  cycles: 15,
  run: ({ ground, cycles, dice, say }) => onDatabase(ground, async (url) => {
    const worlds = await onSite(url, { drafts: 3 }, async (_site, made) => made)
    return onProcess(url, async (parley) => {
      const scribes = await scribesOf({ origin: parley.origin, worlds, count: 8, dice })
      const faults: string[] = []
      let slowest = 0
      connectAll(scribes)
      for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
        await typeFor(scribes, dice.between(200, 3_000), dice)
        faults.push(...parley.faults())
        await parley.end('SIGKILL')
        await Promise.all([parley.start(), typeFor(scribes, 300, dice)])
        const begun = Date.now()
        await until(() => scribes.every(({ isSynced }) => isSynced), backWithinMs).catch(() => faults.push(`not everybody was editing again ${backWithinMs} ms after the start`))
        slowest = Math.max(slowest, Date.now() - begun)
        faults.push(...(await checked(url, scribes)).map((fault) => `cycle ${cycle}: ${fault}`))
        if (cycle % 10 === 0) say(`F1 ${cycle} of ${cycles}`)
      }
      disconnectAll(scribes)
      return { faults, figures: { ...deeds(scribes), slowestReturnMs: slowest } }
    })
  }),
}
