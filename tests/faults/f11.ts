import { goodLine, type Line, openProxy } from '#tests/support/proxy.ts'
import { until } from '#tests/support/until.ts'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'

const people = 20
const roundMs = 20_000

/** The ways in which a line is bad; each person has one of them for as long as a round lasts. */
const badLines: readonly ((dice: Dice) => Line)[] = [
  (dice) => ({ ...goodLine(), delayMs: () => dice.between(100, 500) }),
  // Loss, as TCP shows it: now and then a piece is long in coming.
  (dice) => ({ ...goodLine(), delayMs: () => dice.chance(0.02) ? 1_000 : 5 }),
  () => ({ ...goodLine(), bytesPerSecond: 2_000 }),
  () => goodLine(),
]

/** Slow, stalling, thin and dead lines between the pages and the server, pages that come and go, and two of one person. */
export const f11: Fault = {
  title: 'over bad lines everything that was acknowledged is kept, and everybody ends with the same words',
  cycles: 1,
  run: ({ ground, cycles, dice, say }) => onDatabase(ground, (url) => onSite(url, { drafts: 3, limits: { connectionsPerUser: 200 } }, async (site, worlds) => {
    const target = Number(new URL(site.origin).port)
    const lines = Array.from({ length: people }, (_, index) => dice.pick(badLines)(dice.fork(index)))
    const proxies = await Promise.all(lines.map((line) => openProxy(target, line)))
    const scribes = await scribesOf({ origin: site.origin, worlds, count: people, dice, address: (index) => `http://127.0.0.1:${proxies[index]?.port ?? target}` })
    const faults: string[] = []
    let reconnects = 0
    connectAll(scribes)
    await until(() => scribes.every(({ isSynced }) => isSynced), 60_000)
    for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
      for (const deadline = Date.now() + roundMs; Date.now() < deadline;) {
        await typeFor(scribes, 900, dice)
        const unlucky = dice.below(people)
        reconnects += 1
        if (dice.chance(0.5)) proxies[unlucky]?.cut()
        else await dieSilently(lines[unlucky], scribes[unlucky], proxies[unlucky])
      }
      for (const line of lines) Object.assign(line, goodLine())
      faults.push(...await checked(url, scribes, 30_000))
      say(`F11 ${cycle} of ${cycles}`)
    }
    disconnectAll(scribes)
    await Promise.all(proxies.map((proxy) => proxy.close()))
    return { faults, figures: { ...deeds(scribes), reconnects } }
  })),
}

/** The socket is dead and nobody is told; the page gives it up and comes back, while the server still believes in the old one. */
async function dieSilently(line: Line | undefined, scribe: { disconnect(): void; connect(): void } | undefined, proxy: { cut(): void } | undefined) {
  if (!line || !scribe || !proxy) return
  line.isSilent = true
  scribe.disconnect()
  await new Promise((resolve) => { setTimeout(resolve, 200) })
  line.isSilent = false
  scribe.connect()
}
