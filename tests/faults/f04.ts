import { setTimeout as wait } from 'node:timers/promises'
import type { Scribe } from '#tests/support/oracle/scribe.ts'
import { until } from '#tests/support/until.ts'
import type { Fault } from './fault.ts'
import { onOwnPostgres } from './ownPostgres.ts'
import { onProcess, type ParleyProcess } from './parleyProcess.ts'
import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'
import { acknowledgedWhile } from './underWay.ts'

const resumesWithinMs = 5_000

/** The database is stopped in order, its connections are ended, and it cannot be reached for a while. */
export const f04: Fault = {
  title: 'a database that is stopped, cut off or out of reach costs time and nothing else',
  cycles: 2,
  run: ({ cycles, dice, say }) => onOwnPostgres(async (postgres) => {
    const worlds = await onSite(postgres.url, { drafts: 2 }, async (_site, made) => made)
    return onProcess(postgres.url, async (parley) => {
      const scribes = await scribesOf({ origin: parley.origin, worlds, count: 8, dice })
      const faults: string[] = []
      let slowest = 0
      const resumes = async (what: string) => {
        const begun = Date.now()
        await until(() => isAllKept(scribes), resumesWithinMs).catch(() => faults.push(`${what}: not everything was kept ${resumesWithinMs} ms later`))
        slowest = Math.max(slowest, Date.now() - begun)
        faults.push(...parley.faults(), ...(await checked(postgres.url, scribes)).map((fault) => `${what}: ${fault}`))
      }
      connectAll(scribes)
      for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
        await typeFor(scribes, 500, dice)
        await postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'parley' and pid <> pg_backend_pid()`)
        await typeFor(scribes, 500, dice)
        await resumes('connections ended')

        const stopped = typeFor(scribes, 500, dice)
        postgres.stop()
        postgres.line.target = null
        await stopped
        faults.push(...await whileAway(parley, scribes, () => typeFor(scribes, 500, dice)))
        await postgres.start()
        await resumes('stopped in order')

        const { target } = postgres.line
        postgres.line.target = null
        postgres.line.cut()
        // A run of a few cycles is one of every test run: there the outage is short.
        faults.push(...await whileAway(parley, scribes, () => typeFor(scribes, cycles > 2 ? 30_000 : 3_000, dice)))
        postgres.line.target = target
        await resumes('out of reach')
        say(`F4 ${cycle} of ${cycles}`)
      }
      disconnectAll(scribes)
      return { faults, figures: { ...deeds(scribes), slowestResumeMs: slowest } }
    })
  }),
}

const isAllKept = (scribes: readonly Scribe[]) => scribes.every(({ isSynced, journal }) => isSynced && journal.unacknowledged.length === 0)

/** What is promised or answered wrongly while there is no database: no acknowledgement, and HTTP says 503 and not "our fault". */
async function whileAway({ origin }: ParleyProcess, scribes: readonly Scribe[], work: () => Promise<unknown>): Promise<string[]> {
  const answers: number[] = []
  const promised = await acknowledgedWhile(scribes, async () => {
    const working = work()
    for (let asked = 0; asked < 3; asked += 1) {
      answers.push((await fetch(`${origin}/api/health`)).status)
      await wait(100)
    }
    await working
  })
  return [
    ...(promised > 0 ? [`${promised} edits were acknowledged while there was no database`] : []),
    ...answers.filter((status) => status !== 503).map((status) => `health said ${status} while there was no database`),
  ]
}
