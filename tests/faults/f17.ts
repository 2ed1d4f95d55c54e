import { tokensIn } from '#tests/support/oracle/words.ts'
import type { Scribe } from '#tests/support/oracle/scribe.ts'
import type { Site } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'
import type { World } from '#tests/support/world.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { restored } from './restored.ts'
import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'

const generationChanged = 4409

/** A page holds the text of generation g and edits made offline; meanwhile the text was restored, and is of generation g + 1. */
export const f17: Fault = {
  title: 'what is cached of a restored text is turned away: nothing doubled, nothing risen from the dead',
  cycles: 20,
  run: ({ ground, cycles, dice }) => onDatabase(ground, (url) => onSite(url, {}, async (site, worlds) => {
    const faults: string[] = []
    let edits = 0
    for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
      const part = { origin: site.origin, worlds, count: 2, dice: dice.fork(cycle) }
      const [stale, other] = await scribesOf({ ...part, generation: cycle, letter: String.fromCharCode(97 + cycle % 20) })
      const [now] = await scribesOf({ ...part, count: 1, generation: cycle + 1, letter: 'z' })
      if (!stale || !other || !now) throw new Error('three are needed')
      const offline = await typedOffline(stale, other, dice)
      const before = await restoredMeanwhile(site, worlds)
      stale.connect()
      await until(() => [stale, other].every(({ closes }) => closes.includes(generationChanged)))
      now.connect()
      await until(() => now.isSynced)
      faults.push(...risen(tokensIn(now.doc), offline), ...(await rowsOf(site) === before ? [] : ['the journal was written to']))
      edits += deeds([stale, other]).edits
      disconnectAll([stale, other, now])
    }
    const fresh = await scribesOf({ origin: site.origin, worlds, count: 2, dice, generation: cycles + 1, letter: 'y' })
    connectAll(fresh)
    // What was typed in the generations before was sent by scribes who are gone.
    const left = (await checked(url, fresh)).filter((fault) => !fault.startsWith('I2'))
    disconnectAll(fresh)
    return { faults: [...faults, ...left], figures: { edits } }
  })),
}

/** Two type, all of it is kept; then one types on without a line. Gives what nobody but that page holds. */
async function typedOffline(stale: Scribe, other: Scribe, dice: Parameters<typeof typeFor>[2]): Promise<string[]> {
  connectAll([stale, other])
  await until(() => stale.isSynced && other.isSynced)
  await typeFor([stale, other], 200, dice, 50)
  await until(() => [stale, other].every(({ journal }) => journal.unacknowledged.length === 0))
  stale.disconnect()
  for (let edit = 0; edit < 5; edit += 1) stale.edit()
  return stale.journal.unacknowledged.filter(({ kind }) => kind === 'insert').map(({ token }) => token)
}

/** As an operator does it: with the server stopped. Gives what the journal says then. */
async function restoredMeanwhile(site: Site, worlds: readonly World[]): Promise<string> {
  await site.stop()
  for (const { draftId } of worlds) await restored(site.databaseUrl, `draft:${draftId}`)
  const before = await rowsOf(site)
  await site.start()
  return before
}

const rowsOf = async (site: Site) => JSON.stringify(await site.sql('select text_id, seq, md5(payload) as words from journal order by 1, 2'))

const risen = (found: ReadonlyMap<string, number>, offline: readonly string[]) => [
  ...offline.filter((token) => found.has(token)).map((token) => `${token} came back from an older generation`),
  ...[...found].filter(([, times]) => times > 1).map(([token, times]) => `${token} is there ${times} times`),
]
