import { setTimeout as wait } from 'node:timers/promises'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { tokenFaults } from '#tests/support/oracle/invariants.ts'
import type { Scribe } from '#tests/support/oracle/scribe.ts'
import { tokensIn } from '#tests/support/oracle/words.ts'
import { until } from '#tests/support/until.ts'
import { checked, deeds, onSite, scribesOf } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { meddling } from './meddle.ts'

const texts = 20
const slowAppendMs = 500

/** The last one leaves while what they typed is still being written; somebody opens the text again within 50 ms. */
export const f16: Fault = {
  title: 'who opens a text just as the last one leaves it sees everything that was acknowledged',
  cycles: 200,
  run: ({ ground, cycles, dice, say }) => onDatabase(ground, (url) => onSite(url, { drafts: texts, limits: { connectionsPerUser: 1_000, idleRoomMs: 1 } }, async (site, worlds) => {
    const faults: string[] = []
    const pairs = await scribesOf({ origin: site.origin, worlds, count: 2 * texts, dice })
    const rounds = Math.ceil(cycles / texts)
    await meddling((_text, name) => name === 'journal-append' ? { delayMs: slowAppendMs } : null, async () => {
      for (let round = 1; round <= rounds && faults.length === 0; round += 1) {
        const found = await Promise.all(worlds.map((_world, index) => handOver(pairs[index], pairs[index + texts], dice.fork(round * texts + index))))
        faults.push(...found.flat().map((fault) => `round ${round}: ${fault}`))
        if (round % 50 === 0) say(`F16 ${round * texts} of ${cycles}`)
      }
    })
    for (const scribe of pairs) scribe.connect()
    faults.push(...await checked(url, pairs))
    for (const scribe of pairs) scribe.disconnect()
    return { faults, figures: { ...deeds(pairs), handOvers: rounds * texts } }
  })),
}

async function handOver(leaver: Scribe | undefined, comer: Scribe | undefined, dice: Dice): Promise<string[]> {
  if (!leaver || !comer) throw new Error('two are needed to hand a text over')
  leaver.connect()
  await until(() => leaver.isSynced && leaver.edit())
  await until(() => leaver.journal.unacknowledged.length === 0)
  leaver.edit()
  // Long enough to be on its way, far too short to be kept.
  await wait(dice.between(5, 30))
  leaver.disconnect()
  await wait(dice.between(0, 50))
  comer.connect()
  await until(() => comer.isSynced)
  const faults = tokenFaults([leaver, comer], tokensIn(comer.doc))
  comer.edit()
  await until(() => comer.journal.unacknowledged.length === 0)
  comer.disconnect()
  return faults
}
